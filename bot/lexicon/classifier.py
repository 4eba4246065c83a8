"""From evidence to labels: telling terms (naive Bayes, with and against) and the nearest phrase, together.

Everything is computed in closed form from the phrase files when a release is loaded: a phrase that staff add counts
from the next publish, without any training step. Naive Bayes as in Rennie et al. 2003, "Tackling the Poor Assumptions
of Naive Bayes Text Classifiers": counts by label and by every other label, weighted by inverse document frequency.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.lexicon.features import PART, WORD, features, term_of
from bot.lexicon.spelling import Spelling
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.directory.model import Phrase

    Floats = NDArray[np.float32]

_SMOOTHING: Final = 0.02
_RARITY_POWER: Final = 1.0
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
    """An immutable index over labelled phrases."""

    def __init__(self, phrases: Sequence[Phrase], *, sharpness: float = 2.2) -> None:
        self._sharpness = sharpness
        evidence = [features(phrase.text) for phrase in phrases]
        document_counts: Counter[str] = Counter()
        for found in evidence:
            document_counts.update(found.keys())
        # A word part seen once tells nothing that its word does not.
        kept = [f for f, n in document_counts.items() if n > 1 or not f.startswith(PART)]
        self._rows = {feature: row for row, feature in enumerate(kept)}
        rarity = np.log1p(len(phrases) / np.array([document_counts[f] for f in kept], dtype=np.float32))
        self._idf: Floats = rarity**_RARITY_POWER
        self.labels = tuple(sorted({phrase.label for phrase in phrases}))
        columns = {label: column for column, label in enumerate(self.labels)}
        self._label_of_phrase = np.array([columns[phrase.label] for phrase in phrases], dtype=np.int32)
        self._index_phrases(evidence)
        self._weigh_terms()
        self.spelling = Spelling(Counter(word for phrase in phrases for word in words(phrase.text)))
        self.known_words = frozenset(feature[2:] for feature in self._rows if feature.startswith(WORD))

    def classify(self, text: str) -> Match:
        """Score every label for `text`."""
        corrections = self.spelling.near(text)
        evidence = features(text, corrections)
        rows, weights = self._vector(evidence)
        pieces = words(text)
        known = sum(p in self.known_words or p in corrections or WORD + p[:2] in self._rows for p in pieces)
        share = known / len(pieces) if pieces else 0.0
        if not len(rows):
            return Match((), corrections, share, evidence)
        terms = weights @ self._term_weights[rows]
        similarity = self._nearest(rows, weights)
        combined = self._sharpness * (_standardised(terms) + _standardised(similarity))
        exponential = np.exp(combined - combined.max())
        probability = exponential / exponential.sum() * min(1.0, share / _EVIDENCE_KNOWN)
        order = np.argsort(-combined, kind="stable")
        scores = tuple(Score(self.labels[i], float(probability[i]), float(similarity[i])) for i in order)
        return Match(scores, corrections, share, evidence)

    def telling_terms(self, evidence: Mapping[str, float], label: str, most: int = 4) -> tuple[str, ...]:
        """The terms of our vocabulary that spoke most for `label`, best first."""
        column = self.labels.index(label)
        rated = [
            (float(weight * self._idf[row] * self._term_weights[row, column]), term_of(feature))
            for feature, weight in evidence.items()
            if (row := self._rows.get(feature)) is not None and term_of(feature)
        ]
        return tuple(term for rating, term in sorted(rated, reverse=True)[:most] if rating > 0)

    def _vector(self, evidence: Mapping[str, float]) -> tuple[NDArray[np.int32], Floats]:
        found = [(self._rows[feature], weight) for feature, weight in evidence.items() if feature in self._rows]
        rows = np.array([row for row, _ in found], dtype=np.int32)
        weights = np.array([weight for _, weight in found], dtype=np.float32) * self._idf[rows]
        length = float(np.linalg.norm(weights))
        return rows, weights / length if length else weights

    def _index_phrases(self, evidence: Sequence[Mapping[str, float]]) -> None:
        vectors = [self._vector(found) for found in evidence]
        rows = np.concatenate([rows for rows, _ in vectors])
        weights = np.concatenate([weights for _, weights in vectors])
        phrase = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(rows) for rows, _ in vectors])
        order = np.argsort(rows, kind="stable")
        self._postings, self._posting_weights = phrase[order], weights[order]
        self._starts = np.searchsorted(rows[order], np.arange(len(self._rows) + 1))
        self._sums = np.zeros((len(self._rows), len(self.labels)), dtype=np.float32)
        np.add.at(self._sums, (rows, self._label_of_phrase[phrase]), weights)

    def _weigh_terms(self) -> None:
        own = self._sums + _SMOOTHING
        others = self._sums.sum(axis=1, keepdims=True) - self._sums + _SMOOTHING
        weights = np.log(own / own.sum(axis=0)) - np.log(others / others.sum(axis=0))
        self._term_weights: Floats = (weights - weights.mean(axis=1, keepdims=True)).astype(np.float32)
        del self._sums

    def _nearest(self, rows: NDArray[np.int32], weights: Floats) -> Floats:
        similarity = np.zeros(len(self._label_of_phrase), dtype=np.float32)
        for row, weight in zip(rows, weights, strict=True):
            span = slice(self._starts[row], self._starts[row + 1])
            similarity[self._postings[span]] += weight * self._posting_weights[span]
        best = np.zeros(len(self.labels), dtype=np.float32)
        np.maximum.at(best, self._label_of_phrase, similarity)
        return best


def _standardised(values: Floats) -> Floats:
    spread: Floats = (values - values.mean()) / (values.std() + 1e-9)
    return spread
