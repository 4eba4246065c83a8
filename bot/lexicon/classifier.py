"""From evidence to labels: one look at a text answers which need, which danger, which language, and what is private."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, compress, islice
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.lexicon.features import WORD, features, key_of, piece_features, term_of
from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.lexicon.learnt import Learnt

    Floats = NDArray[np.float32]

_TINY: Final = np.finfo(np.float32).tiny
_SHARPNESS: Final = 6.0
"""Makes probabilities of margins; with it, what is called 0.9 is right in 9 of 10 of half A."""


@dataclass(frozen=True, slots=True)
class Score:
    """A label with its margin (above 0: more like it than unlike) and its probability among the labels of its head."""

    label: str
    margin: float
    probability: float


@dataclass(frozen=True, slots=True)
class Look:
    """What one view of a text gave: the margin of every label, and what each piece of evidence added to it.

    `told` has a row for each of `evidence`, which the looks of one text share; `share` is how much of each is in this
    view: 0 where it is not, and less where there is more beside it.
    """

    evidence: Sequence[str]
    told: Floats
    share: Floats
    margins: Floats

    @property
    def is_blank(self) -> bool:
        """Whether nothing of the view is known."""
        return not self.share.any()


class Classifier:
    """An immutable linear classifier with the heads of `Learnt`."""

    def __init__(self, learnt: Learnt) -> None:
        self._learnt = learnt
        keys = np.fromiter((key_of(WORD + word) for word in learnt.words), np.uint32, len(learnt.words))
        rarity = learnt.rarity[np.searchsorted(learnt.keys, keys)].tolist()
        shared: dict[float, float] = {}  # few numbers for many words: each stands in memory once
        self.rarity: Mapping[str, float] = {
            word: shared.setdefault(own, own) for word, own in zip(learnt.words, rarity, strict=True)
        }
        """The inverse document frequency of every known word of an alphabet."""
        self._columns: dict[tuple[str, frozenset[str]], NDArray[np.int64]] = {}
        self._heads: dict[str, tuple[slice, tuple[str, ...]]] = {}
        start = 0
        for head, labels in learnt.heads.items():
            self._heads[head] = slice(start, start + len(labels)), tuple(labels)
            start += len(labels)

    def look(self, pieces: Sequence[str]) -> Look:
        """Weigh the evidence in the pieces of a text. The work grows linearly with their number."""
        return self.looks([pieces])[0]

    def looks(self, views: Sequence[Sequence[str]]) -> tuple[Look, ...]:
        """Weigh the evidence in views of one text: the whole, it without polite words, a sentence.

        What the views share is looked up once.
        """
        learnt = self._learnt
        of_piece = {piece: piece_features(piece) for piece in dict.fromkeys(chain.from_iterable(views))}
        distinct = {view: number for number, view in enumerate(dict.fromkeys(map(tuple, views)))}
        of_view = [features(view, of_piece) for view in distinct]
        typed: dict[str, float] = {}
        for found in of_view:
            typed |= found
        keys = np.array([key_of(feature) for feature in typed], np.uint32)
        rows = learnt.keys.searchsorted(keys)
        is_known = learnt.keys.take(rows, mode="clip") == keys
        rows = rows[is_known]
        evidence = list(compress(typed, is_known.tolist()))
        weights = np.array(list(typed.values()), np.float32)[is_known] * learnt.rarity[rows]
        told = learnt.weights[rows] * (weights * learnt.scale[rows])[:, None]
        inside = np.array([list(map(found.__contains__, evidence)) for found in of_view], np.float32)
        shares = inside / np.maximum(np.sqrt(inside @ (weights * weights)), _TINY)[:, None]
        # The order in which the evidence came must not show in the last digits of a sum.
        margins = (shares @ told + learnt.bias).round(4)
        looks = [Look(evidence, told, share, own) for share, own in zip(shares, margins, strict=True)]
        return tuple(looks[distinct[tuple(view)]] for view in views)

    def margins(self, look: Look, head: str) -> dict[str, float]:
        """How much more like each label of a head than unlike it; nothing for a text without any known evidence."""
        columns, labels = self._heads[head]
        return dict(zip(labels, look.margins[columns].tolist(), strict=True)) if not look.is_blank else {}

    def highest(self, look: Look, head: str, *, but: frozenset[str]) -> float:
        """The highest margin in a head, some labels left out; minus infinity for a head without others."""
        columns = self._columns.get((head, but))
        if columns is None:
            own, labels = self._heads[head]
            numbers = [own.start + at for at, label in enumerate(labels) if label not in but]
            columns = self._columns[head, but] = np.array(numbers, dtype=np.int64)
        return float(look.margins[columns].max(initial=-np.inf))

    def scores(self, look: Look, head: str, most: int | None = None) -> tuple[Score, ...]:
        """The labels of a head (or its `most` best), best first; nothing for a text without any known evidence."""
        if look.is_blank:
            return ()
        columns, labels = self._heads[head]
        margins = look.margins[columns]
        exponential = np.exp(_SHARPNESS * (margins - margins.max()))
        probability = exponential / exponential.sum()
        order = (-margins).argsort(kind="stable")[:most].tolist()
        return tuple(Score(labels[at], float(margins[at]), float(probability[at])) for at in order)

    def telling_terms(self, look: Look, label: str, head: str, most: int = 4) -> tuple[str, ...]:
        """The terms of our vocabulary that spoke most for `label`, best first."""
        columns, labels = self._heads[head]
        if label not in labels:  # a need that danger brought, of which nobody has written a phrase
            return ()
        told = look.share * look.told[:, columns.start + labels.index(label)]
        speaking = (-told).argsort(kind="stable")[: np.count_nonzero(told > 0)].tolist()
        readable = (self._term_of(look.evidence[at]) for at in speaking)
        return tuple(islice(filter(None, readable), most))

    def _term_of(self, feature: str) -> str:
        # A key may be shared by chance: only words that we know ourselves are ever shown.
        term = term_of(feature)
        return term if all(word in self.rarity or is_han(word) for word in term.split()) else ""
