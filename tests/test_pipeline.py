from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Screen
from bot.pipeline import Question, respond, understand

if TYPE_CHECKING:
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease


def test_a_question_is_answered_in_its_own_language_with_cards_to_open(
    shipped: LiveRelease, translations: Translations
) -> None:
    reply = respond(Question("nesecito ayuda pa la renta", hint="en", partner="ab"), shipped, translations)
    assert reply.language == "es"
    opened = [choice for choice in reply.choices if choice.screen is Screen.SERVICE]
    assert opened
    assert all(choice.partner == "ab" and choice.language == "es" for choice in opened)


def test_the_first_line_for_somebody_who_wants_to_die_is_988(shipped: LiveRelease, translations: Translations) -> None:
    assert "988" in str(respond(Question("I want to die"), shipped, translations).lines[0])


def test_an_unknown_question_gets_a_kind_word_and_buttons(shipped: LiveRelease, translations: Translations) -> None:
    reply = respond(Question("weather"), shipped, translations)
    assert "did not find" in str(reply.lines[0])
    assert {Screen.CATEGORY, Screen.URGENT} <= {choice.screen for choice in reply.choices}


@pytest.mark.parametrize(("hint", "chosen", "language"), [("es", "", "es"), ("en", "es", "es"), ("", "", "")])
def test_a_text_without_language_follows_the_choice_then_the_phone(
    shipped: LiveRelease, hint: str, chosen: str, language: str
) -> None:
    assert understand(Question("?", hint=hint, chosen_language=chosen), shipped).language == language
