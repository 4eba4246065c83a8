"""Excel workbooks (.xlsx) -> rows, tag by tag, so that no file takes more memory than its limits allow.

Libraries were tried. The fast one leaves out formulas and error cells without a word, and makes room for the farthest
cell: a file of 5 KB ends the process. The careful one takes eight times as long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.directory.cells import MAX_COLUMNS, Finding, Grid, Refused, gather
from bot.directory.columns import Kind
from bot.directory.number_formats import NumberFormats
from bot.directory.packages import (
    DAMAGED_WORKBOOK,
    OTHER_WORKBOOK,
    SAVE_AS_XLSX,
    UNPACKED_TOO_LARGE,
    XmlReader,
    open_package,
    relations,
    tags,
)
from bot.directory.problems import Check, Severity
from bot.directory.retyped import PHONES, SUM_IN_PHONE

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Mapping

OLD_WORKBOOK = Check("old-workbook", "This is a workbook of the old kind (.xls), which is not read.", SAVE_AS_XLSX)
LOCKED_WORKBOOK = Check(
    "locked-workbook",
    "This workbook is locked with a password, so it cannot be read.",
    "In Excel choose File, Info, Protect Workbook, Encrypt with Password. Empty the password and save the workbook.",
)
FORMULA_CELL = Check(
    "formula-cell",
    "This cell is a formula. What it showed when the workbook was saved was read, and may be out of date.",
    "Look whether the value is right, then copy the cell and paste only its value over it.",
    Severity.WARNING,
)
FORMULA_WITHOUT_VALUE = Check(
    "formula-without-value",
    "This cell is a formula whose value was not saved, so nothing can be read from it.",
    "Type the value instead of the formula. Or open the workbook in Excel, save it there, and try again.",
)
MERGED_CELLS = Check(
    "merged-cells",
    "Cells are joined here. Only the first one has the value, the others are empty.",
    "In Excel choose Merge & Center once more to part them, and fill in each row.",
    Severity.WARNING,
)
FORMATTED_NUMBER = Check(
    "formatted-number",
    "The sheet holds only a number here and shows it with a sign. It was read with the sign.",
    "Look whether it is right. To have no doubt, give the cell the format Text and type it again.",
    Severity.WARNING,
)
BECAME_A_DATE = Check(
    "became-a-date",
    "The spreadsheet has made a date of what stands here.",
    "If you did not mean a date, give the cell the format Text and type it again.",
    Severity.WARNING,
)

_MAX_STRINGS_BYTES: Final = 40 * 1024 * 1024
_MAX_PIECES: Final = 5_000  # of a text, which the parser cuts at entities
_MAX_LETTERS: Final = 40_000  # of a piece; Excel holds 32,767 in a cell
_LAST_COLUMN: Final = 16_384
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ALL: Final = frozenset(Kind)
_WORKED_OUT: Final = _ALL - PHONES
_TEXTS: Final = frozenset({Kind.TEXT, Kind.EXTENSION})


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook. `sheets` are the names of its sheets, in its order, with the parts that hold them."""

    package: zipfile.ZipFile
    sheets: Mapping[str, str]
    strings: tuple[str, ...]
    formats: NumberFormats

    def read(self, name: str) -> Grid:
        """The rows of a sheet. Raises Refused."""
        sheet = _Sheet(self.strings, self.formats)
        grid = gather(sheet.rows(self.package, self.sheets[name]))
        return Grid(grid.rows, (*grid.findings, *sheet.findings))


def open_workbook(data: bytes) -> Workbook:
    """Open a workbook. Raises Refused."""
    package = open_package(data)
    main = next((path for kind, path in relations(package, "").values() if kind == "officeDocument"), "")
    related = relations(package, main)
    parts = dict(related.values())
    sheets: dict[str, str] = {}
    since_1904 = False
    for name, attributes in tags(package, main):
        kind, path = related.get(attributes.get("id", ""), ("", ""))
        if name == "sheet" and kind == "worksheet":
            sheets[attributes.get("name", "")] = path
        elif name == "workbookPr":
            since_1904 = attributes.get("date1904") in ("1", "true")
    if not sheets:
        raise Refused(Finding(OTHER_WORKBOOK))
    formats = NumberFormats.of(tags(package, parts.get("styles", "")), since_1904=since_1904)
    return Workbook(package, sheets, _read_strings(package, parts.get("sharedStrings", "")), formats)


def describe_compound(data: bytes) -> Finding:
    """What a file in the container of old Office programs is: a workbook with a password, or an old one."""
    is_locked = "EncryptedPackage".encode("utf-16-le") in data
    return Finding(LOCKED_WORKBOOK if is_locked else OLD_WORKBOOK)


