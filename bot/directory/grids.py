"""The bytes of a file -> rows of text, or why it is not read. What a file is its first bytes tell, not its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.directory.cells import MAX_BYTES, TOO_LARGE, Finding, Grid, Refused
from bot.directory.delimited import read_delimited
from bot.directory.packages import OTHER_WORKBOOK
from bot.directory.problems import Check, Severity
from bot.directory.workbooks import Workbook, describe_compound, open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

WEB_PAGE = Check(
    "web-page",
    "This is a web page, not a table. It may be a page that asks to sign in.",
    "In the spreadsheet choose Download or Save As, and the type CSV or .xlsx.",
)
NO_TABLE = Check(
    "no-table",
    "This is another kind of file, such as a picture or a text document, not a table.",
    "In the spreadsheet choose Save As and the type CSV or .xlsx.",
)
TEXT_NAMED_WORKBOOK = Check(
    "text-named-workbook",
    "The name of this file ends in .xlsx, but it is text. It was read as that.",
    "Save it in the spreadsheet as the type that its name says.",
    Severity.WARNING,
)
WORKBOOK_NAMED_TEXT = Check(
    "workbook-named-text",
    "The name of this file ends in .csv, but it is an Excel workbook. It was read as that.",
    "Save it in the spreadsheet as the type that its name says.",
    Severity.WARNING,
)
OTHER_SHEETS = Check(
    "other-sheets",
    "This workbook has several sheets. Only the sheet “{sheet}” was read.",
    "If that is the right one, leave it. Otherwise give the right sheet the name “{wanted}”.",
    Severity.WARNING,
)

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_OTHER_KINDS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"SQLite format 3",
    b"Rar!",
    b"<?xml",
    *(b"ID;PWXL", b"ID;PCALC", b"TABLE\n0,1", b"TABLE\r\n0,1"),  # SYLK and DIF, older ways to exchange tables
)
_WEB_PAGE: Final = re.compile(rb"\s*<(!doctype|html|head|body|table)\b", re.IGNORECASE)


def read_grid(data: bytes, file: str, table: str, is_heading: Callable[[str], bool]) -> Grid | Finding:
    """Read a file that holds one table. A Finding is a refusal.

    `file` is its name, `table` the name that its sheet should have where there are several, `is_heading` knows the
    headings that are looked for.
    """
    try:
        if not is_workbook(data):
            grid = _read_text(data, is_heading)
            return _named(grid, file, ".xlsx", TEXT_NAMED_WORKBOOK)
        book = open_workbook_file(data)
        sheet = choose_sheet(book, table)
        grid = _named(book.read(sheet), file, ".csv", WORKBOOK_NAMED_TEXT)
    except Refused as refused:
        return refused.finding
    if len(book.sheets) > 1 and sheet.strip().casefold() != table:
        others = Finding(OTHER_SHEETS, facts={"sheet": sheet, "wanted": table})
        return Grid(grid.rows, (others, *grid.findings))
    return grid


def is_workbook(data: bytes) -> bool:
    """Whether this is a workbook, of whatever kind and however damaged."""
    return data.startswith((_ZIP, _EMPTY_ZIP, _COMPOUND))


def is_web_page(data: bytes) -> bool:
    """Whether this begins as web pages do."""
    return _WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def open_workbook_file(data: bytes) -> Workbook:
    """Open the bytes of a workbook. Raises Refused."""
    if len(data) > MAX_BYTES:
        raise Refused(Finding(TOO_LARGE, facts={"most": str(MAX_BYTES // 1024**2)}))
    if data.startswith(_COMPOUND):
        raise Refused(describe_compound(data))
    if not is_workbook(data):
        raise Refused(Finding(OTHER_WORKBOOK))
    return open_workbook(data)


def choose_sheet(book: Workbook, table: str) -> str:
    """The sheet with that name, in capitals or not; else the first."""
    return next((name for name in book.sheets if name.strip().casefold() == table), next(iter(book.sheets)))


def _read_text(data: bytes, is_heading: Callable[[str], bool]) -> Grid:
    if len(data) > MAX_BYTES:
        raise Refused(Finding(TOO_LARGE, facts={"most": str(MAX_BYTES // 1024**2)}))
    if is_web_page(data):
        raise Refused(Finding(WEB_PAGE))
    if data.startswith(_OTHER_KINDS):
        raise Refused(Finding(NO_TABLE))
    return read_delimited(data, is_heading)


def _named(grid: Grid, file: str, ending: str, otherwise: Check) -> Grid:
    if not file.lower().endswith(ending):
        return grid
    return Grid(grid.rows, (Finding(otherwise), *grid.findings))
