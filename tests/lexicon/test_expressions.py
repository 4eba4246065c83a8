from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.lexicon.expressions import FILLER, Expressions, Found, rejoined, units, without
from bot.text import words
from tests.lexicon.sample import EXPRESSIONS

KNOWN = Expressions(EXPRESSIONS)


def test_expressions_are_found_where_they_stand() -> None:
    assert KNOWN.find(units(words("a dentist for free please"))) == [Found("free", 2, 4), Found("filler", 4, 5)]


def test_chinese_expressions_are_found_inside_a_run() -> None:
    assert KNOWN.find(units(words("找免费牙医谢谢"))) == [Found("free", 1, 3), Found("filler", 5, 7)]


def test_a_part_of_an_expression_or_of_a_word_is_none() -> None:
    assert KNOWN.find(units(words("thank you, freely for"))) == []


def test_the_longest_expression_counts() -> None:
    known = Expressions([*EXPRESSIONS, *(e.__class__("en", "filler", "thank you") for e in EXPRESSIONS[:1])])
    assert known.find(["thank", "you", "so", "much"]) == [Found("filler", 0, 4)]
    assert known.find(["thank", "you", "so"]) == [Found("filler", 0, 2)]


def test_polite_words_are_left_out_unless_there_is_nothing_else() -> None:
    spelled = units(words("please rent thank you so much"))
    assert without(spelled, KNOWN.find(spelled), FILLER) == ["rent"]
    assert without(["please"], KNOWN.find(["please"]), FILLER) == ["please"]


@given(st.text(max_size=100))
def test_units_and_their_joining_are_each_others_inverse(text: str) -> None:
    pieces = words(text)
    assert units(rejoined(units(pieces))) == units(pieces)
