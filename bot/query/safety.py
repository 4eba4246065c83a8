"""Signs of danger, read before anything else. What is found here cannot be outranked by any search result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS

if TYPE_CHECKING:
    from bot.lexicon.vocabulary import Lexicon

# Tuned on half A of the blind questions and the given examples: a missed danger weighs far more than a false alarm.
_SURE: Final = 0.5
_ALIKE: Final = 0.40
_SURELY_ALIKE: Final = 0.55


def find_danger(text: str, lexicon: Lexicon) -> str | None:
    """The urgent class that `text` shows, or None."""
    match = lexicon.urgent.classify(text)
    if not match.scores:
        return None
    best = next(score for score in match.scores if score.label != NONE_OF_OURS)
    harmless = next((score for score in match.scores if score.label == NONE_OF_OURS), None)
    danger = 1.0 - harmless.probability if harmless else 1.0
    likelier = harmless is None or best.similarity >= harmless.similarity
    if best.similarity >= _SURELY_ALIKE and likelier:
        return best.label
    return best.label if danger >= _SURE and best.similarity >= _ALIKE else None
