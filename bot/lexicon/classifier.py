"""From evidence to labels: telling terms (naive Bayes, with and against) and the nearest phrase, together.

Everything is computed in closed form from the phrase files when a release is loaded: a phrase that staff add counts
from the next publish, without any training step. Naive Bayes as in Rennie et al. 2003, "Tackling the Poor Assumptions
of Naive Bayes Text Classifiers": counts by label and by every other label, weighted by inverse document frequency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.lexicon.features import WORD, features, term_of
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.lexicon.evidence import Evidence
    from bot.lexicon.spelling import Spelling

    Floats = NDArray[np.float32]

_SMOOTHING: Final = 0.02
_SHARPNESS: Final = 2.2
"""How strongly the best label stands out; makes probabilities of standardised scores."""
_EVIDENCE_KNOWN: Final = 0.35
"""Share of a question's words that must be known before its scores are trusted in full."""


@dataclass(frozen=True, slots=True)
class Score:
    """One label's probability (0 to 1 over all labels) and its similarity to the nearest phrase (cosine)."""

    label: str
    probability: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Match:
    """All labels, best first, with the corrections made on the way and how much of the text was known."""

    scores: tuple[Score, ...]
    corrections: Mapping[str, tuple[str, float]]
    known: float
    evidence: Mapping[str, float]


class Classifier:
    """An immutable index over phrases. `labels` gives each phrase of the evidence its label; None leaves it out."""

    def __init__(self, evidence: Evidence, labels: Sequence[str | None], spelling: Spelling) -> None:
        self.labels = tuple(sorted({label for label in labels if label is not None}))
        columns = {label: column for column, label in enumerate(self.labels)}
        self._label_of_phrase = np.array([-1 if label is None else columns[label] for label in labels], dtype=np.int32)
        self._rows = evidence.rows
        self._index_phrases(evidence)
        self._spelling = spelling

    def classify(self, text: str) -> Match:
        """Score every label for `text`."""
        pieces = words(text)
        corrections = self._spelling.near(pieces)
        evidence = features(pieces, corrections)
        rows, weights = self._vector(evidence)
        known = sum(self._spelling.knows(p) or p in corrections or WORD + p[:2] in self._rows for p in pieces)
        share = known / len(pieces) if pieces else 0.0
        if not len(rows):
            return Match((), corrections, share, evidence)
        terms = weights @ self._term_weights[rows]
        similarity = self._nearest(rows, weights)
        combined = _SHARPNESS * (_standardised(terms) + _standardised(similarity))
        exponential = np.exp(combined - combined.max())
        probability = exponential / exponential.sum() * min(1.0, share / _EVIDENCE_KNOWN)
        order = np.argsort(-combined, kind="stable")
        scores = tuple(Score(self.labels[i], float(probability[i]), float(similarity[i])) for i in order)
        return Match(scores, corrections, share, evidence)

    def telling_terms(self, evidence: Mapping[str, float], label: str, most: int = 4) -> tuple[str, ...]:
        """The terms of our vocabulary that spoke most for `label`, best first."""
        column = self.labels.index(label)
        rated = [
            (float(weight * self._rarity[row] * self._term_weights[row, column]), term_of(feature))
            for feature, weight in evidence.items()
            if (row := self._rows.get(feature)) is not None and term_of(feature)
        ]
        return tuple(term for rating, term in sorted(rated, reverse=True)[:most] if rating > 0)

    def _vector(self, evidence: Mapping[str, float]) -> tuple[NDArray[np.int32], Floats]:
        found = [(row, weight) for f, weight in evidence.items() if (row := self._rows.get(f)) is not None]
        rows = np.array([row for row, _ in found], dtype=np.int32)
        weights = np.array([weight for _, weight in found], dtype=np.float32) * self._rarity[rows]
        length = float(np.linalg.norm(weights))
        return rows, weights / length if length else weights

    def _index_phrases(self, evidence: Evidence) -> None:
        taken = self._label_of_phrase[evidence.phrase_of] >= 0
        counts = np.bincount(evidence.row_of[taken], minlength=len(self._rows))
        rarity = np.log1p((self._label_of_phrase >= 0).sum() / np.maximum(counts, 1))
        self._rarity: Floats = np.where(counts > 0, rarity, 0.0).astype(np.float32)
        phrase, rows = evidence.phrase_of[taken], evidence.row_of[taken]
        weights = evidence.weight_of[taken] * self._rarity[rows]
        squares = np.bincount(phrase, weights * weights, minlength=len(self._label_of_phrase))
        weights = (weights / np.sqrt(squares)[phrase]).astype(np.float32)
        order = np.argsort(rows, kind="stable")
        self._postings, self._posting_weights = phrase[order], weights[order]
        self._starts = np.searchsorted(rows[order], np.arange(len(self._rows) + 1))
        self._term_weights = self._weigh_terms(rows, self._label_of_phrase[phrase], weights)

    def _weigh_terms(self, rows: NDArray[np.int32], columns: NDArray[np.int32], weights: Floats) -> Floats:
        shape = (len(self._rows), len(self.labels))
        cells = rows.astype(np.int64) * shape[1] + columns
        sums = np.bincount(cells, weights, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float32)
        own = sums + np.float32(_SMOOTHING)
        others = sums.sum(axis=1, keepdims=True) - sums + np.float32(_SMOOTHING)
        told: Floats = np.log(own / own.sum(axis=0)) - np.log(others / others.sum(axis=0))
        told -= told.mean(axis=1, keepdims=True)
        return told

    def _nearest(self, rows: NDArray[np.int32], weights: Floats) -> Floats:
        similarity = np.zeros(len(self._label_of_phrase), dtype=np.float32)
        for row, weight in zip(rows, weights, strict=True):
            span = slice(self._starts[row], self._starts[row + 1])
            similarity[self._postings[span]] += weight * self._posting_weights[span]
        best = np.zeros(len(self.labels), dtype=np.float32)
        touched = np.flatnonzero(similarity)
        np.maximum.at(best, self._label_of_phrase[touched], similarity[touched])
        return best


def _standardised(values: Floats) -> Floats:
    spread: Floats = (values - values.mean()) / (values.std() + 1e-9)
    return spread
