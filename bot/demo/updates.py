"""Updates that wait for the bot, until it confirms them or they expire."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.demo.wire import JsonObject

MAX_BATCH = 100
DAY = 86_400
# Kinds that a bot gets only when it asks for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
# How long an update is worth delivering, seconds; source: the open-source Bot API server.
_LIFETIMES = {"callback_query": 150, "inline_query": 30}

# By how much an offset may exceed the next number; source: the queue in tdlib, which the Bot API server stands on.
_FARTHEST_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its number, its JSON and the moment after which nobody gets it."""

    update_id: int
    wire: JsonObject
    expires: float
    chat_key: int


class UpdateQueue:
    """The updates of one bot in the order in which they came."""

    def __init__(self, first_id: int, clock: Callable[[], float]) -> None:
        self.allowed: frozenset[str] = frozenset()
        self.listeners: set[Callable[[], None]] = set()
        # A test may double, drop or shuffle what one call delivers.
        self.disorder: Callable[[list[Update]], list[Update]] | None = None
        self._next_id = first_id
        self._clock = clock
        self._pending: deque[Update] = deque()

    @property
    def next_id(self) -> int:
        """The number of the next update."""
        return self._next_id

    def __len__(self) -> int:
        self._expire()
        return len(self._pending)

    def add(self, kind: str, body: JsonObject, chat_key: int) -> None:
        """Queue an update, unless the bot did not ask for its kind. `chat_key` names what must stay in order."""
        if kind not in self.allowed if self.allowed else kind in _ON_REQUEST:
            return
        expires = self._clock() + _LIFETIMES.get(kind, DAY)
        wire: JsonObject = {"update_id": self._next_id, kind: body}
        self._pending.append(Update(self._next_id, wire, expires, chat_key))
        self._next_id += 1
        for listener in tuple(self.listeners):
            listener()

    def renumber(self, next_id: int) -> None:
        """Go on with another number: a higher one leaves a gap, a lower one may come after a week without updates."""
        self._next_id = next_id

    def confirm(self, offset: int) -> None:
        """Forget what stands before `offset`; a negative one keeps only that many of the newest.

        One that lies too far ahead of all numbers given so far counts for nothing.
        """
        if offset > self._next_id + _FARTHEST_AHEAD:
            return
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
            return
        while self._pending and self._pending[0].update_id < offset:
            self._pending.popleft()

    def holds(self, update: Update) -> bool:
        """Tell whether an update still waits."""
        self._expire()
        return update in self._pending

    def remove(self, update: Update) -> None:
        """Forget one update, as after its delivery to a webhook."""
        if update in self._pending:
            self._pending.remove(update)

    def waiting(self) -> list[Update]:
        """Return all updates, the oldest first."""
        self._expire()
        return list(self._pending)

    def batch(self, limit: int) -> list[Update]:
        """Return the oldest updates, at most `limit` and never more than a hundred."""
        self._expire()
        size = min(max(limit, 1), MAX_BATCH)
        batch = list(islice(self._pending, size))
        return self.disorder(batch) if self.disorder else batch

    def clear(self) -> None:
        """Forget everything."""
        self._pending.clear()

    def _expire(self) -> None:
        now = self._clock()
        if any(update.expires < now for update in self._pending):
            self._pending = deque(update for update in self._pending if update.expires >= now)
