"""Opening hours: what a text says for certain, and what that means at a moment. The only user of the hours library.

Nothing here reads a clock. Moments are aware; answers are in the time zone of the directory, summer time included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from opening_hours import (  # type: ignore[attr-defined]  # its stubs leave the error out
    OpeningHours,
    State,
    UnknownCountryError,
    validate,
)

from bot.directory.clock_times import MIDNIGHT, is_plausible
from bot.directory.hours_words import Words, read_words
from bot.directory.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.directory.model import Area, Service, Source

SOON: Final = timedelta(minutes=60)
"""What closes in this time closes soon."""
_AHEAD: Final = timedelta(days=31)
_OLD: Final = timedelta(days=2 * 365 + 1)
_DAY: Final = timedelta(days=1)
# The library's own calendar leaves these out, or knows them only on the weekday they are moved to.
_MORE_HOLIDAYS: Final = {
    ("US", ""): "Jan 01; Jun 19; Jul 04; Oct Mo[2]; Nov 11; Dec 25",
    ("US", "NM"): "Nov Th[4] +1 day",  # New Mexico keeps Presidents' Day on the day after Thanksgiving
}
_PUBLIC_HOLIDAYS: Final = "PH"
_ROUND_THE_CLOCK: Final = "24/7"
_PART: Final = r"Mo|Tu|We|Th|Fr|Sa|Su|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|PH|off|closed|24/7"
_PLAIN_GRAMMAR: Final = re.compile(rf"(?:{_PART}|\d\d:\d\d|\[-?\d(?:,\d)*\]|\b\d\d\b|[-,; ])+")
_SPAN: Final = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_RULE_END: Final = re.compile(r";|, ")
_HAS_HOURS: Final = re.compile(r"\d\d:\d\d-\d\d:\d\d|24/7|off|closed")
_DATED: Final = re.compile(r"\b((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?\b")
_OF_OTHER_FACTS: Final = re.compile(r"\b(?:address|fees|phone|helpline)\b")


class Standing(StrEnum):
    """What can be said of a moment."""

    OPEN = "open"
    DAY_AND_NIGHT = "day and night"
    CLOSED = "closed"
    MAYBE_HOLIDAY = "holiday"
    BY_APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Opening:
    """The standing at `asked`. `changes` is when it closes or opens next, None where that is far off or in doubt.

    `holiday`: what opens next does so on a holiday, on which the source is silent. Times are the directory's.
    """

    standing: Standing
    asked: datetime
    changes: datetime | None = None
    holiday: bool = False
    by_phone: bool = False

    @property
    def closes_soon(self) -> bool:
        """Whether it is open for an hour at most."""
        # Two moments in one zone are subtracted by their wall clocks, which is wrong on the night summer time ends.
        return (
            self.standing is Standing.OPEN
            and self.changes is not None
            and self.changes.timestamp() - self.asked.timestamp() <= SOON.total_seconds()
        )


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hours that are certain. `grammar` is their form in OpenStreetMap's opening_hours; `by_phone`: of a line only."""

    grammar: str
    zone: ZoneInfo
    by_phone: bool = False
    _hours: OpeningHours = field(repr=False, compare=False, kw_only=True)
    _public_holidays: OpeningHours = field(repr=False, compare=False, kw_only=True)
    _all_holidays: OpeningHours = field(repr=False, compare=False, kw_only=True)

    def at(self, moment: datetime) -> Opening:
        """What can be said of an aware moment."""
        now = moment.astimezone(self.zone)
        start, end, state = next(self._intervals(now - _DAY, now))
        if self.grammar == _ROUND_THE_CLOCK:
            return Opening(Standing.DAY_AND_NIGHT, now, by_phone=self.by_phone)
        if state is State.UNKNOWN:
            return Opening(Standing.BY_APPOINTMENT, now, by_phone=self.by_phone)
        if state is State.CLOSED:
            opens = next((first for first, _, later in self._intervals(now, now) if later is State.OPEN), None)
            return Opening(
                Standing.CLOSED, now, opens, opens is not None and self._in_doubt(opens, opens), self.by_phone
            )
        if self._in_doubt(start, now):
            return Opening(Standing.MAYBE_HOLIDAY, now, by_phone=self.by_phone)
        certain = end - now <= _AHEAD and not self._in_doubt(now, end - timedelta(minutes=1))
        return Opening(Standing.OPEN, now, end if certain else None, by_phone=self.by_phone)

    def is_open_at(self, moment: datetime) -> bool | None:
        """Whether somebody can go there at that moment; None for by appointment, on the phone, in doubt."""
        state, _ = self._hours.state(moment.astimezone(self.zone))
        if self.by_phone or state is State.UNKNOWN:
            return None
        if state is State.CLOSED:
            return False
        return None if self.at(moment).standing is Standing.MAYBE_HOLIDAY else True

    def is_open_on(self, day: date, after: time = time()) -> bool | None:
        """Whether somebody can go there on a day, from a time on; None as in `is_open_at`."""
        start = datetime.combine(day, after, self.zone)
        midnight = datetime.combine(day + _DAY, time(), self.zone)
        # What only runs over from the night before is not what people mean by a day.
        states = {
            state
            for first, last, state, _ in self._hours.intervals(start - _DAY, midnight)
            if last > start and (first.date() == day or last >= midnight)
        } - {State.CLOSED}
        if not states:
            return None if self.by_phone else False
        if self.by_phone or State.OPEN not in states:
            return None
        return True if self.grammar == _ROUND_THE_CLOCK or not self._in_doubt(start, start) else None

    def week(self) -> tuple[tuple[tuple[time, time], ...], ...] | None:
        """The spans of each day from Monday on; None for hours that are not the same every week."""
        if not re.fullmatch(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|off|closed|\d\d:\d\d|[-,; ])+", self.grammar):
            return None
        plain, monday = OpeningHours(self.grammar), datetime(2026, 1, 5)
        found: list[list[tuple[time, time]]] = [[] for _ in range(7)]
        for start, end, state, _ in plain.intervals(monday - _DAY, monday + 9 * _DAY):
            if state is State.OPEN and monday <= start < monday + 7 * _DAY:
                if end - start > _DAY:
                    return None
                found[start.weekday()].append((start.time(), end.time()))
        return tuple(map(tuple, found))

    def _intervals(self, start: datetime, past: datetime) -> Iterator[tuple[datetime, datetime, State]]:
        """The stretches of one state from `start` on that end after `past`, for a month."""
        for first, last, state, _ in self._hours.intervals(start, past + _AHEAD + _DAY):
            if last.timestamp() > past.timestamp():
                yield first, last, state

    def _in_doubt(self, start: datetime, end: datetime) -> bool:
        """Whether a holiday falls between two moments, or let an opening run over from the day before `start`."""
        day = start.date() - _DAY if start.time() == time() else start.date()
        while day <= end.date():
            if self._is_silent_holiday(day):
                return True
            day += _DAY
        return False

    def _is_silent_holiday(self, day: date) -> bool:
        noon = datetime.combine(day, time(12), self.zone)
        if _PUBLIC_HOLIDAYS in self.grammar and self._public_holidays.is_open(noon):
            return False
        return self._all_holidays.is_open(noon)


