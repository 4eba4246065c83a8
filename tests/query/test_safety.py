from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.query.parse import parse

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("I want to die", "crisis"),
        ("quiero morirme", "crisis"),
        ("he is not breathing", "emergency"),
        ("my husband hits me", "domestic_violence"),
        ("mi esposo me pega", "domestic_violence"),
        ("I have nowhere to sleep tonight", "shelter_tonight"),
        ("ICE took my husband", "detention"),
    ],
)
def test_danger_is_found(shipped: LiveRelease, text: str, urgent: str) -> None:
    assert parse(text, shipped.index.lexicon, hint="").urgent == urgent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "help with rent",
        "dentist for my kid",
        "weather",
        "ayuda con la renta",
        "english classes",
        "who can fix my roof",
    ],
)
def test_an_ordinary_question_is_no_danger(shipped: LiveRelease, text: str) -> None:
    assert parse(text, shipped.index.lexicon, hint="").urgent is None
