"""Two written times into one span of the day, only where a single reading is possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NOON: Final = 12 * 60
MIDNIGHT: Final = 24 * 60
_EARLIEST: Final = 6 * 60
_LONGEST_NIGHT: Final = 17 * 60


class DoubtError(Exception):
    """The text leaves a doubt, so nothing may be concluded from it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written. `half` is `a`, `p` or empty; `digits` how many stand in the hour; `colon`: minutes follow."""

    hour: int
    minute: int = 0
    half: str = ""
    digits: int = 1
    colon: bool = False
    midnight: bool = False

    @property
    def face(self) -> int:
        """Minutes on a clock of twelve hours, where 12 is 0."""
        return self.hour % 12 * 60 + self.minute

    def in_half(self, half: str) -> int:
        """Minutes since midnight in the morning (`a`) or after noon (`p`)."""
        return self.face + (NOON if half == "p" else 0)

    @property
    def is_of_24_hours(self) -> bool:
        """Written as only a clock of 24 hours writes."""
        return self.colon and (self.hour > 12 or self.hour == 0 or (self.digits == 2 and self.hour < 10))


def read_span(start: Clock, end: Clock) -> tuple[int, int]:
    """Minutes since midnight of both ends; the end is the smaller number where the span passes midnight.

    - With a.m. or p.m. at both: as written. Past midnight only from p.m. to a.m. and for at most 17 hours. A bare
      12 a.m. in daytime is taken for a slip.
    - With one of them: "1-5pm" and "1pm-5" are one half of the day, "9-5pm" and "9am-5" both; "8am-11" is in doubt.
    - With 24 hours ("08:00-17:00"): from 6:00 on, past midnight only from 13:00 on.
    - With neither, ordinary office hours: from 7 to 11 in the morning until 12 to 6, or both between 12 and 6 after
      noon ("9-5", "8-12", "1-4"). "6-8", "7-7" and "9-11" can be morning or evening, so they are in doubt.

    Raises DoubtError.
    """
    if start.midnight or end.midnight:
        return _with_midnight(start, end)
    if start.half or end.half:
        if start.hour > 12 or end.hour > 12 or 0 in (start.hour, end.hour):
            raise DoubtError
        return _in_halves(start, end)
    if start.is_of_24_hours or end.is_of_24_hours:
        if not (start.colon and end.colon):
            raise DoubtError
        written = end.hour * 60 + end.minute
        span = start.hour * 60 + start.minute, written or MIDNIGHT
        if not is_plausible(*span) or (span[1] < span[0] and end.digits < 2):
            raise DoubtError
        return span
    return _in_the_office(start, end)


def is_plausible(start: int, end: int) -> bool:
    """Whether a span written in 24 hours is meant so: "09:00-05:00" and "02:00-05:00" more likely forgot a p.m."""
    if not 0 <= start < MIDNIGHT or end > MIDNIGHT:
        return False
    if start < end:
        return start >= _EARLIEST or start == 0
    return start > NOON and end <= NOON and end + MIDNIGHT - start <= _LONGEST_NIGHT


def _with_midnight(start: Clock, end: Clock) -> tuple[int, int]:
    if end.midnight and start.half and not start.midnight:
        return start.in_half(start.half), MIDNIGHT
    if start.midnight and end.half and not end.midnight:
        return 0, end.in_half(end.half)
    raise DoubtError


def _in_halves(start: Clock, end: Clock) -> tuple[int, int]:
    match start.half, end.half:
        case "a" | "p", "a" | "p":
            return _as_written(start, end)
        case "", "p":
            return start.in_half("p" if start.face < end.face else "a"), end.in_half("p")
        case "", _ if start.face < end.face:
            return start.in_half("a"), end.in_half("a")
        case "a", "" if end.hour == 12 or end.face < start.face:
            return start.in_half("a"), end.in_half("p")
        case "p", "" if start.face < end.face:
            return start.in_half("p"), end.in_half("p")
    raise DoubtError


def _as_written(start: Clock, end: Clock) -> tuple[int, int]:
    first, last = start.in_half(start.half), end.in_half(end.half)
    if start.half == "p" and end.half == "a":
        last = last or MIDNIGHT
        if start.hour != 12 and (last == MIDNIGHT or is_plausible(first, last)):
            return first, last
    elif first < last and (start.hour != 12 or start.half == end.half):
        return first, last
    raise DoubtError


def _in_the_office(start: Clock, end: Clock) -> tuple[int, int]:
    ends_in_afternoon = end.hour == 12 or 1 <= end.hour <= 6
    if 7 <= start.hour <= 11 and ends_in_afternoon:
        return start.in_half("a"), end.in_half("p")
    if (start.hour == 12 or 1 <= start.hour <= 5) and ends_in_afternoon and start.face < end.face:
        return start.in_half("p"), end.in_half("p")
    raise DoubtError
