"""Whether a service is open when somebody asks for it: now, tonight, on a day, at the weekend."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.directory.hours import Schedule

EVENING: Final = time(18)
"""When "tonight" begins."""
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKEND: Final = (5, 6)


def is_open(schedule: Schedule | None, name: str, now: datetime) -> bool | None:
    """What is known of the wish `name` (such as `open_tonight`) at the aware moment `now`; None: nothing certain."""
    if schedule is None:
        return None
    local = now.astimezone(schedule.zone)
    match name.removeprefix("open_"):
        case "now":
            return schedule.is_open_at(now)
        case "tonight":
            return schedule.is_open_on(local.date(), max(EVENING, local.time()))
        case "weekend":
            known = {schedule.is_open_on(_next(local.date(), weekday)) for weekday in _WEEKEND}
            return True if True in known else None if None in known else False
        case weekday if weekday in _WEEKDAYS:
            return schedule.is_open_on(_next(local.date(), _WEEKDAYS.index(weekday)))
    return None


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)
