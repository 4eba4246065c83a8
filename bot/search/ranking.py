"""Which needs a text speaks of, best first.

The whole text is weighed at once: on half A, views of single sentences or windows of words put fewer needs first,
also for long stories.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.lexicon.learnt import NEED

if TYPE_CHECKING:
    from bot.lexicon.classifier import Classifier, Look


@dataclass(frozen=True, slots=True)
class RankedNeed:
    """A label with its score (a probability), its margin (above 0: clearly said) and the terms of ours that told it."""

    need: str
    score: float
    margin: float
    terms: tuple[str, ...] = ()


def rank(look: Look, classifier: Classifier, most: int = 8) -> tuple[RankedNeed, ...]:
    """The best labels for a text; none for a text of which nothing is known. Their terms come with `explained`."""
    return tuple(RankedNeed(s.label, s.probability, s.margin) for s in classifier.scores(look, NEED, most))


def explained(need: RankedNeed, look: Look, classifier: Classifier) -> RankedNeed:
    """The same need with the terms that told it."""
    return replace(need, terms=classifier.telling_terms(look, need.need, NEED))
