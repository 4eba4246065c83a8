"""Known words near a misspelt one, looked for in the vocabulary only.

Candidates come from an index of words with one letter left out (typed word and vocabulary alike), which finds every
slip of one letter and many of two; rapidfuzz then measures them, with a stricter cut-off for short words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler

from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

SHORTEST: Final = 4
"""Words below this are left alone: a slip in three letters could be anything."""
_TWO_SLIPS_FROM: Final = 7
_LONGEST: Final = 24
_NONE: Final[Mapping[str, float]] = MappingProxyType({})
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
"""Any large odd number: odd ones have an inverse modulo 2^64."""
_HALF: Final = np.uint64(32)
_INVERSE: Final = np.uint64(pow(int(_BASE), -1, 2**64))


class Spelling:
    """An immutable index of the vocabulary.

    `rarity` says how rare each known word is: of two near ones the commoner is meant, and the rarest of all, which are
    often slips themselves, are never meant. `others` are further words, none of which `rarity` holds.
    """

    def __init__(self, rarity: Mapping[str, float], others: Mapping[str, float] = _NONE) -> None:
        self._rarity, self._others = rarity, others  # two, because a copy of both would be large
        rarest = max(chain(rarity.values(), others.values()), default=0.0)
        known = chain(rarity.items(), others.items())
        meant = (word for word, own in known if (own < rarest or own == 0.0) and not word.isdigit())
        self._words = sorted((word for word in meant if SHORTEST <= len(word) <= _LONGEST), key=len)
        forms, owners = [np.zeros(0, np.uint32)], [np.zeros(0, np.int32)]
        first = 0
        for length, alike in groupby(self._words, key=len):
            hashes = _forms(list(alike))
            forms.append(hashes.ravel())
            owners.append(np.repeat(np.arange(first, first + len(hashes), dtype=np.int32), length + 1))
            first += len(hashes)
        order = np.argsort(np.concatenate(forms), kind="stable")
        self._forms, self._owners = np.concatenate(forms)[order], np.concatenate(owners)[order]

    def near(self, pieces: Sequence[str]) -> dict[str, tuple[str, float]]:
        """For each unknown word of `pieces` the most similar known one with its similarity (0 to 1), if any is near."""
        unknown = [
            word
            for word in dict.fromkeys(pieces)
            if SHORTEST <= len(word) <= _LONGEST and not (self._knows(word) or is_han(word) or word.isdigit())
        ]
        if not unknown or not self._words:
            return {}
        candidates: defaultdict[str, set[str]] = defaultdict(set)
        forms = _forms(unknown)
        starts = np.searchsorted(self._forms, forms)
        for at, letter in np.argwhere(self._forms.take(starts, mode="clip") == forms).tolist():
            start, end = starts[at, letter], np.searchsorted(self._forms, forms[at, letter], "right")
            candidates[unknown[at]].update(self._words[owner] for owner in self._owners[start:end])
        near = ((word, self._nearest(word, terms)) for word, terms in candidates.items())
        return {word: nearest for word, nearest in near if nearest}

    def _knows(self, word: str) -> bool:
        return word in self._rarity or word in self._others

    def _nearest(self, word: str, candidates: Iterable[str]) -> tuple[str, float] | None:
        best: tuple[float, float, str] | None = None
        for term in candidates:
            slips = OSA.distance(word, term, score_cutoff=2)
            if slips > (2 if min(len(word), len(term)) >= _TWO_SLIPS_FROM else 1):
                continue
            rarity = self._rarity[term] if term in self._rarity else self._others[term]
            ranked = (JaroWinkler.similarity(word, term) - 0.1 * (slips - 1), -rarity, term)
            best = max(best, ranked) if best else ranked
        return (best[2], best[0]) if best else None


def _forms(words: Sequence[str]) -> NDArray[np.uint32]:
    """Hashes of words (rows): the whole word, then the word without each of its letters, as many as the longest has.

    The hash is a polynomial over the letters modulo 2^64, so that a letter can be taken out of it by arithmetic; its
    upper half is kept. Two forms that share one by chance only make one more candidate to measure.
    """
    letters = np.array(words).view(np.uint32).reshape(len(words), -1).astype(np.uint64)
    terms = letters * _BASE ** np.arange(letters.shape[1], dtype=np.uint64)
    upto = np.cumsum(terms, axis=1)
    whole = upto[:, -1:]
    return (np.hstack([whole, upto - terms + (whole - upto) * _INVERSE]) >> _HALF).astype(np.uint32)
