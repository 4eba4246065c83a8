"""What of a text counts as evidence: words, word pairs, word parts; for Chinese, characters and their pairs.

Word parts stand in for stemming in every language at once and survive most typing mistakes.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORD: Final = "w:"
PART: Final = "c:"
# Weights beside a whole word's 1.0; parts overlap, so each counts for little.
_PAIR_WEIGHT: Final = 0.7
_STEM_WEIGHT: Final = 0.5
_PART_WEIGHT: Final = 0.5
_HAN_TRIPLE_WEIGHT: Final = 0.7
_HAN_SINGLE_WEIGHT: Final = 0.4
_STEM_LENGTH: Final = 5
_PART_LENGTH: Final = 4
"""Parts of 3 to 5 letters together were no better on half A and took twice as long to index."""
_LONGEST_WORD: Final = 40  # no language's word; keeps the work per question linear in its length


def features(pieces: Sequence[str], near: Mapping[str, tuple[str, float]] | None = None) -> dict[str, float]:
    """Weighted evidence of the `pieces` of a text (from `bot.text.words`).

    `near` maps a misspelt word to a known one and its similarity (0 to 1).
    """
    near = near or {}
    evidence: defaultdict[str, float] = defaultdict(float)
    pieces = [piece if is_han(piece) else piece[:_LONGEST_WORD] for piece in pieces]
    for piece in pieces:
        for feature, weight in _han_features(piece) if is_han(piece) else _word_features(piece):
            evidence[feature] += weight
        if piece in near:
            term, similarity = near[piece]
            for feature, weight in _word_features(term):
                evidence[feature] += weight * similarity
    known = [near[piece][0] if piece in near else piece for piece in pieces]
    for first, second in pairwise(known):
        evidence[f"b:{first} {second}"] += _PAIR_WEIGHT
    return evidence


def term_of(feature: str) -> str:
    """The readable term of a whole-word or pair feature, else an empty string."""
    return feature[2:] if feature.startswith((WORD, "b:")) else ""


@lru_cache(maxsize=65536)
def _word_features(word: str) -> tuple[tuple[str, float], ...]:
    padded = f"_{word}_"
    parts = (padded[at : at + _PART_LENGTH] for at in range(len(padded) - _PART_LENGTH + 1))
    stem = ((f"p:{word[:_STEM_LENGTH]}", _STEM_WEIGHT),) if len(word) > _STEM_LENGTH else ()
    return ((WORD + word, 1.0), *stem, *((PART + part, _PART_WEIGHT) for part in parts))


def _han_features(run: str) -> list[tuple[str, float]]:
    singles = [(f"h:{char}", _HAN_SINGLE_WEIGHT) for char in run]
    pairs = [(WORD + run[at : at + 2], 1.0) for at in range(len(run) - 1)]
    triples = [(f"t:{run[at : at + 3]}", _HAN_TRIPLE_WEIGHT) for at in range(len(run) - 2)]
    return singles + pairs + triples
