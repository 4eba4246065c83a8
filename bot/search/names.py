"""Services and organisations found by their own names, typed as people remember them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final

from bot.lexicon.spelling import Spelling
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.directory.model import Service

_NO_WORD: Final = ""
"""Rarer than every name: the spelling takes the rarest words for slips, but here the rarest are what is looked for."""
_PARTS: Final = re.compile(r"[()/,–]| - ")
_COMMON_SHARE: Final = 0.02
_COMMON_LEAST: Final = 4
_COMMON_MOST: Final = 300
"""A word in more names than this share (but between these two counts) tells no name: community, center, health."""
_COVERED: Final = 0.6
"""How much of a name's telling terms must be said."""
_ORDINARY: Final = 9.0
"""A rarity in the phrase files below which a word is one that everybody uses."""


class Names:
    """An immutable index from the telling terms of a name to the services that bear it.

    A term is a word that stands in few names, or two words side by side that each stand in many.
    """

    def __init__(self, services: Sequence[Service], rarity: Mapping[str, float]) -> None:
        bearers: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for service in services:
            for name in dict.fromkeys(_names_of(service)):
                bearers[name].append(service.id)
        bearers.pop((), None)
        most = min(max(_COMMON_LEAST, _COMMON_SHARE * len(bearers)), _COMMON_MOST)
        counts = Counter(word for name in bearers for word in set(name))
        self._common = frozenset(word for word, count in counts.items() if count > most or len(word) == 1)
        # People remember how an organisation's name begins: "first choice" for First Choice Community Healthcare.
        for service in services:
            start = tuple(words(service.organization.name))[:2]
            if start not in bearers and not self._common.issuperset(start):
                bearers[start] = []
            if start in bearers and service.id not in bearers[start]:
                bearers[start].append(service.id)
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(bearers):
            for term in set(self._terms(name)):
                postings[term].append(number)
        self._postings = {term: tuple(found) for term, found in postings.items() if len(found) <= most}
        self._worth = {term: log(1 + len(bearers) / len(found)) for term, found in self._postings.items()}
        self._worths = [0.0] * len(bearers)
        for term, found in self._postings.items():
            for number in found:
                self._worths[number] += self._worth[term]
        self._bearers = list(bearers.values())
        self._pairs = [frozenset(pairwise(name)) for name in bearers]
        self._ordinary = frozenset(word for word, own in rarity.items() if own < _ORDINARY)
        words_alone = {term: -worth for term, worth in self._worth.items() if " " not in term}
        self._spelling = Spelling({**dict.fromkeys(self._common, 0.0), **words_alone, _NO_WORD: 1.0})

    def find(self, pieces: Sequence[str]) -> dict[str, float]:
        """Service ids and how much of their name (or their organisation's) was said, the fullest first."""
        near = self._spelling.near([piece for piece in pieces if piece not in self._ordinary])
        said = [near[piece][0] if piece in near else piece for piece in pieces]
        telling = [term for term in dict.fromkeys(self._terms(said)) if term in self._postings]
        if not telling:
            return {}
        worths: defaultdict[int, float] = defaultdict(float)
        for term in telling:
            for number in self._postings[term]:
                worths[number] += self._worth[term]
        own = {number for term in telling if term not in self._ordinary for number in self._postings[term]}
        spoken = frozenset(pairwise(said))
        shares = {number: worth / self._worths[number] for number, worth in sorted(worths.items())}
        found: dict[str, float] = {}
        for number in sorted(shares, key=lambda number: -shares[number]):
            if shares[number] < _COVERED:
                break
            # A name of everyday words ("rent help") is meant only when they stand side by side as in the name.
            if number in own or self._pairs[number] & spoken:
                for service in self._bearers[number]:
                    found.setdefault(service, round(shares[number], 3))
        return found

    def _terms(self, name: Sequence[str]) -> Iterator[str]:
        yield from (word for word in name if word not in self._common)
        for first, second in pairwise(name):
            if first in self._common and second in self._common:
                yield f"{first} {second}"


def _names_of(service: Service) -> Iterator[tuple[str, ...]]:
    """The name, the organisation, and what stands in brackets or after a dash: short forms such as (YDI)."""
    for name in (service.name, service.organization.name):
        yield tuple(words(name))
        yield from (tuple(words(part)) for part in _PARTS.split(name))
