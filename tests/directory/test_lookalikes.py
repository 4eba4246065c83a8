from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.lookalikes import MixedWord, find_mixed_word, is_disguised, repair


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Ask at Cаsa Norte", "Cаsa", "Casa"),  # a Cyrillic а
        ("Οffice hours", "Οffice", "Office"),  # a Greek Ο
        ("wi-fiжx", "fiжx", ""),
    ],
)
def test_a_word_of_two_alphabets_is_found_with_what_it_looks_like(text: str, word: str, meant: str) -> None:
    assert find_mixed_word(text) == MixedWord(word, meant)


@pytest.mark.parametrize("text", ["Casa Norte", "юрист и visa", "α and b", "Wi-Fi для всех", "متطوعون في UNM"])
def test_alphabets_side_by_side_are_fine(text: str) -> None:
    assert find_mixed_word(text) is None


@pytest.mark.parametrize("label", ["раураl", "аррӏе"[:3], "exаmple", "рау"])
def test_a_name_that_looks_latin_and_is_not_is_disguised(label: str) -> None:
    assert is_disguised(label)


@pytest.mark.parametrize("label", ["example", "пример", "münchen", "例え"])
def test_a_name_in_one_alphabet_of_its_own_is_not_disguised(label: str) -> None:
    assert not is_disguised(label)


@pytest.mark.parametrize("text", ["Niño", "el año que viene – «sí»", "Trường học", "学校", "‘quoted’ – it’s", "مدرسة"])
def test_letters_read_in_the_windows_code_page_are_put_right(text: str) -> None:
    data = text.encode()
    garbled = "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)
    assert garbled != text
    assert repair(garbled) == text


@given(st.text(alphabet="aeñéíóúàçüđơưا中文 ", max_size=40))
def test_right_letters_stay_as_they_are(text: str) -> None:
    assert repair(text) == text
