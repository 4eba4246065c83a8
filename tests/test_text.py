from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import MAX_CHARACTERS, is_han, normalize, tokenize, words


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(st.text(max_size=300))
def test_no_piece_is_empty_or_holds_a_space(text: str) -> None:
    assert all(piece and not any(char.isspace() for char in piece) for piece in words(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("MAÑANA", "manana"),
        ("tiền thuê nhà", "tien thue nha"),
        ("đường", "duong"),
        ("مساعدة", "مساعده"),
        ("كي", "کی"),
        ("۸۷۱۰۲", "87102"),
        ("٥٠٥", "505"),
        ("heeeelp", "help"),
        ("don’t", "dont"),
        ("hel\u200bp", "help"),
        ("ﬁnd", "find"),
        ("房東換鎖", "房东换锁"),
    ],
)
def test_what_people_type_meets_the_plain_form(typed: str, meant: str) -> None:
    assert normalize(typed) == meant


def test_a_telling_picture_is_read_as_its_word_and_another_is_left_out() -> None:
    assert words("my 🦷 hurts 😭") == ["my", "tooth", "hurts"]
    assert words("👍") == []


def test_repeated_digits_stay() -> None:
    assert normalize("1000 and 1100") == "1000 and 1100"


def test_nothing_beyond_the_limit_is_read() -> None:
    assert normalize("a " * MAX_CHARACTERS) == normalize("a " * (MAX_CHARACTERS // 2))


def test_a_run_of_chinese_stays_one_piece_beside_other_words() -> None:
    pieces = tokenize(normalize("我要找工作 job, help"))
    assert pieces == ["我要找工作", "job", "help"]
    assert [is_han(piece) for piece in pieces] == [True, False, False]


@pytest.mark.parametrize("text", ["租\ud800房", "\udc00租房", "租房\ud800"])
def test_half_of_a_surrogate_pair_is_no_character(text: str) -> None:
    assert normalize(text) == "租房"


def test_a_long_text_is_read_to_its_end_but_not_made_many_times_longer() -> None:
    assert normalize("ệ" * (MAX_CHARACTERS - 1) + "z").endswith("z")
    assert len(normalize("\ufdfa" * MAX_CHARACTERS)) <= 3 * MAX_CHARACTERS
