"""Days as Excel, LibreOffice and Google Sheets write them again -> year-month-day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bot.directory.problems import Check, Severity, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WRITE_ONE: Final = mark("Give the column the format Text, then write {day} or {other}.")

DATE_READ = Check(
    "date-read",
    "This day is not written year-month-day. It was read as {day}.",
    "If that is right, leave it. To have no doubt, give the column the format Text and write it like 2027-02-14.",
    Severity.WARNING,
)
DAY_OR_MONTH = Check(
    "day-or-month",
    "Day and month of this date can be read in two ways. It was read as {day}, with the month first.",
    _WRITE_ONE,
    Severity.WARNING,
)
DAY_AS_OTHERS = Check(
    "day-as-others",
    "Day and month of this date can be read in two ways. It was read as {day}, in the order of row {first}.",
    _WRITE_ONE,
    Severity.WARNING,
)
DAY_ORDER = Check(
    "day-order",
    "In some dates of this column the month stands first and in others the day, so this one cannot be read.",
    "Write all days like 2027-02-14.",
)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MIDNIGHT = re.compile(r"[ T](00?:00(:00)?(\.0+)?Z?|12:00(:00)? ?AM)$")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(?:[a-z]+\.?,? )?(\d{1,2})(?:-|/| |\. | de )([a-z]{3,10})\.?(?:-|/|,? | de )(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"(?:[a-z]+, )?([a-z]{3,10})\.? (\d{1,2}),? (\d{4})")
_SERIAL = re.compile(r"[3-7]\d{4}")
_FIRST_SERIAL: Final = date(1899, 12, 30)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MESES: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What is said about the cell with this place in its column; `text` is what is read instead, None for the same.

    `facts` fill the places in the words of the check; `like` is the place of the cell that decided.
    """

    place: int
    check: Check
    text: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    like: int | None = None


def read_dates(cells: Sequence[str]) -> Iterator[Change]:
    """The day as year-month-day, for each day of a column that is written in another way.

    Where day and month could change places, the other days of the column decide; what is no day is left as it is.
    """
    others = {place: _MIDNIGHT.sub("", cell) for place, cell in enumerate(cells) if cell and not _ISO.fullmatch(cell)}
    pairs = {place: found for place, cell in others.items() if (found := _YEAR_LAST.fullmatch(cell))}
    deciding: dict[str, int] = {}
    for place, found in pairs.items():
        if order := _order(found):
            deciding.setdefault(order, place)
    for place, cell in others.items():
        if (found := pairs.get(place)) is None:
            if day := _unmistakable(cell):
                yield _read(place, DATE_READ, day)
        elif len(deciding) == 2 and _is_open(found):
            yield Change(place, DAY_ORDER)
        else:
            yield from _read_pair(place, found, deciding)


def _read_pair(place: int, found: re.Match[str], deciding: Mapping[str, int]) -> Iterator[Change]:
    """A date of numbers whose year stands last; `deciding` has the place of a date for the order of the column."""
    order = _order(found) or (next(iter(deciding)) if len(deciding) == 1 else "")
    is_dotted = found.group(2) == "."  # 14.02.2027: only where the day stands first
    first, second, year = int(found.group(1)), int(found.group(3)), _year(found.group(4))
    day, other = _day(year, second, first), _day(year, first, second)
    if order == "month" or not (order or is_dotted):
        day, other = other, day
    if day is None:
        return
    if other is None or other == day or (is_dotted and order != "month"):
        yield _read(place, DATE_READ, day)
    else:
        yield _read(place, DAY_AS_OTHERS if order else DAY_OR_MONTH, day, other, deciding.get(order))


def _read(place: int, check: Check, day: date, other: date | None = None, like: int | None = None) -> Change:
    facts = {"day": day.isoformat(), **({"other": other.isoformat()} if other else {})}
    return Change(place, check, day.isoformat(), facts, like)


def is_open(cell: str) -> bool:
    """Whether day and month of this date could change places: such a cell is left only where the column mixes both."""
    found = _YEAR_LAST.fullmatch(_MIDNIGHT.sub("", cell))
    return found is not None and _is_open(found)


def _is_open(found: re.Match[str]) -> bool:
    first, second = int(found.group(1)), int(found.group(3))
    return first != second and 0 < first <= 12 and 0 < second <= 12


def _order(found: re.Match[str]) -> str:
    """Whether the day or the month stands first, where only one of them can."""
    first, second = int(found.group(1)), int(found.group(3))
    if first > 12 >= second:
        return "day"
    return "month" if second > 12 >= first else ""


def _unmistakable(cell: str) -> date | None:
    small = cell.lower()
    if found := _YEAR_FIRST.fullmatch(small):
        return _day(int(found.group(1)), int(found.group(3)), int(found.group(4)))
    if found := _DAY_MONTH.fullmatch(small):
        return _day(_year(found.group(3)), _month(found.group(2)), int(found.group(1)))
    if found := _MONTH_DAY.fullmatch(small):
        return _day(int(found.group(3)), _month(found.group(1)), int(found.group(2)))
    return _FIRST_SERIAL + timedelta(days=int(small)) if _SERIAL.fullmatch(small) else None


def _month(name: str) -> int:
    """The number of a month by its name or how it begins, in English or Spanish; 0 for other words."""
    return next((i % 12 + 1 for i, full in enumerate((*_MONTHS, *_MESES)) if full.startswith(name)), 0)


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