class _Texts(XmlReader):
    """Gathers the letters inside <t> and <v>, except those that only say how something is pronounced."""

    def __init__(self) -> None:
        super().__init__()
        self._letters: list[str] = []
        self._gathers = False
        self._is_phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "v" or name == "t":
            self._gathers = not self._is_phonetic and len(self._letters) < _MAX_PIECES
        elif name == "rPh":
            self._is_phonetic = True

    def end(self, name: str) -> None:
        self._gathers = False
        if name == "rPh":
            self._is_phonetic = False

    def text(self, text: str) -> None:
        if self._gathers:
            self._letters.append(text[:_MAX_LETTERS])
            self._gathers = len(self._letters) < _MAX_PIECES

    def take(self) -> str:
        """What was gathered since the last time."""
        text = "".join(self._letters)
        self._letters.clear()
        return _unescape(text) if "_x" in text else text


def _unescape(text: str) -> str:
    from openpyxl.utils.escape import unescape  # as in number_formats: only where there is a workbook

    return str(unescape(text))


class _Strings(_Texts):
    """The table of texts that cells refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(self.take())


def _read_strings(package: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    if part not in package.namelist():
        return ()
    if package.getinfo(part).file_size > _MAX_STRINGS_BYTES:
        raise Refused(Finding(UNPACKED_TOO_LARGE))
    strings = _Strings()
    for _ in strings.feed(package, part):
        pass
    return tuple(strings.found)


class _Sheet(_Texts):
    """One sheet. Rows leave it as soon as they are whole."""

    def __init__(self, strings: tuple[str, ...], formats: NumberFormats) -> None:
        super().__init__()
        self.strings = strings
        self.formats = formats
        self.findings: list[Finding] = []
        self._done: list[tuple[int, list[str]]] = []
        self._row: list[str] = []
        self._number = 0
        self._digits = ""
        self._column = -1
        self._cell: Mapping[str, str] = {}
        self._has_formula = False

    def rows(self, package: zipfile.ZipFile, part: str) -> Iterator[tuple[int, list[str]]]:
        """Its rows with their numbers, in the order of the sheet."""
        if part not in package.namelist():
            raise Refused(Finding(DAMAGED_WORKBOOK))
        for _ in self.feed(package, part):
            yield from self._done
            self._done.clear()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._cell = attributes
            self._column += 1
            if (reference := attributes.get("r")) is not None:
                letters = reference.rstrip("0123456789")
                self._column = _column_of(letters)
                if reference[len(letters) :] != self._digits:
                    raise ValueError  # a cell of another row: part of the sheet is lost
            self._has_formula = False
        elif name == "v" or name == "t":
            self._gathers = not self._is_phonetic
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._row, self._column, self._digits = [], -1, str(self._number)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            if self._letters or self._has_formula:
                self._put(self._value(self.take()))
        elif name == "v" or name == "t":
            self._gathers = False
        elif name == "row":
            if self._row:
                self._done.append((self._number, self._row))
        else:
            super().end(name)

    def _value(self, stored: str) -> str:
        kind = self._cell.get("t", "n")
        text = stored
        if kind == "s":
            text = self.strings[int(stored)] if stored.isdigit() and int(stored) < len(self.strings) else ""
        elif kind == "b":
            text = {"0": "FALSE", "1": "TRUE"}.get(stored, stored)
        elif kind == "n" and not self.formats.is_plain(stored, self._cell.get("s", "0")):
            shown = self.formats.show(stored, self._cell.get("s", "0"))
            text = shown.text
            if shown.is_date or shown.is_formatted:
                self._tell(BECAME_A_DATE if shown.is_date else FORMATTED_NUMBER, text, _TEXTS)
        elif kind == "d":
            text = stored.removesuffix("Z").removesuffix("T00:00:00")
        if self._has_formula:
            self._tell(FORMULA_CELL if text else FORMULA_WITHOUT_VALUE, text, _WORKED_OUT if text else _ALL)
            if text:  # 505-880-8249 with an equals sign in front is -8624
                self._tell(SUM_IN_PHONE, text, PHONES)
        return text

    def _put(self, text: str) -> None:
        if text and not (self._column >= MAX_COLUMNS and text.isspace()):
            self._row.extend([""] * (self._column + 1 - len(self._row)))
            self._row[self._column] = text

    def _tell(self, check: Check, value: str, kinds: frozenset[Kind]) -> None:
        self.findings.append(Finding(check, self._number, self._column, value, kinds=kinds))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end and start.group(2) != end.group(2):
            column = _column_of(start.group(1))
            self.findings.append(Finding(MERGED_CELLS, int(start.group(2)), column, reference, kinds=_ALL))


@lru_cache(maxsize=MAX_COLUMNS)
def _column_of(letters: str) -> int:
    """The place of a column counted from 0: A is 0, AA is 26. Raises ValueError."""
    index = 0
    for letter in letters:
        index = index * 26 + int(letter, 36) - 9
    if not 0 < index <= _LAST_COLUMN:
        raise ValueError
    return index - 1
