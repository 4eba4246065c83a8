"""From evidence to labels: one look at a text answers which need, which danger, which language, and what is private."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.lexicon.features import WORD, features, term_of
from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.lexicon.learnt import Learnt

    Floats = NDArray[np.float32]

_SHARPNESS: Final = 6.0
"""Makes probabilities of margins; with it, what is called 0.9 is right in 9 of 10 of half A."""


@dataclass(frozen=True, slots=True)
class Score:
    """A label with its margin (above 0: more like it than unlike) and its probability among the labels of its head."""

    label: str
    margin: float
    probability: float


@dataclass(frozen=True, slots=True)
class Look:
    """What one text gave: the rows of its known evidence with their weights, and the margin of every label."""

    rows: NDArray[np.int64]
    weights: Floats
    margins: Floats


class Classifier:
    """An immutable linear classifier with the heads of `Learnt`."""

    def __init__(self, learnt: Learnt) -> None:
        self._learnt = learnt
        self._rows = {feature: row for row, feature in enumerate(learnt.features)}
        self._heads: dict[str, tuple[slice, tuple[str, ...]]] = {}
        start = 0
        for head, labels in learnt.heads.items():
            self._heads[head] = slice(start, start + len(labels)), tuple(labels)
            start += len(labels)

    def look(self, pieces: Sequence[str]) -> Look:
        """Weigh the evidence in the pieces of a text. The work grows linearly with their number."""
        evidence = features(pieces)
        found = [(row, weight) for feature, weight in evidence.items() if (row := self._rows.get(feature)) is not None]
        rows = np.array([row for row, _ in found], dtype=np.int64)
        weights = np.array([weight for _, weight in found], dtype=np.float32) * self._learnt.rarity[rows]
        length = np.sqrt(weights @ weights)
        if length:
            weights /= length
        margins = (weights * self._learnt.scale[rows]) @ self._learnt.weights[rows].astype(np.float32)
        return Look(rows, weights, margins + self._learnt.bias)

    def margins(self, look: Look, head: str) -> dict[str, float]:
        """How much more like each label of a head than unlike it; nothing for a text without any known evidence."""
        columns, labels = self._heads[head]
        return dict(zip(labels, look.margins[columns].tolist(), strict=True)) if len(look.rows) else {}

    def scores(self, look: Look, head: str, most: int | None = None) -> tuple[Score, ...]:
        """The labels of a head (or its `most` best), best first; nothing for a text without any known evidence."""
        if not len(look.rows):
            return ()
        columns, labels = self._heads[head]
        margins = look.margins[columns]
        exponential = np.exp(_SHARPNESS * (margins - margins.max()))
        probability = exponential / exponential.sum()
        order = np.argsort(-margins, kind="stable")[:most].tolist()
        return tuple(Score(labels[at], float(margins[at]), float(probability[at])) for at in order)

    def telling_terms(self, look: Look, label: str, head: str, most: int = 4) -> tuple[str, ...]:
        """The terms of our vocabulary that spoke most for `label`, best first."""
        columns, labels = self._heads[head]
        column = columns.start + labels.index(label)
        told = look.weights * self._learnt.scale[look.rows] * self._learnt.weights[look.rows, column]
        readable = ((float(told[at]), term_of(self._learnt.features[look.rows[at]])) for at in np.argsort(-told))
        return tuple(islice((term for weight, term in readable if weight > 0 and term), most))

    def rarity_of_words(self) -> dict[str, float]:
        """Every known word of an alphabet with its inverse document frequency, for the spelling."""
        known = (feature[len(WORD) :] for feature in takewhile(lambda f: f.startswith(WORD), self._learnt.features))
        return {word: own for word, own in zip(known, self._learnt.rarity.tolist(), strict=False) if not is_han(word)}

    def rarity(self, word: str) -> float | None:
        """The inverse document frequency of a word; None for one that no phrase holds."""
        row = self._rows.get(WORD + word)
        return None if row is None else float(self._learnt.rarity[row])