def read_schedule(text: str, area: Area) -> Schedule | None:
    """The hours that a text says for certain, in the grammar or in staff words; None where anything is in doubt."""
    return _read(text, area.country.upper(), area.state.upper(), area.time_zone)


@lru_cache(maxsize=4096)
def _read(text: str, country: str, state: str, time_zone: str) -> Schedule | None:
    words, grammar = read_words(text), _plain_grammar(text)
    if words and grammar and str(_parse(words.grammar)) != str(_parse(grammar)):
        return (
            None  # people write "Sa 09:00-12:00; Sa 13:00-15:00" for both; in the grammar the second replaces the first
        )
    read = words or (Words(grammar) if grammar else None)
    if read is None:
        return None
    more = (_MORE_HOLIDAYS.get((country, part), "") for part in ("", state))
    zone, holidays = ZoneInfo(time_zone), "; ".join(filter(None, (_PUBLIC_HOLIDAYS, *more)))
    try:
        hours, public, every = (
            OpeningHours(text, zone, country) for text in (read.grammar, _PUBLIC_HOLIDAYS, holidays)
        )
    except UnknownCountryError:
        return None  # nobody knows the holidays there
    return Schedule(
        str(_parse(read.grammar)),
        zone,
        read.by_phone,
        _hours=hours,
        _public_holidays=public,
        _all_holidays=every,
    )


def _parse(grammar: str) -> OpeningHours:
    return OpeningHours(grammar).normalize()


def _plain_grammar(text: str) -> str:
    """The text itself where it is in the grammar and says hours; empty for what few people mean as it is read."""
    if not _PLAIN_GRAMMAR.fullmatch(text) or not all(map(_HAS_HOURS.search, _RULE_END.split(text))):
        return ""
    spans = [[int(part) for part in span] for span in _SPAN.findall(text)]
    if not all(is_plausible(h * 60 + m, (to_h * 60 + to_m) or MIDNIGHT) for h, m, to_h, to_m in spans):
        return ""
    if not validate(text) or not (spans or _ROUND_THE_CLOCK in text):
        return ""
    return "" if OpeningHours(text).warnings else text


def hours_hold(service: Service, today: date) -> bool:
    """Whether a service's hours may be counted on: its source is of the last two years, and nothing else is noted.

    A notice, a pause or a season can change the hours. A source without a date cannot be shown to be recent.
    """
    noticed = service.alert and (service.alert_until is None or service.alert_until >= today)
    seen = _seen_on(service.source, today)
    return service.status is Status.ACTIVE and not noticed and seen is not None and today - seen <= _OLD


def _seen_on(source: Source, today: date) -> date | None:
    """The newest day on which somebody saw the hours. A month or a year alone counts from its first day."""
    parts = source.dated.split(";")
    of_hours = [part for part in parts if "hours" in part] or [p for p in parts if not _OF_OTHER_FACTS.search(p)]
    days = [source.checked_on] if source.checked_on else []
    for year, month, day in _DATED.findall(";".join(of_hours)):
        try:
            days.append(date(int(year), int(month or 1), int(day or 1)))
        except ValueError:
            continue  # no such day: a slip of the pen
    return max((day for day in days if day <= today), default=None)
