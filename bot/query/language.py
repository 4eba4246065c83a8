"""Which language a text is in: by its words and word parts; a short or ambiguous text follows the hint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.lexicon.learnt import LANGUAGE

if TYPE_CHECKING:
    from bot.lexicon.classifier import Classifier, Look

_HINT_BONUS: Final = 0.5
"""Added to the margin of the hinted language: it decides for "no" and "dentista", not against a sentence."""
_UNSURE: Final = -0.7
"""A best margin below this tells no language at all."""


def detect_language(look: Look, classifier: Classifier, hint: str) -> str:
    """The code of the text's language, or `hint` where the text shows none (an empty string without a hint)."""
    margins = classifier.margins(look, LANGUAGE)
    if hint in margins:
        margins[hint] += _HINT_BONUS
    best = max(margins, key=lambda language: margins[language], default="")
    return best if best and margins[best] > _UNSURE else hint
