"""Which language a text is in: by its script, then by its words; a short or ambiguous text follows the hint."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bot.text import is_han, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.lexicon.vocabulary import Lexicon

_HINT_BONUS: Final = 0.8
"""Less than one word of a single language (1.0): it decides for "no", not against a sentence."""
_PERSIAN_LETTERS: Final = frozenset("پچژگ")
_SCRIPT_BONUS: Final = 0.5


def detect_language(text: str, lexicon: Lexicon, hint: str) -> str:
    """The code of the text's language, or `hint` where the text shows none (an empty string without a hint)."""
    votes: defaultdict[str, float] = defaultdict(float)
    for word in words(text):
        if is_han(word):
            votes["zh"] += 0.6 * len(word)
            continue
        for language, weight in _votes(word, lexicon.languages).items():
            votes[language] += weight
    if not votes:
        return hint
    if hint:
        votes[hint] += _HINT_BONUS
    return max(sorted(votes), key=lambda language: votes[language])


def _votes(word: str, languages: Mapping[str, Mapping[str, float]]) -> Mapping[str, float]:
    if word in languages:
        return languages[word]
    first = word[0]
    if "а" <= first <= "я":
        return {"ru": _SCRIPT_BONUS}
    if "\u0600" <= first <= "\u06ff":
        return {"fa": _SCRIPT_BONUS} if _PERSIAN_LETTERS & set(word) else {"ar": _SCRIPT_BONUS / 2}
    return {}
