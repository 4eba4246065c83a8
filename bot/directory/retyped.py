"""What spreadsheet programs and clipboards make of a cell -> what was typed. Nothing is changed without a word."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.directory.columns import Kind
from bot.directory.problems import Check, Severity, mark
from bot.directory.retyped_dates import Change, read_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.directory.columns import Column

AS_TEXT: Final = mark("Give the column the format Text, then type the cell again.")

ERROR_CELL = Check(
    "error-cell",
    "The spreadsheet could not work out what stands here, or the column was too narrow when it was saved.",
    "Type what should stand here.",
)
NUMBER_SHORTENED = Check(
    "number-shortened",
    "The spreadsheet has shortened this number, so its digits are lost.",
    AS_TEXT,
)
SUM_IN_PHONE = Check(
    "sum-in-phone",
    "This was read as a sum, not as a phone number.",
    "Give the cell the format Text, then type the number again.",
)
LOST_ZERO = Check(
    "lost-zero",
    "The spreadsheet has taken away the zero in front. It was read with the zero.",
    "If that is right, leave it. If not, give the column the format Text, then type the cell again.",
    Severity.WARNING,
)
NUMBER_ENDING = Check(
    "number-ending",
    "The spreadsheet has put a decimal point behind this number. It was read without.",
    AS_TEXT,
    Severity.WARNING,
)
DECIMAL_COMMA = Check(
    "decimal-comma",
    "This number has a comma where a point belongs. It was read with a point.",
    "Write it with a point.",
    Severity.WARNING,
)
OTHER_DIGITS = Check(
    "other-digits",
    "Some digits or signs here are not the plain ones of the keyboard. They were read as those.",
    "Type the cell again with the digits 0 to 9 and plain signs.",
    Severity.WARNING,
)
HIDDEN_SIGNS = Check(
    "hidden-signs",
    "This cell holds signs that nobody can see, as copied texts often do. It was read without them.",
    "Type the cell again instead of copying it.",
    Severity.WARNING,
)
OTHER_SPACES = Check(
    "other-spaces",
    "Spaces of another kind stand in this cell, as in texts copied from a web page. It was read with plain ones.",
    "Type the cell again instead of copying it.",
    Severity.WARNING,
)
QUOTED_CELL = Check(
    "quoted-cell",
    "Curly quotation marks stand around this cell. It was read without them.",
    "Remove the quotation marks around it.",
    Severity.WARNING,
)
LINE_BREAK = Check(
    "line-break",
    "A line break stands in this cell. It was read as a space.",
    "Write it on one line.",
    Severity.WARNING,
)
OTHER_SPELLING = Check(
    "other-spelling",
    "Small letters and low lines are meant here. It was read so.",
    "Write it so: small letters, and _ between words.",
    Severity.WARNING,
)
TRUE_OR_FALSE = Check(
    "true-or-false",
    "The spreadsheet has made TRUE or FALSE of what stands here.",
    "If you did not mean that, give the column the format Text and type the cell again.",
    Severity.WARNING,
)
TEXT_BECAME_DATE = Check(
    "text-became-date",
    "It looks as if the spreadsheet has made a date of what stands here.",
    "If you did not mean a date, give the column the format Text and type the cell again.",
    Severity.WARNING,
)


LOOKS_THE_SAME: Final = frozenset({HIDDEN_SIGNS, LINE_BREAK, OTHER_SPACES, QUOTED_CELL})
"""What says all there is to say: beside the cell, the text that was read looks as if nothing had changed."""


PHONES: Final = frozenset({Kind.PHONE, Kind.PHONES})
"""Columns in which nothing is to be worked out."""

_NUMBERS: Final = PHONES | {Kind.EXTENSION, Kind.ZIP}
_DEGREES: Final = frozenset({Kind.LATITUDE, Kind.LONGITUDE})
_DIGITS: Final = _NUMBERS | _DEGREES | {Kind.DATE}
_SPREADSHEET_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|ERROR!|¡\w+!|¡DIV/0!|¿\w+\?)|Err:\d{3}|#{3,}"
)
_SHORTENED = re.compile(r"[+-]?\d([.,]\d+)?[eE]\+?\d{1,3}")
_ENDING = re.compile(r"(\d+)[.,]0+")
_COMMA = re.compile(r"[+-]?\d{1,3},\d{2,15}")
_QUOTED = re.compile(r"[“”„«]([^“”„«»]*)[“”»]")
_DAY_AND_MONTH = re.compile(
    r"\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*\.?(-\d\d)?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}",
    re.IGNORECASE,
)
_SIGNS: Final = dict.fromkeys("‐‑‒–—−－", "-") | {"＋": "+", "．": ".", "／": "/"}
_LINE_BREAKS = re.compile(r"\s*[\n\v\f\r\x85\u2028\u2029]\s*")
_SEPARATORS = re.compile(r"[\s_-]+")
_TRUTH: Final = frozenset({"TRUE", "FALSE", "VERDADERO", "FALSO"})


def read_column(column: Column, cells: Sequence[str]) -> Iterator[Change]:
    """What was made of the cells of a column, from the top. Cells come without spaces around them."""
    if column.kind is Kind.TEXT:
        yield from _read_texts(column, cells)
    else:
        cleaned = list(cells)
        for place, cell in enumerate(cells):
            for check, text in _clean(column, cell):
                cleaned[place] = cleaned[place] if text is None else text
                yield Change(place, check, text)
        if column.kind is Kind.DATE:
            yield from read_dates(cleaned)
        if column.kind is Kind.ZIP:
            yield from _lost_zeros(cleaned)


def holds_dates(column: Column) -> bool:
    """Whether a text of this column may well be a date, as the one that a web page shows."""
    return column.kind is Kind.DATE or column.name.endswith("_date")


def _read_texts(column: Column, cells: Sequence[str]) -> Iterator[Change]:
    for place, cell in enumerate(cells):
        first = cell[:1]
        if first in "#E" and _SPREADSHEET_ERROR.fullmatch(cell):
            yield Change(place, ERROR_CELL)
        elif first in "TFV" and cell in _TRUTH:
            yield Change(place, TRUE_OR_FALSE)
        elif first in "“”„«" and (inner := _QUOTED.fullmatch(cell)):
            yield Change(place, QUOTED_CELL, inner.group(1).strip())
        elif first.isdigit() and _DAY_AND_MONTH.fullmatch(cell) and not holds_dates(column):
            yield Change(place, TEXT_BECAME_DATE)
        elif column.one_line and (line := _LINE_BREAKS.sub(" ", cell)) != cell:
            yield Change(place, LINE_BREAK, line)


def _clean(column: Column, cell: str) -> Iterator[tuple[Check, str | None]]:
    """What is read of one cell, step by step: each step goes on from what the one before has read."""
    kind = column.kind
    if not cell.isascii():
        if inner := _QUOTED.fullmatch(cell):
            cell = inner.group(1).strip()
            yield QUOTED_CELL, cell
        seen = "".join(" " if c.isspace() else c for c in cell if unicodedata.category(c) != "Cf").strip()
        if any(unicodedata.category(c) == "Cf" for c in cell):
            yield HIDDEN_SIGNS, seen
        elif seen != cell:
            yield OTHER_SPACES, seen
        cell = seen
        if kind in _DIGITS:
            signs = {} if kind in PHONES else _SIGNS  # the numbering plan reads every dash
            digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else signs.get(c, c) for c in cell)
            if digits != cell:
                cell = digits
                yield OTHER_DIGITS, cell
    if _SPREADSHEET_ERROR.fullmatch(cell):
        yield ERROR_CELL, None
    elif column.kind is Kind.CHOICE and cell not in column.choices:
        choice = _SEPARATORS.sub("_", cell.casefold())
        if choice in column.choices:
            yield OTHER_SPELLING, choice
    elif kind in _NUMBERS and _SHORTENED.fullmatch(cell):
        yield NUMBER_SHORTENED, None
    elif kind in _NUMBERS and (number := _ENDING.fullmatch(cell)):
        yield NUMBER_ENDING, number.group(1)
    elif kind in _DEGREES and _COMMA.fullmatch(cell):
        yield DECIMAL_COMMA, cell.replace(",", ".")


def _lost_zeros(cells: Sequence[str]) -> Iterator[Change]:
    """Short ZIP codes, where no other one of the column could stand without a zero in front."""
    filled = [cell for cell in cells if cell]
    if any(len(cell) >= 5 and not cell.startswith("0") for cell in filled):
        return
    for place, cell in enumerate(cells):
        if cell.isdigit() and len(cell) in (3, 4):
            yield Change(place, LOST_ZERO, cell.zfill(5))
