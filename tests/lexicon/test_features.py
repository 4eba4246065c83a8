from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.lexicon.features import PAIR, WORD, features, term_of
from bot.text import words


def test_a_text_gives_its_words_pairs_and_parts() -> None:
    found = features(words("help with rent"))
    assert {WORD + "help", WORD + "rent", PAIR + "help with", PAIR + "with rent", "c:_ren", "c:ent_"} <= found.keys()


def test_chinese_gives_characters_and_their_pairs() -> None:
    assert {"h:房", WORD + "房租", "t:交房租"} <= features(words("交房租")).keys()


def test_a_word_said_twice_tells_no_more_than_once() -> None:
    assert features(["rent", "rent"])[WORD + "rent"] == features(["rent"])[WORD + "rent"]


def test_the_work_for_one_endless_word_is_bounded() -> None:
    assert len(features(["ab" * 2000])) < 200


def test_only_words_and_pairs_are_readable_terms() -> None:
    assert [term_of(feature) for feature in ("w:rent", "b:help with", "c:ren", "h:房")] == ["rent", "help with", "", ""]


@given(st.text(max_size=200))
def test_every_weight_is_positive(text: str) -> None:
    assert all(weight > 0 for weight in features(words(text)).values())
