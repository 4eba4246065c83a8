"""What of a text counts as evidence: words, word pairs, word parts; for Chinese, characters, pairs and triples.

Word parts stand in for stemming in every language at once and survive most typing mistakes. A word said twice
tells no more than once, so each piece of evidence has one fixed weight.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zlib import crc32

from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WORD: Final = "w:"
PAIR: Final = "b:"
# Weights beside a whole word's 1.0. Half A hardly moves when they do; parts of 3 to 5 letters gained nothing over 4.
_PAIR_WEIGHT: Final = 0.9
_PART_WEIGHT: Final = 0.8
_PART_LENGTH: Final = 4
_HAN_TRIPLE_WEIGHT: Final = 0.65
_HAN_SINGLE_WEIGHT: Final = 0.5
_LONGEST_WORD: Final = 40  # no language's word; keeps the work per question linear in its length


def features(pieces: Sequence[str], of_piece: Mapping[str, Mapping[str, float]] | None = None) -> dict[str, float]:
    """Evidence and its weight in the `pieces` of a text (from `bot.text.words`).

    `of_piece` are the `piece_features` of each, where a caller has them already.
    """
    evidence: dict[str, float] = {}
    for piece in pieces:
        evidence |= of_piece[piece] if of_piece else piece_features(piece)
    for first, second in pairwise(pieces):
        evidence[f"{PAIR}{first[:_LONGEST_WORD]} {second[:_LONGEST_WORD]}"] = _PAIR_WEIGHT
    return evidence


def piece_features(piece: str) -> dict[str, float]:
    """Evidence and its weight in one piece alone: a word, or a run of Chinese characters."""
    return dict(_han_features(piece)) if is_han(piece) else _word_features(piece[:_LONGEST_WORD])


def term_of(feature: str) -> str:
    """The readable term of a whole-word or pair feature, else an empty string."""
    return feature[2:] if feature.startswith((WORD, PAIR)) else ""


def key_of(feature: str) -> int:
    """A number of 32 bits that stands for a feature, so that no table has to hold its text."""
    return crc32(feature.encode())


def _word_features(word: str) -> dict[str, float]:
    padded = f"_{word}_"
    parts = [f"c:{padded[at : at + _PART_LENGTH]}" for at in range(len(padded) - _PART_LENGTH + 1)]
    return {WORD + word: 1.0, **dict.fromkeys(parts, _PART_WEIGHT)}


def _han_features(run: str) -> Iterator[tuple[str, float]]:
    for at, char in enumerate(run):
        yield f"h:{char}", _HAN_SINGLE_WEIGHT
        if at:
            yield WORD + run[at - 1 : at + 1], 1.0
        if at > 1:
            yield f"t:{run[at - 2 : at + 1]}", _HAN_TRIPLE_WEIGHT
