"""Counting people without knowing one."""

from __future__ import annotations

import secrets
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

SEATS: Final = 4096
MOST_A_PERSON: Final = 10
"""How many different things one person may be counted for in a window: more is a prank, not a report."""

Cell = TypeVar("Cell", bound="Hashable")


class HeadCounts(Generic[Cell]):
    """How many people did each thing since the window began; in memory only.

    Who does something is shown to one of 4,096 seats by a salt that is thrown away with the window, and only the seats
    taken are remembered: many people could be any of them. Two in one seat count as one, so a count is never too high,
    and nobody counts twice for the same thing.
    """

    def __init__(self) -> None:
        self._open()

    def add(self, cell: Cell, chat: int) -> None:
        """Count a person for `cell`, once, and for no more than ten cells in one window."""
        seat = self._seat(chat)
        taken = self._taken.setdefault(cell, set())
        if seat not in taken and self._cells_of[seat] < MOST_A_PERSON:
            taken.add(seat)
            self._cells_of[seat] += 1

    def close(self) -> Counter[Cell]:
        """The counts of the window; a new one begins, with another salt."""
        counts = Counter({cell: len(taken) for cell, taken in self._taken.items() if taken})
        self._open()
        return counts

    def _open(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._taken: dict[Cell, set[int]] = {}
        self._cells_of: Counter[int] = Counter()

    def _seat(self, chat: int) -> int:
        digest = blake2b(chat.to_bytes(8, "big", signed=True), key=self._salt, digest_size=4).digest()
        return int.from_bytes(digest, "big") % SEATS
