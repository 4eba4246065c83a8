"""Which needs a text speaks of: the whole text and its sentences each give their view, and the clearest wins.

In a long story one sentence tells the need; in "clinic and help with rent" two parts tell one each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS
from bot.text import sentences

if TYPE_CHECKING:
    from bot.lexicon.classifier import Classifier, Match

_SENTENCE_TRUST: Final = 0.85
"""A sentence alone says less than the whole text that it stands in."""


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
    parts = sentences(text)
    if len(parts) > 1:
        views += [(_SENTENCE_TRUST, classifier.classify(part)) for part in parts]
    best: dict[str, tuple[float, float, Match]] = {}
    for trust, match in views:
        for score in match.scores[:most]:
            # A thanks or an aside within a story is not what the story is about.
            if match is not whole and (score.label == NONE_OF_OURS or score.label.startswith("about:")):
                continue
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
