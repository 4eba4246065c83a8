"""Known words near a misspelt one, looked for in the vocabulary only.

Candidates come from an index of words with one letter left out (typed word and vocabulary alike), which finds every
slip of one letter and many of two; rapidfuzz then measures them, with a stricter cut-off for short words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA, JaroWinkler

from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHORTEST: Final = 4
"""Words below this are left alone: a slip in three letters could be anything."""
_TWO_SLIPS_FROM: Final = 7
_LONGEST: Final = 24


class Spelling:
    """An immutable index of the vocabulary.

    `rarity` says how rare each known word is: of two near ones the commoner is meant, and the rarest of all, which are
    often slips themselves, are never meant.
    """

    def __init__(self, rarity: Mapping[str, float]) -> None:
        self._rarity = rarity
        rarest = max(rarity.values(), default=0.0)
        by_deletion: dict[str, tuple[str, ...]] = {}
        for word, own in rarity.items():
            if SHORTEST <= len(word) <= _LONGEST and (own < rarest or own == 0.0) and not word.isdigit():
                for form in _forms(word):
                    by_deletion[form] = (*by_deletion.get(form, ()), word)
        self._by_deletion = by_deletion

    def near(self, pieces: Sequence[str]) -> dict[str, tuple[str, float]]:
        """For each unknown word of `pieces` the most similar known one with its similarity (0 to 1), if any is near."""
        found = {}
        for word in dict.fromkeys(pieces):
            if word not in self._rarity and SHORTEST <= len(word) <= _LONGEST and not is_han(word):
                nearest = self._nearest(word)
                if nearest:
                    found[word] = nearest
        return found

    def _nearest(self, word: str) -> tuple[str, float] | None:
        if word.isdigit():
            return None
        candidates = {term for form in _forms(word) for term in self._by_deletion.get(form, ())}
        best: tuple[float, float, str] | None = None
        for term in candidates:
            slips = OSA.distance(word, term, score_cutoff=2)
            if slips > (2 if min(len(word), len(term)) >= _TWO_SLIPS_FROM else 1):
                continue
            ranked = (JaroWinkler.similarity(word, term) - 0.1 * (slips - 1), -self._rarity[term], term)
            best = max(best, ranked) if best else ranked
        return (best[2], best[0]) if best else None


def _forms(word: str) -> set[str]:
    return {word, *[word[:at] + word[at + 1 :] for at in range(len(word))]}
