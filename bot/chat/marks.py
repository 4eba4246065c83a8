"""How far back /forget has to go: the first message id of each hour, in memory only.

Telegram numbers the messages of all private chats of a bot in one row, so these ids tell of no chat and no person.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

ERASABLE_FOR: Final = timedelta(hours=48)
"""How long Telegram lets a bot delete a message of a private chat (Bot API, deleteMessage)."""
_HOUR: Final = timedelta(hours=1)


class Marks:
    """The first message id seen of each hour of the last two days, and the newest of all."""

    def __init__(self) -> None:
        self.newest = 0
        self._first: dict[datetime, int] = {}
        self._begun: datetime | None = None

    def note(self, message_id: int, sent: datetime) -> None:
        """Take note of a message that somebody sent at the aware time `sent`, and drop the hours that are over."""
        hour = sent.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        self.newest = max(self.newest, message_id)
        self._begun = min(hour, self._begun or hour)
        self._first[hour] = min(message_id, self._first.get(hour, message_id))
        if hour - min(self._first) > ERASABLE_FOR + _HOUR:
            self._first = {past: first for past, first in self._first.items() if hour - past <= ERASABLE_FOR + _HOUR}

    def oldest_erasable(self, now: datetime) -> int:
        """The id below which no message is young enough at the aware time `now`; 1 when we have not run for so long.

        It is that of a whole hour: some of its first messages may be too old.
        """
        limit = now - ERASABLE_FOR - _HOUR
        if self._begun is None or self._begun > limit:
            return 1
        return min((first for hour, first in self._first.items() if hour > limit), default=self.newest + 1)
