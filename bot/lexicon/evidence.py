"""The evidence of many phrases as flat arrays, gathered once and shared by every classifier over them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.lexicon.features import PART, features
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.directory.model import Phrase


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry per feature of a phrase: `phrase_of`, `row_of` and `weight_of` run in parallel.

    `rows` numbers the features; `pieces` holds each phrase's words.
    """

    phrases: Sequence[Phrase]
    pieces: Sequence[Sequence[str]]
    rows: Mapping[str, int]
    phrase_of: NDArray[np.int32]
    row_of: NDArray[np.int32]
    weight_of: NDArray[np.float32]


def gather(phrases: Sequence[Phrase]) -> Evidence:
    """Take the features of every phrase."""
    rows: dict[str, int] = {}
    row_of, weight_of, lengths = array("i"), array("f"), array("i")
    pieces = [words(phrase.text) for phrase in phrases]
    for found in map(features, pieces):
        lengths.append(len(found))
        weight_of.extend(found.values())
        row_of.extend([rows.setdefault(feature, len(rows)) for feature in found])
    phrase_of = np.repeat(np.arange(len(phrases), dtype=np.int32), np.array(lengths, dtype=np.int32))
    # A word part seen once tells nothing that its word does not, and most parts are seen once.
    counts = np.bincount(np.array(row_of, dtype=np.int32), minlength=len(rows))
    kept = {feature: row for feature, row in rows.items() if counts[row] > 1 or not feature.startswith(PART)}
    renumbered = np.full(len(rows), -1, dtype=np.int32)
    renumbered[list(kept.values())] = np.arange(len(kept), dtype=np.int32)
    row_of_kept = renumbered[np.array(row_of, dtype=np.int32)]
    seen = row_of_kept >= 0
    return Evidence(
        phrases=phrases,
        pieces=pieces,
        rows={feature: number for number, feature in enumerate(kept)},
        phrase_of=phrase_of[seen],
        row_of=row_of_kept[seen],
        weight_of=np.array(weight_of, dtype=np.float32)[seen],
    )
