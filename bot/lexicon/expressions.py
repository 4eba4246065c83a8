"""Short expressions inside a longer text: properties that a person asks for, polite words, words that push away.

They are found by exact words after the one normalisation; the longest one counts where several begin.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.text import is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.directory.model import Phrase

FILLER: Final = "filler"
"""Greetings, thanks and polite words: around a question they say nothing about it."""
UNWANTED: Final = "unwanted"
"""Words that push away what follows, such as "I do not want"."""
DANGER: Final = "urgent_"
"""Before an urgent class: words that mean this danger wherever they stand."""
CONTRAST: Final = "contrast"
"""Words after which a person says what they do want, such as "but"."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of `kind` from unit `start` up to, not including, unit `end`."""

    kind: str
    start: int
    end: int


class Expressions:
    """An immutable index of expressions by their first unit."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_start: defaultdict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
        for phrase in phrases:
            spelled = tuple(units(words(phrase.text)))
            if spelled:
                by_start[spelled[0]].setdefault(spelled, phrase.label)
        self._by_start: Mapping[str, Mapping[tuple[str, ...], str]] = {
            first: dict(sorted(known.items(), key=lambda item: -len(item[0]))) for first, known in by_start.items()
        }

    @property
    def words(self) -> set[str]:
        """Every word that stands in an expression, for the spelling."""
        return {unit for known in self._by_start.values() for spelled in known for unit in spelled if not is_han(unit)}

    def find(self, spelled: Sequence[str]) -> list[Found]:
        """The expressions in `spelled` (from `units`), in order and without overlap."""
        found, at = [], 0
        while at < len(spelled):
            for known, kind in self._by_start.get(spelled[at], {}).items():
                if tuple(spelled[at : at + len(known)]) == known:
                    found.append(Found(kind, at, at + len(known)))
                    at += len(known) - 1
                    break
            at += 1
        return found


def units(pieces: Iterable[str]) -> list[str]:
    """The words of a text; a run of Chinese characters, which has no spaces, character by character."""
    return [unit for piece in pieces for unit in (piece if is_han(piece) else (piece,))]


def rejoined(spelled: Iterable[str]) -> list[str]:
    """The inverse of `units`: characters that follow each other become one run."""
    pieces: list[str] = []
    for unit in spelled:
        if is_han(unit) and pieces and is_han(pieces[-1]):
            pieces[-1] += unit
        else:
            pieces.append(unit)
    return pieces


def without(spelled: Sequence[str], found: Iterable[Found], kind: str) -> list[str]:
    """`spelled` with the expressions of `kind` left out; as it was when nothing else is in it."""
    left_out = {at for one in found if one.kind == kind for at in range(one.start, one.end)}
    rest = [unit for at, unit in enumerate(spelled) if at not in left_out]
    return rest or list(spelled)
