"""Which needs a text speaks of: the whole text and its sentences each give their view, and the clearest wins.

In a long story one sentence tells the need; in "clinic and help with rent" two parts tell one each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.text import is_han, words

if TYPE_CHECKING:
    from bot.lexicon.classifier import Classifier, Match

_SENTENCE: Final = re.compile(r"[.!?;:,\n。！？；，،؛؟…]+")
_MOST_SENTENCES: Final = 24
_SENTENCE_TRUST: Final = 0.85
"""A sentence alone says less than the whole text that it stands in."""
_SHORTEST_SENTENCE: Final = 2


@dataclass(frozen=True, slots=True)
class RankedNeed:
    """A label with its score (0 to 1), the closeness of the nearest phrase and the terms of ours that told it."""

    need: str
    score: float
    similarity: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """All labels that got any support, best first. `corrections` are typed word to our word; `known` is a share."""

    needs: tuple[RankedNeed, ...]
    known: float
    corrections: tuple[tuple[str, str], ...] = ()


def rank(text: str, classifier: Classifier, most: int = 8) -> Ranking:
    """Rank labels for `text` by the best view that the whole or one of its sentences gives."""
    whole = classifier.classify(text)
    views: list[tuple[float, Match]] = [(1.0, whole)]
    sentences = _sentences(text)
    if len(sentences) > 1:
        views += [(_SENTENCE_TRUST, classifier.classify(sentence)) for sentence in sentences]
    best: dict[str, tuple[float, float, Match]] = {}
    for trust, match in views:
        for score in match.scores[:most]:
            value = score.probability * trust
            if score.label not in best or value > best[score.label][0]:
                best[score.label] = (value, score.similarity, match)
    ordered = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:most]
    return Ranking(
        needs=tuple(
            RankedNeed(label, value, similarity, classifier.telling_terms(match.evidence, label))
            for label, (value, similarity, match) in ordered
        ),
        known=max(match.known for _, match in views),
        corrections=tuple((typed, term) for typed, (term, _) in whole.corrections.items()),
    )


def _sentences(text: str) -> list[str]:
    parts = (part.strip() for part in _SENTENCE.split(text)[:_MOST_SENTENCES])
    return [part for part in parts if _length(part) >= _SHORTEST_SENTENCE]


def _length(part: str) -> int:
    return sum(len(piece) // 2 if is_han(piece) else 1 for piece in words(part))
