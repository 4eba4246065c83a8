from __future__ import annotations

import pytest

from bot.lexicon.spelling import Spelling

SPELLING = Spelling(
    {"dentist": 3.0, "rent": 2.0, "eviction": 4.0, "necesito": 3.0, "food": 1.0, "房租": 2.0, "12345": 5.0}
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dentst", "dentist"), ("denitst", "dentist"), ("evicton", "eviction"), ("neceito", "necesito")],
)
def test_a_slip_leads_to_the_known_word(typed: str, meant: str) -> None:
    assert SPELLING.near([typed])[typed][0] == meant


@pytest.mark.parametrize("word", ["rent", "rnt", "ren", "zebra", "12346", "交租", "fodder"])
def test_known_short_far_numeric_and_chinese_words_are_left_alone(word: str) -> None:
    assert SPELLING.near([word]) == {}


def test_similarity_is_a_share_and_falls_with_each_slip() -> None:
    one, two = SPELLING.near(["evicton"])["evicton"][1], SPELLING.near(["viection"])["viection"][1]
    assert 0 < two < one < 1
