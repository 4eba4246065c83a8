"""Who has said yes to a large change so far. In memory only: after a restart, or an hour, it begins anew."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR: Final = 60 * 60.0
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class _Approval:
    digest: str
    person: int = field(repr=False)
    until: float


class Approvals:
    """The first yes under each report. `clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._first: OrderedDict[int, _Approval] = OrderedDict()

    def first(self, message: int, digest: str) -> int | None:
        """Who said yes under this message to exactly this; None when nobody did within the hour."""
        self.sweep()
        found = self._first.get(message)
        return found.person if found and found.digest == digest else None

    def note(self, message: int, digest: str, person: int) -> None:
        """Remember the first yes."""
        self._first[message] = _Approval(digest, person, self._clock() + HOUR)
        self._first.move_to_end(message)
        self.sweep()

    def forget(self, message: int) -> None:
        """Drop what is known of a message."""
        self._first.pop(message, None)

    def sweep(self) -> None:
        """Drop what is older than an hour, and the oldest beyond the bound."""
        now = self._clock()
        while self._first and (len(self._first) > MOST or next(iter(self._first.values())).until <= now):
            self._first.popitem(last=False)
