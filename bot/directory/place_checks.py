"""The rules of places: points that are far from where they should be, and secret places that are told after all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.directory.columns import Kind
from bot.directory.model import AddressVisibility
from bot.directory.phones import plain_digits
from bot.directory.places import Point, miles_between
from bot.directory.problems import Check, Problem, Severity
from bot.directory.retyped import AS_TEXT
from bot.directory.services_schema import PLACE
from bot.directory.tables import parts
from bot.directory.values import parse_degrees
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.directory.sheet import Row
    from bot.directory.tables import Tables

FAR: Final = 15.5
"""Miles (25 km) from the middle of its ZIP code at which a point is doubtful."""

WRONG_COORDINATE = Check(
    "coordinate",
    "A {column} is a number between -{limit} and {limit}.",
    "Copy it from a map, like {example}, or empty it.",
)
HALF_COORDINATE = Check(
    "half-coordinate",
    "Only one of “latitude” and “longitude” is filled in.",
    "Fill in “{column}”, or empty both.",
)
FAR_FROM_ZIP = Check(
    "far-from-zip",
    "This point is {miles} miles from the middle of the ZIP code {zip}.",
    "Look at the point on a map, and at the ZIP code. Empty both coordinates if you are not sure.",
    Severity.WARNING,
)
WRONG_ZIP = Check("zip-signs", "A ZIP code has five digits and nothing else.", AS_TEXT)
OTHER_LENGTH_OF_ZIP = Check(
    "zip",
    "A ZIP code has five digits, and this one has {count}. Spreadsheets drop a zero in front.",
    AS_TEXT,
)
UNLISTED_ZIP = Check(
    "unlisted-zip",
    "This ZIP code does not stand in zip_centers.csv, so no distance can be told.",
    "Look whether all five digits are right. If they are, add it to zip_centers.csv.",
    Severity.WARNING,
)
HIDDEN_ADDRESS = Check(
    "hidden-address", "The address of this row is hidden, but this cell says where it is.", "Empty this cell."
)
HIDDEN_PLACE_TOLD = Check(
    "hidden-place-told",
    "The address of this service is hidden, but a street, a map or a point seems to stand in this cell.",
    "Take it out. People may hide there from somebody who looks for them.",
)

_ZIP = re.compile(r"[0-9]{5}")
_LONG_ZIP = re.compile(r"([0-9]{5})[- ]?[0-9]{4}")
_WAYS = (
    "St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Ct|Court|Pl|Place|Way|Hwy|Highway|Pkwy|Parkway|Cir"
    "|Circle|Loop|Trl|Trail|Ter|Terrace"
)
_QUADRANT = r"(?:NW|NE|SW|SE|N\.W\.|N\.E\.|S\.W\.|S\.E\.)"
_STREET = re.compile(
    # 123 N. Silver Oak Ave; a name of a street has capitals, or "stay 30 days in a safe place" would be one
    rf"\b\d{{1,6}}[A-Z]?\s+(?:[NSEW]\.?\s+)?(?:[A-Z0-9][\w.'’-]*\s+){{1,4}}(?:{_WAYS}|{_WAYS.upper()})\b"
    # 123 silver ave nw
    rf"|(?i:\b\d{{1,6}}\s+(?:[\w.'’-]+\s+){{1,4}}(?:{_WAYS})\.?,?\s+{_QUADRANT}(?!\w))"
    # 123 Calle del Sol, Avenida Central 123
    r"|(?i:\b\d{1,6}\s+(?:calle|avenida|paseo|camino|carretera)\s+\w+)"
    r"|\b(?:[Cc]alle|[Aa]venida|[Aa]v\.|[Pp]aseo|[Cc]amino|[Cc]arretera)\s+(?:[\w.]+\s+){1,4}(?:#|[Nn]úm\.?|[Nn]o\.)?\s*\d{1,6}\b"
)
_POINT = re.compile(r"-?\d{1,3}\.\d{3,}\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}")
_MAP = re.compile(
    r"maps\.app\.goo\.gl|goo\.gl/maps|google\.[a-z.]{2,6}/maps|maps\.google|maps\.apple\.com|openstreetmap\.org"
    r"|waze\.com/|what3words",
    re.IGNORECASE,
)


def wrong_coordinates(tables: Tables) -> Iterator[Problem]:
    """Coordinates that are not on the globe, or only one of the two."""
    for row, column, name, value in parts(tables, Kind.LATITUDE, Kind.LONGITUDE):
        limit = 90 if column.kind is Kind.LATITUDE else 180
        other = "longitude" if column.kind is Kind.LATITUDE else "latitude"
        if parse_degrees(value, limit) is None:
            yield row.problem(WRONG_COORDINATE, name, limit=str(limit), example=column.example)
        elif not row[other]:
            yield row.problem(HALF_COORDINATE, other)


def distant_points(tables: Tables) -> Iterator[Problem]:
    """Services far from the middle of their ZIP code: two figures changed round, a minus lost, another town."""
    centers = {row["zip"]: _point(row) for row in tables.zip_centers.rows}
    for row in tables.services.rows:
        point, center = _point(row), centers.get(row["zip"])
        if point and center and (miles := miles_between(point, center)) > FAR:
            yield row.problem(FAR_FROM_ZIP, "latitude", miles=f"{miles:,.0f}", zip=row["zip"])


def _point(row: Row) -> Point | None:
    latitude, longitude = parse_degrees(row["latitude"], 90), parse_degrees(row["longitude"], 180)
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def wrong_zips(tables: Tables) -> Iterator[Problem]:
    """ZIP codes that are not five digits, and those of services that nothing is known about."""
    for row, _, name, value in parts(tables, Kind.ZIP):
        if not _ZIP.fullmatch(value):
            yield _wrong_zip(row, name, value)
    known = {row["zip"] for row in tables.zip_centers.rows}
    for row in tables.services.rows if known else ():
        value = row["zip"]
        longer = _LONG_ZIP.fullmatch(value)
        if value and not longer and not _ZIP.fullmatch(value):
            yield _wrong_zip(row, "zip", value)
        elif value and value not in known:
            yield row.problem(UNLISTED_ZIP, "zip", near=longer[1] if longer and longer[1] in known else "")


def _wrong_zip(row: Row, name: str, value: str) -> Problem:
    if value.isdecimal():
        return row.problem(OTHER_LENGTH_OF_ZIP, name, count=str(len(value)))
    digits = plain_digits(value)
    return row.problem(WRONG_ZIP, name, near=digits if _ZIP.fullmatch(digits) else "")


def hidden_addresses(tables: Tables) -> Iterator[Problem]:
    """Secret places must not stand in the sheet at all: neither in their columns nor in any text, in any language."""
    secret = AddressVisibility.HIDDEN
    hidden = {row["id"]: row for row in tables.services.rows if row["address_visibility"] == secret}
    for row in hidden.values():
        for name in PLACE:
            if row[name]:
                yield row.problem(HIDDEN_ADDRESS, name)
        for name in row.header.names:
            if name not in PLACE and _tells_place(row[name], row["address"]):
                yield row.problem(HIDDEN_PLACE_TOLD, name, value="")
    for sheet in tables.translations:
        for row in sheet.rows:
            if row["id"] in hidden and _tells_place(row["text"], hidden[row["id"]]["address"]):
                yield row.problem(HIDDEN_PLACE_TOLD, "text", value="")


def _tells_place(text: str, address: str) -> bool:
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    # Digits of every script are found as our own.
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    if any(pattern.search(digits) for pattern in (_STREET, _POINT, _MAP)):
        return True
    street = words(address)[:2]  # the number and the name, however the rest is written
    return len(street) == 2 and " ".join(street) in " ".join(words(text))


def conceal(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """No problem repeats a cell that tells a secret place, whatever else is wrong with it."""
    found = tuple(problems)
    secret = {(p.file, p.row, p.column) for p in found if p.check is HIDDEN_PLACE_TOLD}
    return tuple(replace(p, value="", near="") if (p.file, p.row, p.column) in secret else p for p in found)


PLACE_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    wrong_coordinates,
    distant_points,
    wrong_zips,
    hidden_addresses,
)
"""Every rule about where a service is."""
