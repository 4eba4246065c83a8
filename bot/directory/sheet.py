"""Reading one CSV file: bytes in, rows with the sheet's own row numbers out. Nothing in a file raises."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.directory.columns import LANGUAGE_MARK, Presence, SheetSchema
from bot.directory.csv_output import unguarded
from bot.directory.model import AddressVisibility
from bot.directory.problems import Check, Problem, Severity
from bot.directory.services_schema import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SHOWN_CHARACTERS = 60
"""How much of a cell a problem repeats."""

_DELIMITERS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}

UTF_16 = Check(
    "utf-16",
    "This file was saved as “Unicode Text”, which cannot be read.",
    "In Excel choose Save As and the type “CSV UTF-8”. In Google Sheets choose Download, then CSV.",
)
NOT_CSV = Check(
    "not-csv",
    "This is an Excel workbook, although its name ends in .csv.",
    "Open it in Excel and choose Save As and the type “CSV UTF-8”.",
)
EMPTY_FILE = Check("empty-file", "This file is empty.", "Put the header row and the rows back.")
ENCODING = Check(
    "encoding",
    "Letters with accents in this file cannot be read, because of how it was saved.",
    "In Excel choose Save As and the type “CSV UTF-8”. In Google Sheets choose Download, then CSV.",
)
QUOTE = Check(
    "quote",
    'In or after this row a quotation mark " is opened and not closed, so the rows below run together.',
    "Close the quotation mark, or remove it, and save the file again from the spreadsheet.",
)
DELIMITER = Check(
    "delimiter",
    "The cells of this file are separated by “{mark}”. They must be separated by commas.",
    "In Excel choose Save As and the type “CSV UTF-8”. In Google Sheets choose Download, then CSV.",
)
NO_ROWS = Check("no-rows", "This sheet has no rows.", "Write at least one row under the header.")
DUPLICATE_HEADING = Check(
    "duplicate-header",
    "The heading “{column}” stands twice, so it is not clear which column counts.",
    "Remove or rename one of them.",
)
MISSING_COLUMN = Check(
    "missing-column", "The column “{column}” is missing.", "Add it to the first row, spelled exactly {column}."
)
MISNAMED_COLUMN = Check(
    "misnamed-column",
    "The column “{column}” is missing. The heading “{heading}” looks like it.",
    "Rename the heading “{heading}” to {column}, or add a column {column}.",
)
UNREAD_COLUMN = Check(
    "unread-column",
    "The column “{column}” is not read. It looks like “{meant}”.",
    "Rename the heading to {meant}. If the column is one of your own, give it a name that looks different.",
    Severity.WARNING,
)
ROW_TOO_LONG = Check(
    "row-too-long",
    "This row has more cells than the header, so its values may stand in the wrong columns.",
    "Look for a comma outside quotation marks, or move the last cells back under a heading.",
)
DAMAGED_CHARACTER = Check(
    "damaged-character", "This cell holds a damaged character.", "Empty the cell and type it again."
)


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a file: headings as typed, and the same without spaces around them."""

    file: str
    typed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def problem(
        self, check: Check, *, row: int | None = None, column: str = "", value: str = "", near: str = "", **facts: str
    ) -> Problem:
        """Build a problem of this file; `column` is a heading, and its letter is looked up."""
        index = self.names.index(column) if column in self.names else None
        return Problem(
            check,
            self.file,
            row=row,
            letter="" if index is None else column_letter(index),
            column=column if index is None else self.typed[index],
            value=_shorten(value),
            near=_shorten(near),
            facts=facts,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `values` are the cells by heading without spaces around them; `typed` are the cells untouched."""

    header: Header
    number: int
    typed: tuple[str, ...]
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def is_hidden(self) -> bool:
        """Whether its address may be a secret: any word for it but public counts, a misspelt one too."""
        return self["address_visibility"] not in ("", AddressVisibility.PUBLIC)

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Heading and cell as typed, in the order of the sheet, columns of the staff's own included."""
        return tuple(zip(self.header.typed, self.typed, strict=True))

    def problem(self, check: Check, column: str, *, value: str | None = None, near: str = "", **facts: str) -> Problem:
        """Build a problem of this row; `value` is the cell unless a part of it is to blame."""
        shown = self[column] if value is None else value
        if self.is_hidden and column in PLACE:
            shown = near = ""
        return self.header.problem(check, row=self.number, column=column, value=shown, near=near, **facts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file as read. `readable` is False when nothing can be said about its rows."""

    schema: SheetSchema
    header: Header
    language: str = ""
    rows: tuple[Row, ...] = ()
    readable: bool = False

    @property
    def path(self) -> str:
        """The CSV file of this sheet inside a directory, such as phrases/es.csv."""
        return self.schema.path.replace(LANGUAGE_MARK, self.language)

    @property
    def page_name(self) -> str:
        """The name of this sheet in a workbook, such as `phrases es`."""
        return self.path.removesuffix(".csv").replace("/", " ")

    def has(self, *names: str) -> bool:
        """Whether all these headings stand in the file."""
        return all(name in self.header.names for name in names)


def column_letter(index: int) -> str:
    """The letter that a spreadsheet shows above column `index`, counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_sheet(data: bytes, file: str, schema: SheetSchema, language: str = "") -> tuple[Sheet, tuple[Problem, ...]]:
    """Read one file. `file` is its path inside the directory, for the messages."""
    unread = Sheet(schema, Header(file), language)
    text, problem = _decode(data, unread.header)
    if problem is not None:
        return unread, (problem,)
    records, problem = _split(text, unread.header)
    if problem is not None:
        return unread, (problem,)
    if problem := _wrong_delimiter(text, records[0], schema, unread.header):
        return unread, (problem,)
    while records[0] and not records[0][-1].strip():
        records[0].pop()
    header = Header(file, tuple(records[0]), tuple(name.strip() for name in records[0]))
    problems = list(_header_problems(header, schema))
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if any(cell.strip() for cell in record):
            rows.append(_row(header, number, record))
            problems += _row_problems(rows[-1], record[len(header.names) :])
    if schema.needs_rows and not rows:
        problems.append(header.problem(NO_ROWS))
    return Sheet(schema, header, language, tuple(rows), readable=True), tuple(problems)


def _shorten(value: str) -> str:
    """One line that is fit for a terminal: no line breaks, no control characters, not too long."""
    line = "".join(c if c.isprintable() else " " for c in value)
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"


def _decode(data: bytes, header: Header) -> tuple[str, Problem | None]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:400].count(0) > len(data[:400]) // 4:
        return "", header.problem(UTF_16)
    if data.startswith(b"PK\x03\x04"):
        return "", header.problem(NOT_CSV)
    body = data.removeprefix(b"\xef\xbb\xbf")
    if not body.strip():
        return "", header.problem(EMPTY_FILE)
    try:
        return body.decode("utf-8"), None
    except UnicodeDecodeError:
        return "", _encoding_problem(body, header)


def _encoding_problem(body: bytes, header: Header) -> Problem:
    """Point at the first cell whose letters are not UTF-8, shown as the Windows code page reads them."""
    records, _ = _split(body.decode("utf-8", "surrogateescape"), header)
    names = tuple(name.strip() for name in records[0]) if records else ()
    for number, record in enumerate(records, start=1):
        for index, cell in enumerate(record):
            if any("\ud800" <= c <= "\udfff" for c in cell):
                value = cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
                named = number > 1 and index < len(names)
                where = Header(header.file, names, names) if named else header
                return where.problem(ENCODING, row=number, column=names[index] if named else "", value=value)
    return header.problem(ENCODING)


def _split(text: str, header: Header) -> tuple[list[list[str]], Problem | None]:
    """All records, so that the index of a record is the sheet's row number less one."""
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        first = ",".join(_record_start(text, len(records)))
        return records, header.problem(QUOTE, row=len(records) + 1, value=first)
    return records, None


def _record_start(text: str, index: int) -> Iterable[str]:
    """The cells of the record that could not be read, read leniently, to show which row is meant."""
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""))):
            if number == index:
                return record
    except csv.Error:
        pass  # a cell beyond the size limit of the csv module: the row number must do
    return ()


