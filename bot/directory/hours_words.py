"""Staff words for opening hours -> the opening_hours grammar of OpenStreetMap. All of it is understood, or nothing.

    hours   = [label] rule { separator rule }
    rule    = days (spans | closed | by appointment) | spans [days] | closed (days | holidays | spans) | note
    days    = item { and item }            item  = [every] (ordinals day [of the month] | day [to day] | holidays)
    spans   = span { and span }            span  = time to time | round the clock

Two rules for one weekday, or two labels, contradict each other as a rule and leave a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.directory.clock_times import MIDNIGHT, DoubtError, read_span
from bot.directory.hours_vocabulary import HOLIDAYS, WEEK, Kind, Token, read_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

BY_APPOINTMENT: Final = 'unknown "by appointment"'
_NTH: Final = "["

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """Hours in the grammar; `by_phone`: the text says so of a phone line only."""

    grammar: str
    by_phone: bool = False


def read_words(text: str) -> Words | None:
    """Hours in staff words as the grammar; None for any doubt."""
    try:
        return _Reader(read_tokens(text)).read()
    except DoubtError:
        return None


@dataclass(slots=True)
class _Rule:
    days: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    by_appointment: bool = False

    def __str__(self) -> str:
        whole = set(WEEK) <= set(self.days) and self.spans == ((0, MIDNIGHT),)
        times = ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in self.spans)
        hours = "24/7" if whole else f"{_ranges(self.days)} {times}".strip()
        return f"{hours} {BY_APPOINTMENT}" if self.by_appointment else hours


def _ranges(days: tuple[str, ...]) -> str:
    """Days in the order of the week, three and more in a row as a range."""
    ordered = "".join("x" if day in days else " " for day in WEEK)
    runs = [range(*run.span()) for run in re.finditer("x+", ordered)]
    told = [f"{WEEK[r[0]]}-{WEEK[r[-1]]}" if len(r) > 2 else ",".join(WEEK[day] for day in r) for r in runs]
    return ",".join([*told, *(day for day in days if day not in WEEK)])


def _is_nth(day: str) -> bool:
    return day[:2] in WEEK and day[2:3] == _NTH


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(slots=True)
class _Reader:
    tokens: list[Token]
    at: int = 0
    rules: list[_Rule] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    by_phone: bool = False
    whole_week: bool = False
    only_by_appointment: bool = False

    def read(self) -> Words:
        self.by_phone = self._take(Kind.PHONE) is not None
        if not self.by_phone:
            self._take(Kind.SUBJECT)
        while self.at < len(self.tokens):
            if not (self._take(Kind.END) or self._take(Kind.AND)):
                self._rule()
        return Words(self._grammar(), self.by_phone)

    def _sees(self, *kinds: Kind) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind in kinds

    def _take(self, *kinds: Kind) -> Token | None:
        if not self._sees(*kinds):
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def _expect(self, *kinds: Kind) -> Token:
        token = self._take(*kinds)
        if token is None:
            raise DoubtError
        return token

    def _and_then(self, *kinds: Kind) -> bool:
        """Step over commas and "and" where one of `kinds` follows them."""
        start = self.at
        while self._take(Kind.AND):
            pass
        if start < self.at and self._sees(*kinds):
            return True
        self.at = start
        return False

    def _rule(self) -> None:
        if self._take(Kind.NOTE):
            return
        if self._take(Kind.APPOINTMENT):
            self.only_by_appointment = True
        elif self._take(Kind.CLOSED, Kind.EXCEPT):
            self._closing()
        elif self._sees(Kind.INCLUDING) and self.rules:
            self.rules[-1].days += self._included()
        elif self._sees(Kind.TIME, Kind.ROUND_THE_CLOCK):
            self._spans_first()
        else:
            self._days_first()

    def _spans_first(self) -> None:
        around = self._sees(Kind.ROUND_THE_CLOCK)
        spans = self._spans()
        self._and_then(*_DAY_STARTS)
        days = WEEK if around and not self._sees(*_DAY_STARTS) else self._days()
        if set(days) <= {HOLIDAYS}:  # "8am-5pm, holidays": on holidays too, or only then?
            raise DoubtError
        self._open(days, spans)

    def _days_first(self) -> None:
        days = self._days()
        if not self._and_then(Kind.TIME, Kind.ROUND_THE_CLOCK, Kind.CLOSED, Kind.APPOINTMENT):
            self._take(Kind.DASH)
        if self._take(Kind.CLOSED):
            self.closed += days
        elif self._take(Kind.APPOINTMENT):
            self.rules.append(_Rule(days, by_appointment=True))
        else:
            self._open(days, self._spans())

    def _open(self, days: tuple[str, ...], spans: tuple[Span, ...]) -> None:
        if not days or any(" " in day for day in days):  # hours of some holidays, or of a single one
            raise DoubtError
        if self.whole_week and not set(WEEK) <= set(days):  # "Mon-Fri 24/7"
            raise DoubtError
        self.rules.append(_Rule(days, spans, self._take(Kind.APPOINTMENT) is not None))

    def _closing(self) -> None:
        if self._sees(*_DAY_STARTS):
            self.closed += self._days()
            return
        self._take(Kind.LUNCH)
        spans = self._spans()
        self._take(Kind.LUNCH)
        if len(self.rules) != 1:
            raise DoubtError
        (rule,) = self.rules
        pause = _Rule(rule.days, spans)
        if not all(any(s[0] < p[0] and p[1] < s[1] for s in rule.spans) for p in spans):
            raise DoubtError
        self.closed.append(str(pause))

    def _days(self) -> tuple[str, ...]:
        days = [*self._item()]
        while self._and_then(*_DAY_STARTS):
            more = self._item()
            if any(map(_is_nth, days)) and not all(map(_is_nth, more)):
                raise DoubtError  # "2nd Monday and Friday": the 2nd Friday or each?
            if set(days) & set(more) and not set(WEEK) <= set(days) & set(more):
                raise DoubtError
            days += (day for day in more if day not in days)
        if self._take(Kind.EXCEPT):
            self._closing()
        if self._sees(Kind.INCLUDING):
            days += self._included()
        return tuple(days)

    def _included(self) -> tuple[str, ...]:
        self._expect(Kind.INCLUDING)
        if self._expect(Kind.HOLIDAY).value != (HOLIDAYS,):
            raise DoubtError
        return (HOLIDAYS,)

    def _item(self) -> tuple[str, ...]:
        every = self._take(Kind.EVERY)
        if holiday := self._take(Kind.HOLIDAY):
            return holiday.value
        if self._sees(Kind.ORDINAL):
            return self._nth_days(in_doubt=every is not None)
        first = self._expect(Kind.DAY).value
        start = self.at
        if self._take(Kind.DASH, Kind.TO) and (last := self._take(Kind.DAY)):
            if len(first) + len(last.value) != 2 or first == last.value:
                raise DoubtError
            begin, end = WEEK.index(first[0]), WEEK.index(last.value[0])
            return tuple(WEEK[day % 7] for day in range(begin, (end if begin < end else end + 7) + 1))
        self.at = start
        return first

    def _nth_days(self, *, in_doubt: bool) -> tuple[str, ...]:
        """Days such as "1st and 3rd Tuesday". "Every 2nd Tuesday" without the month can mean every other one."""
        numbers = [self._expect(Kind.ORDINAL).value[0]]
        while self._and_then(Kind.ORDINAL):
            numbers.append(self._expect(Kind.ORDINAL).value[0])
        day = self._expect(Kind.DAY).value
        of_the_month = self._take(Kind.MONTHLY)
        if len(day) != 1 or len(set(numbers)) < len(numbers) or (in_doubt and of_the_month is None):
            raise DoubtError
        return tuple(f"{day[0]}[{number}]" for number in numbers)

    def _spans(self) -> tuple[Span, ...]:
        if around := self._take(Kind.ROUND_THE_CLOCK):
            self.whole_week |= bool(around.value)
            return ((0, MIDNIGHT),)
        spans = [self._span()]
        while self._and_then(Kind.TIME):
            spans.append(self._span())
        return _in_order(spans)

    def _span(self) -> Span:
        start = self._expect(Kind.TIME).clock
        self._expect(Kind.DASH, Kind.TO)
        return read_span(start, self._expect(Kind.TIME).clock)

    def _grammar(self) -> str:
        rules = list(_joined(self.rules))
        if self.only_by_appointment:
            if any(rule.by_appointment for rule in rules):
                raise DoubtError
            if not rules and not self.closed:
                return BY_APPOINTMENT
            rules = [_Rule(rule.days, rule.spans, by_appointment=True) for rule in rules]
        elif len(rules) > 1 and any(rule.by_appointment and rule.spans for rule in rules):
            raise DoubtError  # of the last rule or of all?
        if not any(rule.spans or rule.by_appointment for rule in rules):
            raise DoubtError
        return "; ".join([*map(str, rules), *(f"{closed} off" for closed in self.closed)])


_DAY_STARTS: Final = (Kind.DAY, Kind.ORDINAL, Kind.EVERY, Kind.HOLIDAY)


def _joined(rules: list[_Rule]) -> Iterator[_Rule]:
    """The rules; two for the same days become one, two for a shared weekday contradict each other."""
    by_days: dict[tuple[str, ...], _Rule] = {}
    for rule in rules:
        same = by_days.setdefault(rule.days, rule)
        if same is not rule:
            if same.by_appointment or rule.by_appointment:
                raise DoubtError
            by_days[rule.days] = _Rule(rule.days, _in_order([*same.spans, *rule.spans]))
    told = [day for days in by_days for day in days]
    for day in told:
        weekday, nth, _ = day.partition(_NTH)
        alike = [other for other in told if other.startswith(weekday) and day != HOLIDAYS]
        if told.count(day) > 1 or (len(alike) > 1 and (not nth or weekday in alike or f"{weekday}[-1]" in alike)):
            raise DoubtError
    yield from by_days.values()


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    """Spans of one day, the earliest first; none may touch another, and only the last may pass midnight."""
    spans = sorted(spans)
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            raise DoubtError
    if any(end < start for start, end in spans[:-1]):
        raise DoubtError
    return tuple(spans)
