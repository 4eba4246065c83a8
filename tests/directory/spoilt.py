"""Ways in which a directory gets spoilt on an ordinary afternoon, each with the fault that must be named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.directory.sample import read_rows, set_cell, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SERVICES = "services.csv"
PHRASES = "phrases/en.csv"
ZIPS = "zip_centers.csv"


@dataclass(frozen=True, slots=True)
class Spoilt:
    """What happens to a folder, and the code, file, row and column of the problem it must lead to."""

    name: str
    spoil: Callable[[Path], None]
    code: str
    file: str = SERVICES
    row: int | None = None
    column: str = ""


def _cell(column: str, value: str, *, row: int = 2, file: str = SERVICES) -> Callable[[Path], None]:
    return lambda folder: set_cell(folder / file, row, column, value)


def _bytes(change: Callable[[bytes], bytes], file: str = SERVICES) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / file).write_bytes(change((folder / file).read_bytes()))

    return spoil


def _rows(change: Callable[[list[list[str]]], None], file: str = SERVICES) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        rows = read_rows(folder / file)
        change(rows)
        write_rows(folder / file, rows)

    return spoil


def _drop_column(rows: list[list[str]], name: str) -> None:
    index = rows[0].index(name)
    for row in rows:
        del row[index]


def _hide(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "address", "12 Main St NW")
    for column, value in (("address_visibility", "hidden"), ("latitude", ""), ("longitude", "")):
        set_cell(folder / SERVICES, 2, column, value)


def _tell_hidden(folder: Path) -> None:
    for column in ("address", "latitude", "longitude"):
        set_cell(folder / SERVICES, 2, column, "")
    set_cell(folder / SERVICES, 2, "address_visibility", "hidden")
    set_cell(folder / SERVICES, 2, "how_to_apply", "Come to 12 Main St NW.")


def _open_quote(folder: Path) -> None:
    set_cell(folder / SERVICES, 3, "name", "@@")
    data = (folder / SERVICES).read_bytes()
    (folder / SERVICES).write_bytes(data.replace(b"@@", b'"Casa'))


def _repeat_row(rows: list[list[str]]) -> None:
    rows.insert(2, list(rows[1]))


def _half_coordinates(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "address_visibility", "public")
    set_cell(folder / SERVICES, 2, "latitude", "35.0853")
    set_cell(folder / SERVICES, 2, "longitude", "")


def _letter_in_latitude(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "address_visibility", "public")
    set_cell(folder / SERVICES, 2, "latitude", "35.O853")
    set_cell(folder / SERVICES, 2, "longitude", "-106.6")


def _make_unreachable(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "status", "active")
    for column in ("phone", "phone_ext", "sms", "email", "website", "address"):
        set_cell(folder / SERVICES, 2, column, "")


SPOILT = (
    Spoilt("wrong phone", _cell("phone", "505-555-01"), "phone", row=2, column="phone"),
    Spoilt("unknown need", _cell("needs", "housing.rent_halp"), "unknown-need", row=2, column="needs"),
    Spoilt("missing column", _rows(lambda rows: _drop_column(rows, "phone")), "missing-column", row=1, column="phone"),
    Spoilt("empty file", _bytes(lambda _: b""), "empty-file"),
    Spoilt("header only", _bytes(lambda data: data.splitlines(keepends=True)[0]), "no-rows"),
    Spoilt("half a workbook", _bytes(lambda data: b"PK\x03\x04" + data), "damaged-workbook"),
    Spoilt("duplicate id", _rows(_repeat_row), "duplicate-id", row=3, column="id"),
    Spoilt("duplicate heading", _rows(lambda rows: rows[0].append("phone")), "duplicate-header", row=1, column="phone"),
    Spoilt("NUL byte", _cell("name", "Casa\0Norte"), "damaged-character", row=2, column="name"),
    Spoilt("unbalanced quote", _open_quote, "quote", row=3),
    Spoilt("extra cells", _rows(lambda rows: rows[2].extend(["", "lost"])), "row-too-long", row=3),
    Spoilt("wrong date", _cell("checked_on", "2/30/2026"), "date", row=2, column="checked_on"),
    Spoilt("day that is none", _cell("alert_until", "2026-02-30"), "date", row=2, column="alert_until"),
    Spoilt("wrong URL", _cell("website", "htps:/example"), "url", row=2, column="website"),
    Spoilt("wrong e-mail", _cell("email", "help at example.org"), "email", row=2, column="email"),
    Spoilt("letter in latitude", _letter_in_latitude, "coordinate", row=2, column="latitude"),
    Spoilt("half a coordinate", _half_coordinates, "half-coordinate", row=2, column="longitude"),
    Spoilt("hidden address filled in", _hide, "hidden-address", row=2, column="address"),
    Spoilt("hidden address told in a text", _tell_hidden, "hidden-place-told", row=2, column="how_to_apply"),
    Spoilt("formula", _cell("cost", "=1+1"), "formula-text", row=2, column="cost"),
    Spoilt("number that costs extra", _cell("phone", "900-555-1234"), "premium-phone", row=2, column="phone"),
    Spoilt(
        "web address with a password",
        _cell("website", "https://me:pw@example.org"),
        "url-with-name",
        row=2,
        column="website",
    ),
    Spoilt("unknown language", _cell("languages", "en;Klingonish"), "language", row=2, column="languages"),
    Spoilt("missing source", _cell("source_url", ""), "missing-source", row=2, column="source_url"),
    Spoilt("unknown status", _cell("status", "open"), "unknown-choice", row=2, column="status"),
    Spoilt("empty name", _cell("name", "  "), "empty-cell", row=2, column="name"),
    Spoilt("unreachable", _make_unreachable, "unreachable", row=2, column="phone"),
    Spoilt(
        "asks for status",
        _cell("how_to_apply", "Call. What is your immigration status?"),
        "private-question",
        row=2,
        column="how_to_apply",
    ),
    Spoilt("missing file", lambda folder: (folder / "hotlines.csv").unlink(), "missing-file", "hotlines.csv"),
    Spoilt(
        "phrase for an unknown need",
        _cell("need", "housing.rent_halp", file=PHRASES),
        "unknown-need",
        PHRASES,
        row=2,
        column="need",
    ),
    Spoilt("short ZIP code", _cell("zip", "8750", row=5, file=ZIPS), "zip", ZIPS, row=5, column="zip"),
    Spoilt("two middles of a ZIP code", _rows(_repeat_row, ZIPS), "duplicate", ZIPS, row=3, column="zip"),
    Spoilt(
        "county nobody knows",
        _bytes(lambda data: data.replace(b'["Bernalillo"]', b'["Bernalilo"]'), "directory.toml"),
        "unknown-county",
        "directory.toml",
        column="counties",
    ),
    Spoilt(
        "ZIP code nobody knows",
        _bytes(lambda data: data.replace(b"87117", b"87999"), "directory.toml"),
        "unknown-zip",
        "directory.toml",
        column="neighborhoods",
    ),
    Spoilt(
        "broken directory.toml",
        _bytes(lambda data: data.replace(b'"', b"", 1), "directory.toml"),
        "toml",
        "directory.toml",
        row=1,
    ),
)