def _wrong_delimiter(text: str, names: list[str], schema: SheetSchema, header: Header) -> Problem | None:
    def known(candidates: list[str]) -> int:
        return sum(schema.column(name.strip(' "')) is not None for name in candidates)

    first_line = text.lstrip("\r\n").splitlines()[0]
    counts = {mark: known(first_line.split(mark)) for mark in _DELIMITERS if mark != ","}
    best = max(counts, key=lambda mark: counts[mark])
    if counts[best] <= known(names):
        return None
    return header.problem(DELIMITER, row=1, value=first_line, mark=_DELIMITERS[best])


def _header_problems(header: Header, schema: SheetSchema) -> Iterator[Problem]:
    for index, name in enumerate(header.names):
        if name and name in header.names[:index]:
            yield header.problem(DUPLICATE_HEADING, row=1, column=name)
    own = [name for name in header.names if name and schema.column(name) is None]
    for column in schema.columns:
        if column.name in header.names or LANGUAGE_MARK in column.name:
            continue
        near = process.extractOne(column.name, own, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=80)
        if column.presence is Presence.OPTIONAL:
            if near is not None:
                yield header.problem(UNREAD_COLUMN, row=1, column=near[0], meant=column.name)
        elif near is not None:
            yield header.problem(MISNAMED_COLUMN, row=1, column=column.name, heading=near[0])
        else:
            yield header.problem(MISSING_COLUMN, row=1, column=column.name)


def _row(header: Header, number: int, record: list[str]) -> Row:
    width = len(header.names)
    typed = tuple(map(unguarded, record[:width])) + ("",) * (width - len(record))
    values: dict[str, str] = {}
    for name, cell in zip(header.names, typed, strict=True):
        values.setdefault(name, cell.strip())
    return Row(header, number, typed, values)


def _row_problems(row: Row, beyond: list[str]) -> Iterator[Problem]:
    if extra := [cell for cell in beyond if cell.strip()]:
        yield row.header.problem(ROW_TOO_LONG, row=row.number, value=extra[0])
    for name, cell in zip(row.header.names, row.typed, strict=True):
        if "\0" in cell:
            yield row.problem(DAMAGED_CHARACTER, name)
