"""What the bot remembers of a chat: in memory only, for half an hour, for the most recent chats.

Buttons carry their own state; this serves what cannot: typed numbers and labels, a shared place, the language of a
typed text. Losing it costs a person one tap.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.places import Point

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.actions import Action

IDLE_SECONDS: Final = 30 * 60
MOST_SESSIONS: Final = 5_000


def coarsen(latitude: float, longitude: float) -> Point:
    """Round to hundredths of a degree: 1.1 km north-south, at Albuquerque's latitude 0.9 km east-west.

    What is not on the globe is moved to its edge, since distances to infinity cannot be told.
    """
    return Point(round(max(-90.0, min(90.0, latitude)), 2), round(max(-180.0, min(180.0, longitude)), 2))


@dataclass(frozen=True, slots=True, repr=False)
class Session:
    """One chat's state. Change it with `dataclasses.replace` and `Sessions.put`. Its repr reveals nothing.

    `place` comes from `coarsen`: the exact one is never kept. `enclosed` is what was sent below the screen last shown.
    `is_asking_place` says that the keyboard with the location button is open. `refused` is the album of pictures last
    refused and whether it could be erased.
    """

    language: str | None = None
    partner: str | None = None
    last_action: Action | None = None
    place: Point | None = None
    choices: tuple[Action, ...] = ()
    labels: tuple[str, ...] = ()
    enclosed: frozenset[Action] = frozenset()
    is_asking_place: bool = False
    refused: tuple[str | None, bool | None] = (None, None)

    def choice(self, number: int) -> Action | None:
        """The action behind a number the person typed, as the last menu showed it (from 1), or None."""
        return self.choices[number - 1] if 1 <= number <= len(self.choices) else None

    def meant_by(self, typed: str) -> Action | None:
        """The action whose button the person typed instead of tapping: its number or its label, folded like `labels`.

        Numbers mean those on the buttons ("6 clinic"); where no button has one, they mean the order from 1.
        """
        parts = [label.partition(" ") for label in self.labels]
        for action, label, (number, _, name) in zip(self.choices, self.labels, parts, strict=False):
            if typed == label or (number.isdecimal() and typed in (number, name)):
                return action
        if not typed.isdecimal() or any(number.isdecimal() for number, _, _ in parts):
            return None
        return self.choice(int(typed))


class Sessions:
    """The sessions of all chats, the least recently used first. `clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._entries: OrderedDict[int, tuple[float, Session]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, chat: int) -> Session:
        """The chat's session, kept for another half hour; a blank one for a chat that has none."""
        self.sweep()
        entry = self._entries.get(chat)
        if entry is None:
            return Session()
        self.put(chat, entry[1])
        return entry[1]

    def put(self, chat: int, session: Session) -> None:
        """Keep `session` for half an hour from now; past the limit, the chat that was silent longest is forgotten."""
        self._entries[chat] = (self._clock(), session)
        self._entries.move_to_end(chat)
        self.sweep()

    def forget(self, chat: int) -> None:
        """Drop what is known of the chat now."""
        self._entries.pop(chat, None)

    def sweep(self) -> None:
        """Drop what has been idle too long. Call it every minute too: without traffic nothing else would."""
        oldest = self._clock() - IDLE_SECONDS
        while self._entries:
            used, _ = next(iter(self._entries.values()))
            if used > oldest and len(self._entries) <= MOST_SESSIONS:
                return
            self._entries.popitem(last=False)
