"""Sheets as one Excel workbook: drop-down lists where a cell allows few values, and every cell kept as text.

Excel turns what it takes for numbers, dates and formulas into something else; a ZIP code loses its zero, a phone
number becomes a sum. In a cell of the format "text" it does not.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from bot.directory.columns import Column, SheetSchema

WORKBOOK: Final = "directory.xlsx"
"""The file in a directory that holds its sheets as one workbook."""
CHOICES_SHEET: Final = "allowed values"
"""The sheet beside the tables that lists what cells with few values allow. It is never read."""

_ROOM: Final = 500
"""How many rows below the last one have drop-down lists too."""
_SEVERAL: Final = (Kind.NEEDS,)
"""Kinds whose cells hold several values of a list; a drop-down would put one in the place of the others."""
_WIDTH: Final = {Kind.TEXT: 32, Kind.URL: 28, Kind.URLS: 28, Kind.NEEDS: 28}
_PLAIN_WIDTH: Final = 16
_TEXT_FORMAT: Final = "@"
_LONGEST_PROMPT: Final = 255


@dataclass(frozen=True, slots=True)
class Page:
    """One table of a workbook: the sheet's name, what its columns mean, headings and cells as typed."""

    name: str
    schema: SheetSchema
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def workbook_bytes(pages: Sequence[Page], needs: Sequence[str]) -> bytes:
    """An .xlsx file with the pages and the allowed values. `needs` are the ids a cell with needs may hold.

    Raises ValueError for a cell with a control character, which no workbook can hold.
    """
    from openpyxl import Workbook  # only staff commands write workbooks; a running bot should not carry the library
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    book.remove(book.active)
    try:
        for page in pages:
            _fill(book.create_sheet(page.name), page)
    except IllegalCharacterError:
        raise ValueError("A cell holds a control character. Run: vecino check") from None
    places = _list_choices(book.create_sheet(CHOICES_SHEET), pages, needs)
    for page in pages:
        _add_lists(book[page.name], page, needs, places)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, page: Page) -> None:
    from openpyxl.styles import Font

    for number, cells in enumerate((page.headings, *page.rows), start=1):
        for at, text in enumerate(cells, start=1):
            cell = sheet.cell(number, at)
            cell.number_format = _TEXT_FORMAT
            if text:
                cell.value = text
                cell.data_type = "s"  # a text that begins with = stays a text
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        column = page.schema.column(cell.value or "")
        sheet.column_dimensions[cell.column_letter].width = _WIDTH.get(column.kind, _PLAIN_WIDTH) if column else 24
    sheet.freeze_panes = "B2"


def _list_choices(sheet: Worksheet, pages: Sequence[Page], needs: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Write the lists side by side under the name of the first column that has them; each list to its cells."""
    from openpyxl.utils import get_column_letter

    places: dict[tuple[str, ...], str] = {}
    for column in (column for page in pages for column in page.schema.columns):
        values = _allowed(column, needs)
        if not values or values in places:
            continue
        letter = get_column_letter(len(places) + 1)
        sheet.column_dimensions[letter].width = 28
        for number, text in enumerate((column.name, *values), start=1):
            sheet.cell(number, len(places) + 1, text).number_format = _TEXT_FORMAT
        places[values] = f"'{CHOICES_SHEET}'!${letter}$2:${letter}${len(values) + 1}"
    return places


def _allowed(column: Column, needs: Sequence[str]) -> tuple[str, ...]:
    if column.kind in (Kind.NEED, Kind.NEEDS):
        return tuple(needs)
    return column.choices if column.kind is Kind.CHOICE else ()


def _add_lists(sheet: Worksheet, page: Page, needs: Sequence[str], places: dict[tuple[str, ...], str]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = len(page.rows) + 1 + _ROOM
    for at, heading in enumerate(page.headings, start=1):
        column = page.schema.column(heading.strip())
        if column is None:
            continue
        place = None if column.kind in _SEVERAL else places.get(_allowed(column, needs))
        rule = DataValidation(type="list" if place else None, formula1=place, allow_blank=True)
        rule.promptTitle, rule.prompt, rule.showInputMessage = column.name, column.meaning[:_LONGEST_PROMPT], True
        rule.error, rule.showErrorMessage = f"Choose one of the values in the sheet “{CHOICES_SHEET}”.", bool(place)
        letter = get_column_letter(at)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
