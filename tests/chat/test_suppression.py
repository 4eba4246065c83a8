"""What is shown must tell nothing of what is hidden, even to who knows the rules and every sum."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chat.suppression import FEWEST, languages_beside, of_many, rounded

LANGUAGES = ("ar", "en", "es", "fa", "vi", "zh")
NEEDS = ("education.esl", "housing.rent_help")

ByMatch: TypeAlias = dict[tuple[str, bool], int]
ByLanguage: TypeAlias = dict[tuple[str, str], int]
Window: TypeAlias = tuple[ByMatch, ByLanguage]
Shown: TypeAlias = tuple[Counter[tuple[str, bool]], Counter[tuple[str, str]]]


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """People in groups that asked alike: in one language or in two, and found something, nothing, or once each."""
    needs: ByMatch = {(need, matched): 0 for need in NEEDS for matched in (True, False)}
    languages: ByLanguage = {(need, language): 0 for need in NEEDS for language in LANGUAGES}
    matches = st.lists(st.booleans(), min_size=1, max_size=2, unique=True)
    codes = st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=2, unique=True)
    sizes = st.integers(1, 12) | st.integers(1, 90)
    group = st.tuples(st.sampled_from(NEEDS), matches, codes, sizes)
    for need, matched, spoken, size in draw(st.lists(group, min_size=4, max_size=16)):
        for found in matched:
            needs[need, found] += size
        for language in spoken:
            languages[need, language] += size
    return needs, languages


def show(needs: ByMatch, languages: ByLanguage) -> Shown:
    return of_many(needs), languages_beside(needs, languages)


def total(shown: Counter[tuple[str, bool]] | Counter[tuple[str, str]], need: str) -> int:
    return sum(n for (of, _), n in shown.items() if of == need)


def world(shown: Shown, need: str, hidden: str | bool, people: int) -> Window:
    """Another window, in which so many people stand in a cell that is hidden, and all sums agree."""
    needs, languages = dict(shown[0]), dict(shown[1])
    untold = total(shown[0], need) - total(shown[1], need)
    if isinstance(hidden, bool):
        needs[need, hidden] = people
        untold += people
    else:
        languages[need, hidden] = people
        untold -= people
    other = next(code for code in LANGUAGES if code != hidden and (need, code) not in languages)
    languages[need, other] = untold
    return needs, languages


@settings(max_examples=400)
@given(windows(), st.integers(0, FEWEST - 1))
def test_each_small_count_may_be_anything_under_eleven_with_the_same_result(window: Window, people: int) -> None:
    shown = show(*window)
    cells: list[tuple[str, str | bool]] = [cell for cell, n in window[0].items() if n < FEWEST]
    cells += [cell for cell, n in window[1].items() if n < FEWEST]
    for need, hidden in cells:
        if not total(shown[0], need):
            assert not total(shown[1], need)  # nothing is told, so there is nothing to reckon with
            continue
        needs, languages = world(shown, need, hidden, people)
        assert total(Counter(needs), need) == total(Counter(languages), need)
        assert min(languages.values()) >= 0
        assert show(needs, languages) == shown


@given(windows(), st.data())
def test_small_counts_decide_nothing(window: Window, data: st.DataObject) -> None:
    few = st.integers(0, FEWEST - 1)
    needs, languages = window
    others = (
        {cell: n if n >= FEWEST else data.draw(few) for cell, n in needs.items()},
        {cell: n if n >= FEWEST else data.draw(few) for cell, n in languages.items()},
    )
    assert show(*others) == show(needs, languages)


@given(windows())
def test_only_many_are_shown_and_only_as_they_were_counted(window: Window) -> None:
    needs, languages = window
    matches, codes = show(needs, languages)
    assert matches == {cell: n for cell, n in needs.items() if n >= FEWEST}
    assert all(n >= FEWEST and n == languages[cell] for cell, n in codes.items())


@pytest.mark.parametrize(
    ("matched", "spoken", "shown"),
    [
        (100, {"en": 60, "es": 25, "vi": 15}, {"es", "vi"}),  # the most used one would give the rest away
        (100, {"en": 60, "es": 38, "vi": 2}, {"es"}),
        (100, {"en": 95, "es": 5}, set()),
        (60, {"en": 60}, set()),
        (60, {"en": 35, "es": 25}, set()),  # 35 are not 11 more than 25
        (61, {"en": 36, "es": 25}, {"es"}),
        (10, {"es": 20}, set()),  # nothing is shown of the need itself
    ],
)
def test_a_language_is_shown_where_many_more_stay_unsaid(matched: int, spoken: dict[str, int], shown: set[str]) -> None:
    need = NEEDS[0]
    found = languages_beside({(need, True): matched}, {(need, code): n for code, n in spoken.items()})
    assert {code for _, code in found} == shown


@given(st.dictionaries(st.text(), st.integers(0, 500)))
@example({"a": 10, "b": 11, "c": 13})
def test_numbers_come_in_fives_and_near_what_was_counted(counts: dict[str, int]) -> None:
    found = rounded(of_many(counts))
    assert found.keys() == {cell for cell, n in counts.items() if n >= FEWEST}
    assert all(n % 5 == 0 and n >= 10 and abs(n - counts[cell]) <= 2 for cell, n in found.items())
