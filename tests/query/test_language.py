from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.query.parse import parse

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease


def detect_language(text: str, release: LiveRelease, hint: str) -> str:
    return parse(text, release.index.lexicon, hint=hint).language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I need help with my rent", "en"),
        ("nesecito ayuda pa la renta", "es"),
        ("tôi cần giúp trả tiền nhà", "vi"),
        ("我付不起房租", "zh"),
        ("أحتاج مساعدة في الإيجار", "ar"),
        ("نمیتوانم کرایه خانه را بدهم", "fa"),
        ("нечем платить за квартиру", "ru"),
        ("preciso de ajuda para pagar o aluguel", "pt"),
        ("je ne peux pas payer mon loyer", "fr"),
        ("sina pesa ya kulipa kodi", "sw"),
    ],
)
def test_a_sentence_shows_its_language_against_any_hint(shipped: LiveRelease, text: str, language: str) -> None:
    for hint in ("", "en", "es"):
        assert detect_language(text, shipped, hint) == language


@pytest.mark.parametrize("text", ["", "12345", "?!", "xqzzt"])
def test_a_text_without_language_follows_the_hint(shipped: LiveRelease, text: str) -> None:
    assert detect_language(text, shipped, "es") == "es"
    assert detect_language(text, shipped, "") == ""


def test_a_word_of_many_languages_follows_the_hint(shipped: LiveRelease) -> None:
    assert detect_language("no", shipped, "es") == "es"
    assert detect_language("no", shipped, "en") == "en"
