"""Signs of danger, read before anything else. What is found here cannot be outranked by any search result."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS
from bot.lexicon.expressions import DANGER
from bot.lexicon.learnt import NEED, URGENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.lexicon.classifier import Classifier, Look
    from bot.lexicon.expressions import Found

_DANGER: Final = 0.45
"""Tuned on half A of the blind questions and the given examples: a missed danger weighs more than a false alarm."""
_DANGER_ALONE: Final = 1.9
"""The same for one sentence of several, which has less around it that could tell otherwise."""
_DANGER_IN_STORY: Final = 1.0
"""The same for a stretch of a long story; without stretches, a third of set C's long stories of danger were missed."""
_STRETCH: Final = 18
"""How many words a stretch has (or Chinese characters): a sentence or two. The next one begins in its middle."""
_SPEAKS_OF_DANGER: Final = frozenset(
    {
        "housing.dv_shelter",
        "housing.shelter",
        "healthcare.mental_health",
        "adjacent:immigration_legal",
    }
)
"""Needs whose own words speak of danger, so that being plainly one of them does not tell it is none."""
_MOST_PLAIN: Final = 1.0
_PLAIN_WEIGHT: Final = 1.1
_HARMLESS_WEIGHT: Final = 0.2
_SPOKEN_OUT: Final = 1.2
"""What an expression of danger adds: enough beside another need, not enough against a joke that we know."""


def stretches(spelled: Sequence[str]) -> list[Sequence[str]]:
    """Overlapping stretches of a long text, given as units; none of a text that is no longer than one."""
    if len(spelled) <= _STRETCH:
        return []
    starts = [*range(0, len(spelled) - _STRETCH, _STRETCH // 2), len(spelled) - _STRETCH]
    return [spelled[start : start + _STRETCH] for start in starts]


def find_danger(
    look: Look, classifier: Classifier, found: Iterable[Found], sentences: Iterable[Look], stretches: Iterable[Look]
) -> str | None:
    """The urgent class that a text shows most clearly, or None. What is plainly another need is no danger.

    `found` are its expressions: words of danger count wherever they stand, also within a long story. `sentences` and
    `stretches` are its parts, where it has several: one that speaks of nothing but danger is enough.
    """
    weight, danger = _weigh(look, classifier, found)
    if weight > _DANGER:
        return danger
    weights = [(weight, danger) for weight, danger in _weighed(sentences, classifier) if weight > _DANGER_ALONE]
    weights += [(weight, danger) for weight, danger in _weighed(stretches, classifier) if weight > _DANGER_IN_STORY]
    return max(weights)[1] if weights else None


def _weighed(parts: Iterable[Look], classifier: Classifier) -> Iterator[tuple[float, str]]:
    harmless = frozenset({NONE_OF_OURS})
    return (_weigh(part, classifier, ()) for part in parts if classifier.highest(part, URGENT, but=harmless) > 0)


def _weigh(look: Look, classifier: Classifier, found: Iterable[Found]) -> tuple[float, str]:
    margins = classifier.margins(look, URGENT)
    harmless = margins.pop(NONE_OF_OURS, 0.0)
    for spoken in {one.kind.removeprefix(DANGER) for one in found if one.kind.startswith(DANGER)} & margins.keys():
        margins[spoken] += _SPOKEN_OUT
    danger = max(margins, key=lambda urgent: margins[urgent], default=None)
    if danger is None:
        return -math.inf, ""
    others = classifier.highest(look, NEED, but=_SPEAKS_OF_DANGER)
    plainly_else = min(max(others, -_MOST_PLAIN), _MOST_PLAIN)
    return margins[danger] - _HARMLESS_WEIGHT * harmless - _PLAIN_WEIGHT * plainly_else, danger
