"""The sliding window over Telegram's queue: what is open, what was taken lately, up to where Telegram may forget."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

REMEMBERED: Final = 10_000
"""How many update ids are known again when they come twice."""
PARKED_LIMIT: Final = 1_000
"""How many updates may wait in memory alone; past it Telegram keeps them, and the window stands still."""


class Window:
    """Times are in seconds of any clock that never runs backwards."""

    def __init__(self) -> None:
        self._open: dict[int, float] = {}
        self._parked: set[int] = set()
        self._recent: OrderedDict[int, None] = OrderedDict()
        self._next: int | None = None

    @property
    def offset(self) -> int | None:
        """The oldest open update, else the one after the last; None before the first. Never negative: a negative
        offset makes Telegram forget updates that nobody has seen."""
        return min(self._open, default=self._next)

    @property
    def open(self) -> int:
        """How many of those we have taken Telegram still holds for us."""
        return len(self._open)

    @property
    def unanswered(self) -> int:
        """How many were taken and not answered, parked ones included."""
        return len(self._open) + len(self._parked)

    def take(self, update_id: int, now: float) -> bool:
        """Open an update; False if it was taken before, as everything unconfirmed comes again with each poll."""
        if update_id in self._recent:
            return False
        if len(self._recent) == REMEMBERED:
            self._recent.popitem(last=False)
        self._recent[update_id] = None
        self._open[update_id] = now
        return True

    def advance(self, last: int, asked: int | None) -> None:
        """Note the last update of an answer to a poll from `asked`. After a quiet week numbers may start lower."""
        after = last + 1
        restarted = asked is not None and after <= asked
        self._next = after if restarted or self._next is None else max(self._next, after)

    def close(self, update_id: int) -> None:
        """The update is answered."""
        self._open.pop(update_id, None)
        self._parked.discard(update_id)

    def holds(self, update_id: int) -> bool:
        """Whether the update was taken and is not answered yet."""
        return update_id in self._open or update_id in self._parked

    def open_since(self, before: float) -> list[int]:
        """What has been open since before that time."""
        return [update_id for update_id, since in self._open.items() if since < before]

    def park(self, update_ids: Iterable[int]) -> int:
        """Let Telegram forget those of them that are open, as far as memory allows; give how many."""
        room = PARKED_LIMIT - len(self._parked)
        parked = [update_id for update_id in update_ids if update_id in self._open][:room]
        for update_id in parked:
            del self._open[update_id]
        self._parked.update(parked)
        return len(parked)
