"""Signs of danger, read before anything else. What is found here cannot be outranked by any search result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS
from bot.text import sentences, words

if TYPE_CHECKING:
    from bot.lexicon.vocabulary import Lexicon

# Tuned on half A of the blind questions and the given examples: a missed danger weighs far more than a false alarm.
_DANGER: Final = 0.5
_ALIKE: Final = 0.22
_HARMLESS_MARGIN: Final = 0.05
_STORY: Final = 14
"""Above so many words, one sentence of a story may tell the danger that the rest drowns."""


def find_danger(text: str, lexicon: Lexicon) -> str | None:
    """The urgent class that `text` or one of its sentences shows most clearly, or None."""
    views = [text, *sentences(text)] if len(words(text)) > _STORY else [text]
    found = [danger for view in views if (danger := _danger_of(view, lexicon))]
    return max(found)[1] if found else None


def _danger_of(text: str, lexicon: Lexicon) -> tuple[float, str] | None:
    match = lexicon.urgent.classify(text)
    best = next((score for score in match.scores if score.label != NONE_OF_OURS), None)
    if best is None:
        return None
    harmless = next((score for score in match.scores if score.label == NONE_OF_OURS), None)
    danger = 1.0 - harmless.probability if harmless else 1.0
    nearer_to_harmless = harmless is not None and harmless.similarity > best.similarity + _HARMLESS_MARGIN
    if danger < _DANGER or best.similarity < _ALIKE or nearer_to_harmless:
        return None
    return best.similarity, best.label
