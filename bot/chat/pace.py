"""How fast a chat may ask: a bucket of tokens for each, one token an update. In memory only, for a minute.

One token comes back each second, about what Telegram lets a bot send into one chat. Whoever types does not reach the
end of the bucket, whatever happened to them; programs do, and people who pass on whole piles of messages.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

BURST: Final = 20
PER_SECOND: Final = 1.0
REMIND_EVERY: Final = 60.0
MOST_CHATS: Final = 5_000


@dataclass(slots=True, repr=False)
class _Bucket:
    left: float
    filled: float
    reminded: float = -inf


class Pace:
    """The buckets of all chats, the least recently used first. `clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float], *, burst: int = BURST) -> None:
        self._clock = clock
        self._burst = burst
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def admits(self, chat: int) -> bool:
        """Take a token; False when none is left."""
        now = self._clock()
        bucket = self._buckets.setdefault(chat, _Bucket(self._burst, now))
        self._buckets.move_to_end(chat)
        self.sweep()
        bucket.left = min(self._burst, bucket.left + (now - bucket.filled) * PER_SECOND)
        bucket.filled = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def may_remind(self, chat: int) -> bool:
        """Whether a chat that was not admitted may be told to wait: once a minute. Asking counts as telling."""
        now, bucket = self._clock(), self._buckets.get(chat)
        if bucket is None or now - bucket.reminded < REMIND_EVERY:
            return False
        bucket.reminded = now
        return True

    def sweep(self) -> None:
        """Drop what a minute of rest has made equal to a new bucket. Call it every minute too."""
        oldest = self._clock() - max(self._burst / PER_SECOND, REMIND_EVERY)
        while self._buckets:
            if next(iter(self._buckets.values())).filled > oldest and len(self._buckets) <= MOST_CHATS:
                return
            self._buckets.popitem(last=False)
