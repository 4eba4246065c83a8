from __future__ import annotations

import pytest

from bot.lexicon.expressions import Found
from bot.query.filters import find_filters
from bot.text import words


def test_each_property_is_named_once_and_a_language_by_its_code() -> None:
    found = [Found("free", 0, 1), Found("language_vi", 2, 4), Found("free", 5, 6), Found("filler", 6, 7)]
    assert find_filters(found, []) == {"free": True, "language": "vi"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dentist near 87108", "87108"),
        ("في ٨٧١٠٨", "87108"),
        ("12345 Central Ave 87102", "87102"),
        ("call 5055550123", None),
    ],
)
def test_a_zip_code_is_five_digits_that_are_no_house_number(text: str, code: str | None) -> None:
    assert find_filters([], words(text)).get("zip") == code
