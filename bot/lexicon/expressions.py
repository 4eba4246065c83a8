"""Short expressions inside a longer text: properties that a person asks for, polite words, words that push away.

They are found by exact words after the one normalisation; the longest one counts where several begin.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.text import is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.directory.model import Phrase

FILLER: Final = "filler"
"""Greetings, thanks and polite words: around a question they say nothing about it."""
NEIGHBORHOOD: Final = "neighborhood"
"""A part of the city or a town near it, in the words of the sheet."""
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
        self._kinds: dict[tuple[str, ...], str] = {}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in phrases:
            spelled = tuple(units(words(phrase.text)))
            if spelled:
                self._kinds.setdefault(spelled, phrase.label)
                lengths[spelled[0]].add(len(spelled))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    @property
    def words(self) -> set[str]:
        """Every word that stands in an expression, for the spelling."""
        return {unit for spelled in self._kinds for unit in spelled if not is_han(unit)}

    def find(self, spelled: Sequence[str]) -> list[Found]:
        """The expressions in `spelled` (from `units`), in order and without overlap."""
        found, at = [], 0
        while at < len(spelled):
            for length in self._lengths.get(spelled[at], ()):
                kind = self._kinds.get(tuple(spelled[at : at + length]))
                if kind is not None:
                    found.append(Found(kind, at, at + length))
                    at += length - 1
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
