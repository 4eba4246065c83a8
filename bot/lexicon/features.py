"""What of a text counts as evidence: words, word pairs, word parts; for Chinese, characters, pairs and triples.

Word parts stand in for stemming in every language at once and survive most typing mistakes. A word said twice
tells no more than once, so each piece of evidence has one fixed weight.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD: Final = "w:"
PAIR: Final = "b:"
# Weights beside a whole word's 1.0. Half A hardly moves when they do; parts of 3 to 5 letters gained nothing over 4.
_PAIR_WEIGHT: Final = 0.9
_PART_WEIGHT: Final = 0.8
_PART_LENGTH: Final = 4
_HAN_TRIPLE_WEIGHT: Final = 0.65
_HAN_SINGLE_WEIGHT: Final = 0.5
_LONGEST_WORD: Final = 40  # no language's word; keeps the work per question linear in its length


def features(pieces: Sequence[str]) -> dict[str, float]:
    """Evidence and its weight in the `pieces` of a text (from `bot.text.words`)."""
    evidence: dict[str, float] = {}
    pieces = [piece if is_han(piece) else piece[:_LONGEST_WORD] for piece in pieces]
    for piece in pieces:
        evidence.update(_han_features(piece) if is_han(piece) else _word_features(piece))
    for first, second in pairwise(pieces):
        evidence[f"{PAIR}{first} {second}"] = _PAIR_WEIGHT
    return evidence


def term_of(feature: str) -> str:
    """The readable term of a whole-word or pair feature, else an empty string."""
    return feature[2:] if feature.startswith((WORD, PAIR)) else ""


@lru_cache(maxsize=65536)
def _word_features(word: str) -> tuple[tuple[str, float], ...]:
    padded = f"_{word}_"
    parts = (padded[at : at + _PART_LENGTH] for at in range(len(padded) - _PART_LENGTH + 1))
    return ((WORD + word, 1.0), *((f"c:{part}", _PART_WEIGHT) for part in parts))


def _han_features(run: str) -> list[tuple[str, float]]:
    singles = [(f"h:{char}", _HAN_SINGLE_WEIGHT) for char in run]
    pairs = [(WORD + run[at : at + 2], 1.0) for at in range(len(run) - 1)]
    triples = [(f"t:{run[at : at + 3]}", _HAN_TRIPLE_WEIGHT) for at in range(len(run) - 2)]
    return singles + pairs + triples
