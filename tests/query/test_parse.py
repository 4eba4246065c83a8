from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.parse import Query, parse

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease


def test_danger_language_and_private_data_are_read_together(shipped: LiveRelease) -> None:
    text = "I want to die. my ssn is 123-45-6789"
    assert parse(text, shipped.index.lexicon, hint="") == Query(text, "en", "crisis", True)


def test_a_plain_question_has_neither(shipped: LiveRelease) -> None:
    text = "ayuda con la renta"
    assert parse(text, shipped.index.lexicon, hint="en") == Query(text, "es", None, False)
