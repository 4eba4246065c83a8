"""What a spreadsheet shows for a stored number: dates, times, ZIP codes with a zero in front, money, per cent.

openpyxl knows the formats. It is imported where it is used: a running bot that gets no workbook should not carry it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GENERAL: Final = "General"
_DATE: Final = "yyyy-mm-dd"
_EAST_ASIAN_DATES: Final = frozenset({*range(27, 37), *range(50, 59)})  # their codes depend on the country
_ZEROS: Final = re.compile(r"0{2,15}")
_MONEY: Final = re.compile(r'[$€£¥]|"(?:USD|EUR)"')
_EXACT_DIGITS: Final = 15
"""How much of a number spreadsheets keep."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is read for a number; `is_date` and `is_formatted` when the sheet holds something else than it shows."""

    text: str
    is_date: bool = False
    is_formatted: bool = False


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """The format of each style of a workbook, by the style's number."""

    codes: Mapping[str, str]
    since_1904: bool = False

    @classmethod
    def of(cls, tags: Iterable[tuple[str, Mapping[str, str]]], *, since_1904: bool) -> NumberFormats:
        """Find them in the tags of a styles part."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        own: dict[int, str] = {}
        codes: list[str] = []
        counts = False
        for name, attributes in tags:
            if name == "numFmt":
                own[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", _GENERAL)
            elif name in ("cellXfs", "cellStyles", "dxfs"):
                counts = name == "cellXfs"
            elif name == "xf" and counts:
                number = _number(attributes.get("numFmtId"))
                code = _DATE if number in _EAST_ASIAN_DATES else BUILTIN_FORMATS.get(number, _GENERAL)
                codes.append(_kind(own.get(number, code)))
        return cls({str(style): code for style, code in enumerate(codes)}, since_1904)

    def is_plain(self, stored: str, style: str) -> bool:
        """Whether this is a short whole number that is shown as it is stored: nearly all are."""
        return stored.isdigit() and len(stored) < _EXACT_DIGITS and self.codes.get(style, _GENERAL) == _GENERAL

    def show(self, stored: str, style: str) -> Shown:
        """Write a stored number as text. What is no number comes back as it is."""
        try:
            number = float(stored)
        except ValueError:
            return Shown(stored)
        code = self.codes.get(style, _GENERAL)
        if code == _DATE and 0 <= number < 2_958_466:  # the last day of the year 9999
            return Shown(self._date(number), is_date=True)
        plain = repr(number)
        if number.is_integer():
            plain = str(int(number)) if abs(number) < 10**_EXACT_DIGITS else f"{number:.14E}"
        if _ZEROS.fullmatch(code):
            return Shown(plain.zfill(len(code)))
        if "%" in code:
            return Shown(f"{round(number * 100, 6):g}%", is_formatted=True)
        if money := _MONEY.search(code):
            sign = money.group().strip('"')
            return Shown(f"{sign}{number:,.{2 if '.00' in code else 0}f}", is_formatted=True)
        return Shown(plain)

    def _date(self, number: float) -> str:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        value = from_excel(number, CALENDAR_MAC_1904 if self.since_1904 else CALENDAR_WINDOWS_1900)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
        return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def _kind(code: str) -> str:
    from openpyxl.styles.numbers import is_date_format

    return _DATE if code != _GENERAL and is_date_format(code) else code


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 0
