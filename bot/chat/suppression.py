"""Which counts of people may be shown: none of few, and none from which such a one follows by subtraction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

FEWEST: Final = 11
"""A count of fewer people is never written: staff who know their neighbours could tell who it was."""
ROUNDED_TO: Final = 5

Cell = TypeVar("Cell", bound="Hashable")


def of_many(counts: Mapping[Cell, int]) -> Counter[Cell]:
    """The counts of eleven people or more."""
    return Counter({cell: n for cell, n in counts.items() if n >= FEWEST})


def rounded(counts: Mapping[Cell, int]) -> Counter[Cell]:
    """The counts to the nearest five: eleven becomes ten."""
    return Counter({cell: ROUNDED_TO * round(n / ROUNDED_TO) for cell, n in counts.items()})


def languages_beside(
    needs: Mapping[tuple[str, bool], int], languages: Mapping[tuple[str, str], int]
) -> Counter[tuple[str, str]]:
    """The counts by (need, language) that may stand beside those by (need, whether it was matched).

    Both count the same people, so what is shown of `needs` minus the languages shown tells how many the others are.
    Languages are shown, the least used first, only while that remainder exceeds each of them by eleven or more. Then
    a hidden language is larger than any shown, or could be, and whichever small count there is, it may have been any
    number from 0 to 10 with the same result. Small counts decide nothing, so the choice itself tells nothing of them.
    """
    remainder: Counter[str] = Counter()
    for (need, _), n in of_many(needs).items():
        remainder[need] = max(remainder[need], n)  # not the sum: the same people may be in both
    shown: Counter[tuple[str, str]] = Counter()
    for (need, language), n in sorted(of_many(languages).items(), key=lambda entry: (entry[1], entry[0])):
        remainder[need] -= n
        if remainder[need] >= n + FEWEST:
            shown[need, language] = n
    return shown
