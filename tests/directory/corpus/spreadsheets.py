"""Workbooks as people fill them in, before some program writes them."""

from __future__ import annotations

import io
from datetime import date, time
from typing import TYPE_CHECKING

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet


def save(fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook whose first sheet was filled in so."""
    book = Workbook()
    book.active.title = "Services"
    fill(book.active)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def spanish(sheet: Worksheet) -> None:
    """Letters with accents, and a cell of several lines with commas and semicolons."""
    for row in (
        ("id", "name", "phone", "hours"),
        ("a", "El Niño, atención a María", "505-555-0101", "lunes; martes,\nmiércoles"),
        ("b", "Café “Más ayuda”", "505-555-0102", None),
    ):
        sheet.append(row)


def typed(sheet: Worksheet) -> None:
    """What becomes of ZIP codes, phones and days in cells without a format of their own."""
    for row in (
        ("id", "name", "phone", "zip", "checked_on", "latitude", "longitude", "hours", "cost"),
        ("a", "Casa", 5055550101, 7102, date(2027, 2, 14), 35.0853, -106.6056, date(2027, 5, 8), True),
        ("b", "Casa", "505-555-0102", 7103, date(2027, 2, 3), 35.1, -106.7, time(8, 30), False),
    ):
        sheet.append(row)


def formatted(sheet: Worksheet) -> None:
    """Numbers that the sheet shows with a zero in front, a sign of money, per cent."""
    sheet.append(("id", "name", "phone", "zip", "cost", "hours", "source_date"))
    sheet.append(("a", "Casa", 5055550101, 7102, 25, 0.5, date(2026, 5, 1)))
    sheet.append(("b", "Casa", 5055550102, 87102, 1234.5, 12, 2026))
    for row in (2, 3):
        sheet.cell(row, 3).number_format = "[<=9999999]###-####;(###) ###-####"
        sheet.cell(row, 4).number_format = "00000"
        sheet.cell(row, 5).number_format = '"$"#,##0.00'
    sheet.cell(2, 6).number_format = "0%"
    sheet.cell(2, 7).number_format = "mmm d, yyyy"


def _days(sheet: Worksheet, number_format: str) -> None:
    sheet.append(("id", "name", "phone", "checked_on"))
    for name, day in (("a", date(2027, 2, 14)), ("b", date(2027, 2, 3))):
        sheet.append((name, "Casa", "505-555-0101", day))
        sheet.cell(sheet.max_row, 4).number_format = number_format


def days_in_numbers(sheet: Worksheet) -> None:
    """Days as Excel shows them in the United States."""
    _days(sheet, "m/d/yyyy")


def days_in_words(sheet: Worksheet) -> None:
    """Days with the short name of the month."""
    _days(sheet, "d-mmm-yy")


def days_counted(sheet: Worksheet) -> None:
    """Days whose format got lost, so that the number of the day is left."""
    _days(sheet, "General")


def formulas(sheet: Worksheet) -> None:
    """Formulas with values, with an error, and in a column of the staff's own."""
    for row in (
        ("id", "name", "phone", "cost", "our sum"),
        ("a", '="Casa "&"Norte"', "505-555-0101", "=1/0", "=1+1"),
        ("b", "=A2", "505-555-0102", "=NOSUCH(1)", "=2+2"),
    ):
        sheet.append(row)


def many_sheets(sheet: Worksheet) -> None:
    """A sheet that explains, and the table behind it."""
    sheet.title = "Notes"
    sheet.append(("Please edit the second sheet.",))
    spanish(sheet.parent.create_sheet("SERVICES"))
