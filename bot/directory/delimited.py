"""Text with separated cells (CSV) -> rows. Whatever program wrote it: the header line tells the separator."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from bot.directory.cells import MAX_COLUMNS, TOO_MANY_COLUMNS, Finding, Grid, Refused, gather
from bot.directory.encodings import (
    ENCODING,
    WINDOWS,
    WINDOWS_LETTERS,
    find_doubt,
    find_encoding,
    is_doubtful,
    word_to_look_at,
)
from bot.directory.problems import Check, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

QUOTE = Check(
    "quote",
    'In or after this row a quotation mark " is opened and not closed, so the rows below run together.',
    "Close the quotation mark, or remove it, and save the file again from the spreadsheet.",
)
ROWS_IN_A_CELL = Check(
    "rows-in-a-cell",
    'This cell holds what look like whole rows. A quotation mark " before it may be opened and not closed.',
    "Close the quotation mark, or remove it. If the text is right, write it without line breaks.",
)
ROW_IN_ONE_CELL = Check(
    "row-in-one-cell",
    "Each row of this file stands in one cell, so no column can be told.",
    "In Excel select column A and choose Data, Text to Columns, with “{mark}” as the separator. Then save it again.",
)
OTHER_WIDTH = Check(
    "other-width",
    "This row has not as many cells as nearly all others, so its values may stand in the wrong columns.",
    "Look for a comma or a line break too many or too few, and save the file again from the spreadsheet.",
    Severity.WARNING,
)
HEADER_WIDTH = Check(
    "header-width",
    "The row of headings has not as many cells as all other rows, so values may stand under wrong headings.",
    "Look for a heading too many or too few, and save the file again from the spreadsheet.",
    Severity.WARNING,
)
CUT_OFF = Check(
    "cut-off",
    "This file ends in the middle of a row. Rows may be missing.",
    "Download or save it again, and look whether the last row is there.",
)

HEADER_WITHIN: Final = 20
"""The header is looked for in so many rows: some people write a title above it."""

_MARKS: Final = {",": ",", ";": ";", "\t": "Tab", "|": "|"}
_HINT = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?[\r\n]+")  # Excel's own first line, which it never shows as a row
_SAMPLE_BYTES: Final = 1 << 18
_ROWLIKE: Final = 3
_LONG_LINE: Final = 50_000


def read_delimited(data: bytes, is_heading: Callable[[str], bool]) -> Grid:
    """Read the rows. `is_heading` knows the headings that are looked for. Raises Refused."""
    encoding, skipped = find_encoding(data)
    body = data[skipped:] if skipped else data
    if encoding == WINDOWS and (doubt := find_doubt(body)):
        raise _refusal(body, doubt, is_heading)
    sample = body[:_SAMPLE_BYTES].decode(encoding, "replace")
    if hint := _HINT.match(sample):
        body = body[len(hint.group().encode(encoding)) :]
        sample = sample[hint.end() :]
    mark = hint.group(1) if hint else find_mark(sample, is_heading)
    widths: list[tuple[int, int]] = []
    grid = gather(_records(body, encoding, mark, widths))
    findings = [*grid.findings, *_swallowed(grid, mark), *_odd_widths(widths[_header_at(grid, is_heading) :], body)]
    if header := _header_in_one_cell(grid, is_heading):
        raise Refused(header)
    if encoding == WINDOWS and (word := _doubtful_word(grid)):
        findings.append(word)
    return Grid(grid.rows, tuple(findings))


def find_mark(sample: str, is_heading: Callable[[str], bool]) -> str:
    """The separator with which most headings are found; a comma when none finds any."""

    def known(mark: str) -> int:
        return max((sum(map(is_heading, record)) for record in _first_records(sample, mark)), default=0)

    return max(_MARKS, key=known)


def _first_records(sample: str, mark: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=mark)
    try:
        for _, record in zip(range(HEADER_WITHIN), reader, strict=False):
            yield record
    except csv.Error:
        return  # reading all of it says what is wrong


def _records(body: bytes, encoding: str, mark: str, widths: list[tuple[int, int]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number; `widths` gets the number and the cells of each that is not empty.

    The text is decoded piece by piece, so that it never stands in memory whole.
    """
    text = io.TextIOWrapper(io.BytesIO(body), encoding, newline="")
    number = 0
    try:
        for number, record in enumerate(csv.reader(_lines(text, mark), delimiter=mark, strict=True), start=1):
            if any(cell and not cell.isspace() for cell in record):
                widths.append((number, len(record)))
                yield number, record
    except csv.Error:
        row = number + 1
        raise Refused(Finding(QUOTE, row, value=_start_of(body, encoding, mark, row))) from None
    except UnicodeError:
        raise Refused(Finding(ENCODING, number + 1)) from None


