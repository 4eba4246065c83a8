"""Where each table of a directory stands: in a CSV file, a workbook of its own, one workbook for all, or the web."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from bot.directory.cells import MAX_BYTES, TOO_LARGE, Finding, Grid, Refused
from bot.directory.columns import LANGUAGE_MARK
from bot.directory.grids import is_workbook, open_workbook_file, read_grid
from bot.directory.problems import Check, Severity
from bot.directory.published import published_label
from bot.directory.schema import SHEETS
from bot.directory.sheet import Header
from bot.directory.sheet_reading import headings_of
from bot.directory.tables import did_you_mean
from bot.directory.values import language_names, parse_language
from bot.directory.workbook_output import CHOICES_SHEET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.directory.columns import SheetSchema
    from bot.directory.problems import Problem
    from bot.directory.published import Published
    from bot.directory.workbooks import Workbook


WORKBOOK: Final = "directory"
"""The name, without its ending, of the workbook that may hold all tables."""

MISSING_FILE = Check("missing-file", "This file is missing.", "Put it back, or check that the folder is the right one.")
UNREADABLE_FILE = Check(
    "unreadable-file",
    "This file cannot be opened.",
    "Close it in other programs and make sure that you may open it.",
)
TWO_SOURCES = Check(
    "two-sources",
    "This table is there twice. Only {counts} was read, not this.",
    "Keep the one you work in and move the other out of the folder.",
)
PUBLISHED_COUNTS = Check(
    "published-counts",
    "The setting SHEET_URLS names a published sheet for this table, so this file was not read.",
    "Move this file out of the folder, or remove the table from SHEET_URLS.",
    Severity.WARNING,
)
UNKNOWN_SHEET = Check(
    "unknown-sheet",
    "No table has the name of the sheet “{sheet}”, so it was not read.",
    "Give the sheet the name of its table, such as services or phrases en. If it is your own, leave it.",
    Severity.WARNING,
)

_SIGNS = re.compile(r"[\W_]+")
_NO_TABLES: Final = frozenset({"read me", CHOICES_SHEET})
"""Sheets that explain the others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: `label` names it in messages, `read` gives what it holds.

    `file` is the one in the folder, empty for a table from the web; `sheet` its sheet in the workbook for all tables.
    """

    label: str
    read: Callable[[], Grid | Finding | None]
    file: str = ""
    sheet: str = ""


class Folder:
    """The files of one folder and what is wrong with them; `published` tables from the web count first.

    `overlay` files, by their path, are read in place of those in the folder. A CSV file there stands for its table,
    wherever in the folder that is kept.
    """

    def __init__(self, path: Path, published: Published, overlay: Mapping[str, bytes]) -> None:
        self.path = path
        self._overlay = overlay
        self.problems: list[Problem] = list(published.problems)
        self.order: dict[str, int] = {}
        self._published = published.tables
        self._sheets: dict[str, list[Place]] = {}
        self._opened = lru_cache(maxsize=1)(open_workbook_file)  # one file that was sent may hold every table

    def place(self, problem: Problem) -> tuple[int, str, int]:
        """Problems come in the order in which somebody mends them: file by file, from the top down."""
        return self.order.get(problem.file, len(self.order)), problem.file, problem.row or 0

    def read(self, file: str, *, required: bool) -> bytes | None:
        """The bytes of a file; None where there are none, which is told."""
        self.order.setdefault(file, len(self.order))
        if file in self._overlay:
            return self._overlay[file]
        try:
            if (self.path / file).stat().st_size <= MAX_BYTES:
                return (self.path / file).read_bytes()
            self._tell(TOO_LARGE, file, most=str(MAX_BYTES // 1024**2))
        except FileNotFoundError:
            if required:
                self._tell(MISSING_FILE, file)
        except OSError:
            self._tell(UNREADABLE_FILE, file)
        return None

    def open_workbook(self) -> None:
        """Open the workbook that may hold all tables, and match its sheets with them."""
        if WORKBOOK in self._published:
            file, data = published_label(WORKBOOK), self._published[WORKBOOK]
        else:
            file, data = f"{WORKBOOK}.xlsx", self.read(f"{WORKBOOK}.xlsx", required=False) or b""
        if not data:
            return
        try:
            book = open_workbook_file(data)
        except Refused as refused:
            self._tell(refused.finding.check, file, **refused.finding.facts)
            return
        for sheet in book.sheets:
            label, table = f"{file} ({sheet})", table_of(sheet)
            if table:
                kept = "" if WORKBOOK in self._published else file
                place = Place(label, partial(_read_sheet, book, sheet), kept, sheet)
                self._sheets.setdefault(table, []).append(place)
            elif _fold(sheet) not in _NO_TABLES:
                near = did_you_mean(_fold(sheet), [schema.path.partition(".")[0] for schema in SHEETS])
                self._tell(UNKNOWN_SHEET, label, near=near.partition("/")[0], sheet=sheet)

    def languages(self, schema: SheetSchema) -> list[str]:
        """The languages for which there is a table."""
        stem = schema.path.partition("/")[0]
        files = (file for ending in ("csv", "xlsx") for file in (self.path / stem).glob(f"*.{ending}"))
        found = {file.stem for file in files if not file.name.startswith((".", "~$"))}  # those are notes of programs
        sent = (file.removesuffix(".csv") for file in self._overlay if file.endswith(".csv"))
        names = (*self._sheets, *self._published, *sent)
        return sorted(found | {name.partition("/")[2] for name in names if name.startswith(f"{stem}/")})

    def table(
        self, schema: SheetSchema, language: str = "", *, required: bool = False
    ) -> tuple[str, Grid | Finding | None]:
        """The name of the file that holds a table, for messages, and what it holds; None where it is not there."""
        name = schema.path.partition(".")[0].replace(LANGUAGE_MARK, language)
        known = headings_of(schema)
        found = self.places(name, known)
        for place in found:
            self.order.setdefault(place.label, len(self.order))
        for other in found[1:]:
            check = PUBLISHED_COUNTS if name in self._published else TWO_SOURCES
            self._tell(check, other.label, counts=found[0].label)
        first = found[0] if found else Place(f"{name}.csv", lambda: None, f"{name}.csv")
        sent = self._overlay.get(f"{name}.csv") if first.file else None
        if sent is not None:  # whatever program wrote it: nobody sees the name it will have
            first = replace(first, read=partial(read_table, sent, name, known, self._opened))
        elif not found and required:
            self._tell(MISSING_FILE, first.label)
        self.order.setdefault(first.label, len(self.order))
        return first.label, first.read()

    def places(self, name: str, known: Callable[[str], bool]) -> list[Place]:
        """Everywhere a table such as phrases/es stands; the first one counts. `known` knows its headings."""
        found: list[Place] = []
        if name in self._published:
            read = partial(read_grid, self._published[name], "", name, known)
            found.append(Place(published_label(name), read))
        for file in (f"{name}.csv", f"{name}.xlsx"):
            if (self.path / file).exists():
                found.append(Place(file, partial(self._read_file, file, name.rpartition("/")[2], known), file))
        return [*found, *self._sheets.get(name, ())]

    def _read_file(self, file: str, table: str, known: Callable[[str], bool]) -> Grid | Finding | None:
        data = self.read(file, required=True)
        return None if data is None else read_grid(data, file, table, known)

    def _tell(self, check: Check, file: str, near: str = "", **facts: str) -> None:
        self.problems.append(Header(file).problem(check, row=None, near=near, **facts))


def read_table(
    data: bytes,
    name: str,
    known: Callable[[str], bool],
    opened: Callable[[bytes], Workbook] = open_workbook_file,
) -> Grid | Finding:
    """The table `name`, such as phrases/en, of a file that may hold several. `known` knows its headings.

    `opened` opens a workbook; who reads many tables of one gives a function that keeps it.
    """
    if is_workbook(data):
        try:
            book = opened(data)
        except Refused as refused:
            return refused.finding
        for sheet in book.sheets:
            if table_of(sheet) == name:
                return _read_sheet(book, sheet)
    return read_grid(data, "", name.rpartition("/")[2], known)


def table_of(sheet: str) -> str:
    """The table that a sheet of this name holds, such as services or phrases/en; empty when it is none of ours."""
    words = _fold(sheet)
    for schema in SHEETS:
        stem = schema.path.partition("/" if schema.per_language else ".")[0]
        rest = words.removeprefix(stem.replace("_", " ") + " ")
        if schema.per_language and rest != words:
            return f"{stem}/{language_names().get(rest) or parse_language(rest.replace(' ', '-')) or rest}"
        if words == stem.replace("_", " ") and not schema.per_language:
            return stem
    return ""


def _fold(sheet: str) -> str:
    return _SIGNS.sub(" ", sheet.casefold()).strip()


def _read_sheet(book: Workbook, sheet: str) -> Grid | Finding:
    try:
        return book.read(sheet)
    except Refused as refused:
        return refused.finding
