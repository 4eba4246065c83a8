from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen
from bot.lexicon.expressions import Found
from bot.query.filters import carrying, filters_of, find_filters
from bot.text import words

if TYPE_CHECKING:
    from bot.query.filters import Filters


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


@pytest.mark.parametrize(
    ("asked", "carried"),
    [
        ({"walk_in": True, "free": True, "language": "vi"}, ["free", "walk_in", "language"]),
        ({"zip": "87108", "neighborhood": "downtown", "open_monday": True, "no_id": True}, ["no_id"]),
        ({}, []),
    ],
)
def test_a_button_carries_the_wishes_that_fit_in_it_and_no_older_ones(asked: Filters, carried: list[str]) -> None:
    listed = Action(Screen.RESULTS, "es", page=2, filters=frozenset({"pets"}), spoken="ar", near="87108")
    narrowed = carrying(listed, asked)
    assert filters_of(narrowed) == {name: asked[name] for name in carried}
    assert list(filters_of(narrowed)) == carried
    assert carrying(narrowed, filters_of(listed)) == listed
