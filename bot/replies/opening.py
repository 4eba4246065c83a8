"""Whether a place is open, in the reader's words and the directory's time: a line for the card, a word for a list."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from babel.dates import format_datetime, format_skeleton, format_time

from bot.directory.hours import Standing

if TYPE_CHECKING:
    from bot.directory.hours import Opening, Schedule
    from bot.i18n.translations import Translator

_NEAR: Final = timedelta(hours=12)
_MIDNIGHT: Final = time()


def opening_line(schedule: Schedule, t: Translator, now: datetime) -> str:
    """One line about this moment: open until when, closed until when, or why that is in doubt."""
    opening = schedule.at(now)
    line = _line(opening, t)
    return t.gettext("By phone: {opening}", opening=line) if opening.by_phone else line


def opening_word(schedule: Schedule | None, t: Translator, now: datetime) -> str:
    """A few words for a list; empty where nothing is certain."""
    if schedule is None:
        return ""
    opening = schedule.at(now)
    word = _word(opening, t)
    return t.gettext("by phone: {opening}", opening=word) if opening.by_phone and word else word


def hours_of_week(schedule: Schedule, t: Translator) -> str:
    """The hours of a week in the reader's language; empty in English, which the source is in, or where weeks differ."""
    week = schedule.week()
    if t.language.code == "en" or week is None:
        return ""
    names = t.language.babel.days["stand-alone"]["abbreviated"]
    rows, day = [], 0
    while day < len(week):
        last = day
        while last + 1 < len(week) and week[last + 1] == week[day]:
            last += 1
        if week[day]:
            spans = ", ".join(f"{_clock(start, t)}–{_clock(end, t)}" for start, end in week[day])
            rows.append(f"{names[day]}–{names[last]} {spans}" if last > day else f"{names[day]} {spans}")
        day = last + 1
    return "; ".join(rows)


def _line(opening: Opening, t: Translator) -> str:
    match opening.standing:
        case Standing.DAY_AND_NIGHT:
            return t.gettext("Open day and night.")
        case Standing.BY_APPOINTMENT:
            return t.gettext("By appointment.")
        case Standing.MAYBE_HOLIDAY:
            return t.gettext("It may be closed today for a holiday. Call first.")
        case Standing.OPEN:
            return _open(opening, t)
        case Standing.CLOSED:
            return _closed(opening, t)


def _open(opening: Opening, t: Translator) -> str:
    closes = opening.changes
    if closes is None:
        return t.gettext("Open now.")
    if opening.closes_soon:
        return t.gettext("Open now. Closes soon, at {time}.", time=_clock(closes, t))
    if closes.time() == _MIDNIGHT and closes.date() == opening.asked.date() + timedelta(days=1):
        return t.gettext("Open now, until midnight.")
    if closes - opening.asked <= _NEAR or closes.date() == opening.asked.date():
        return t.gettext("Open now, until {time}.", time=_clock(closes, t))
    return t.gettext("Open now, until {day}, {time}.", day=_day(opening, closes, t), time=_clock(closes, t))


def _closed(opening: Opening, t: Translator) -> str:
    opens = opening.changes
    if opens is None:
        return t.gettext("Closed now.")
    if opening.holiday:
        return t.gettext("Closed now. The next day it opens is a holiday: call first.")
    match (opens.date() - opening.asked.date()).days:
        case 0:
            return t.gettext("Closed now. Opens today at {time}.", time=_clock(opens, t))
        case 1:
            return t.gettext("Closed now. Opens tomorrow at {time}.", time=_clock(opens, t))
    return t.gettext("Closed now. Opens {day} at {time}.", day=_day(opening, opens, t), time=_clock(opens, t))


def _word(opening: Opening, t: Translator) -> str:
    match opening.standing:
        case Standing.DAY_AND_NIGHT:
            return t.gettext("open day and night")
        case Standing.BY_APPOINTMENT:
            return t.gettext("by appointment")
        case Standing.MAYBE_HOLIDAY:
            return t.gettext("may be closed: holiday")
        case Standing.OPEN:
            if opening.closes_soon and opening.changes:
                return t.gettext("closes soon, {time}", time=_clock(opening.changes, t))
            return t.gettext("open now")
    opens = opening.changes
    if opens is None or opening.holiday:
        return t.gettext("closed now")
    match (opens.date() - opening.asked.date()).days:
        case 0:
            return t.gettext("opens today {time}", time=_clock(opens, t))
        case 1:
            return t.gettext("opens tomorrow {time}", time=_clock(opens, t))
    return t.gettext("opens {day} {time}", day=_day(opening, opens, t), time=_clock(opens, t))


def _day(opening: Opening, moment: datetime, t: Translator) -> str:
    """The weekday, or the date where the weekday could also mean today."""
    if moment.date() - opening.asked.date() < timedelta(days=7):
        return format_datetime(moment, "EEEE", locale=t.language.babel)
    return format_skeleton("MMMMd", moment, locale=t.language.babel)


def _clock(moment: datetime | time, t: Translator) -> str:
    return format_time(moment, "short", locale=t.language.babel)
