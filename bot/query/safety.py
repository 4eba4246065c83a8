"""Signs of danger, read before anything else. What is found here cannot be outranked by any search result."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS
from bot.lexicon.expressions import DANGER
from bot.lexicon.learnt import NEED, URGENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.lexicon.classifier import Classifier, Look
    from bot.lexicon.expressions import Found

_DANGER: Final = 0.35
"""Tuned on half A of the blind questions and the given examples: a missed danger weighs more than a false alarm."""
_DANGER_ALONE: Final = 1.7
"""The same for one sentence of several, which has less around it that could tell otherwise."""
_SPEAKS_OF_DANGER: Final = frozenset(
    {
        "housing.dv_shelter",
        "housing.shelter",
        "housing.youth_shelter",
        "healthcare.mental_health",
        "healthcare.substance_use",
        "adjacent:immigration_legal",
        "adjacent:legal",
    }
)
"""Needs whose own words speak of danger, so that being plainly one of them does not tell it is none."""
_MOST_PLAIN: Final = 1.0
_PLAIN_WEIGHT: Final = 0.9
_HARMLESS_WEIGHT: Final = 0.6
_SPOKEN_OUT: Final = 1.2
"""What an expression of danger adds: enough beside another need, not enough against a joke that we know."""


def find_danger(look: Look, classifier: Classifier, found: Iterable[Found], sentences: Iterable[Look]) -> str | None:
    """The urgent class that a text shows most clearly, or None. What is plainly another need is no danger.

    `found` are its expressions: words of danger count wherever they stand, also within a long story. `sentences` are
    its parts when it has several: one that speaks of nothing but danger is enough.
    """
    weight, danger = _weigh(look, classifier, found)
    if weight > _DANGER:
        return danger
    weight, danger = max((_weigh(part, classifier, ()) for part in sentences), default=(0.0, ""))
    return danger if weight > _DANGER_ALONE else None


def _weigh(look: Look, classifier: Classifier, found: Iterable[Found]) -> tuple[float, str]:
    margins = classifier.margins(look, URGENT)
    harmless = margins.pop(NONE_OF_OURS, 0.0)
    for spoken in {one.kind.removeprefix(DANGER) for one in found if one.kind.startswith(DANGER)} & margins.keys():
        margins[spoken] += _SPOKEN_OUT
    danger = max(margins, key=lambda urgent: margins[urgent], default=None)
    if danger is None:
        return -math.inf, ""
    needs = classifier.margins(look, NEED)
    others = max((needs[need] for need in needs if need not in _SPEAKS_OF_DANGER), default=-_MOST_PLAIN)
    plainly_else = min(max(others, -_MOST_PLAIN), _MOST_PLAIN)
    return margins[danger] - _HARMLESS_WEIGHT * harmless - _PLAIN_WEIGHT * plainly_else, danger