def _lines(text: Iterable[str], mark: str) -> Iterator[str]:
    """The lines, up to one that would become a record of far too many cells."""
    for line in text:
        if len(line) > _LONG_LINE and line.count(mark) > _LONG_LINE:
            raise Refused(Finding(TOO_MANY_COLUMNS, facts={"most": str(MAX_COLUMNS)}))
        yield line


def _start_of(body: bytes, encoding: str, mark: str, row: int) -> str:
    """How the record that cannot be read begins, read leniently, to show which row is meant."""
    text = io.TextIOWrapper(io.BytesIO(body), encoding, errors="replace", newline="")
    try:
        for number, record in enumerate(csv.reader(text, delimiter=mark), start=1):
            if number == row:
                return mark.join(record)
    except csv.Error:
        pass  # a cell beyond the size limit of the csv module: the row number must do
    return ""


def _swallowed(grid: Grid, mark: str) -> Iterator[Finding]:
    """Cells in which a quotation mark that was closed much later has hidden rows."""
    width = max((len(row) for _, row in grid.rows), default=0)
    enough = max(_ROWLIKE, (width - 1) // 2)
    for number, row in grid.rows:
        for index, cell in enumerate(row):
            if mark in cell and any(line.count(mark) >= enough for line in cell.splitlines()[1:]):
                yield Finding(ROWS_IN_A_CELL, number, index, cell)


def _header_at(grid: Grid, is_heading: Callable[[str], bool]) -> int:
    known = [sum(map(is_heading, row)) for _, row in grid.rows[:HEADER_WITHIN]]
    return known.index(max(known)) if known else 0


def _odd_widths(widths: Sequence[tuple[int, int]], body: bytes) -> Iterator[Finding]:
    """Rows of another width in a file whose other rows all have that of the header, as programs write them.

    Old versions of Excel leave away empty cells at the end, but of many rows at a time.
    """
    if len(widths) < 2:
        return
    usual = widths[0][1]
    odd = [(number, width) for number, width in widths[1:] if width != usual]
    if len(odd) > 2 and len(odd) == len(widths) - 1 and len({width for _, width in odd}) == 1:
        yield Finding(HEADER_WIDTH, widths[0][0])
    last, width = widths[-1]
    if width < min(width for _, width in widths[:-1]) and not body.rstrip(b"\0").endswith((b"\n", b"\r")):
        yield Finding(CUT_OFF, last)
    elif len(odd) <= max(2, len(widths) // 20) and len(odd) < len(widths) - 1 - len(odd):
        for number, _ in odd:
            yield Finding(OTHER_WIDTH, number)


def _header_in_one_cell(grid: Grid, is_heading: Callable[[str], bool]) -> Finding | None:
    if not grid.rows or len(grid.rows[0][1]) != 1:
        return None
    number, (cell,) = grid.rows[0]
    for mark, name in _MARKS.items():
        if sum(map(is_heading, cell.split(mark))) > 1:
            return Finding(ROW_IN_ONE_CELL, number, value=cell, facts={"mark": name})
    return None


def _doubtful_word(grid: Grid) -> Finding | None:
    best: tuple[int, Finding] | None = None
    for number, row in grid.rows:
        for index, cell in enumerate(row):
            found = word_to_look_at(cell)
            if found and (best is None or found[0] > best[0]):
                best = found[0], Finding(WINDOWS_LETTERS, number, index, found[1])
    return best[1] if best else None


def _refusal(body: bytes, doubt: Check, is_heading: Callable[[str], bool]) -> Refused:
    """Point at the first word in doubt, shown as the Windows code page reads it."""
    mark = find_mark(body[:_SAMPLE_BYTES].decode(WINDOWS, "replace"), is_heading)
    text = io.TextIOWrapper(io.BytesIO(body), "latin-1", newline="")  # a letter for each byte
    headings: list[str] = []
    try:
        for number, record in enumerate(csv.reader(text, delimiter=mark), start=1):
            headings = headings or record
            for index, cell in enumerate(record):
                for word in cell.encode("latin-1").split():
                    if is_doubtful(word, doubt):
                        heading = headings[index].strip() if number > 1 and index < len(headings) else ""
                        return Refused(Finding(doubt, number, index, word.decode(WINDOWS, "replace"), heading))
    except csv.Error:
        pass
    return Refused(Finding(doubt))
