from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.actions import Screen
from bot.directory.catalogue import Catalogue
from bot.directory.model import Source, Status
from bot.pipeline import Question, respond, understand
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease


def test_a_question_is_answered_in_its_own_language_with_cards_to_open(
    shipped: LiveRelease, translations: Translations
) -> None:
    reply = respond(Question("nesecito ayuda pa la renta", hint="en", partner="ab"), shipped, translations, NOW)
    assert reply.language == "es"
    opened = [choice for choice in reply.choices if choice.screen is Screen.SERVICE]
    assert opened
    assert all(choice.partner == "ab" and choice.language == "es" for choice in opened)


def test_the_first_line_for_somebody_who_wants_to_die_is_988(shipped: LiveRelease, translations: Translations) -> None:
    assert "988" in str(respond(Question("I want to die"), shipped, translations, NOW).lines[0])


def test_an_unknown_question_gets_a_kind_word_and_buttons(shipped: LiveRelease, translations: Translations) -> None:
    reply = respond(Question("weather"), shipped, translations, NOW)
    assert "did not find" in str(reply.lines[0])
    assert {Screen.CATEGORY, Screen.URGENT} <= {choice.screen for choice in reply.choices}


@pytest.mark.parametrize(("hint", "chosen", "language"), [("es", "", "es"), ("en", "es", "es"), ("", "", "")])
def test_a_text_without_language_follows_the_choice_then_the_phone(
    shipped: LiveRelease, hint: str, chosen: str, language: str
) -> None:
    assert understand(Question("?", hint=hint, chosen_language=chosen), shipped, NOW).language == language


def test_who_is_open_now_comes_first_and_hours_nobody_knows_stay_and_are_marked(
    shipped: LiveRelease, translations: Translations
) -> None:
    directory = shipped.catalogue.directory
    *_, last = shipped.catalogue.services_for("healthcare.dental")
    fresh = replace(last, hours="Mon-Fri 8am-5pm", source=Source(dated="2026-04-21"), status=Status.ACTIVE)
    services = tuple(fresh if service.id == last.id else service for service in directory.services)
    release = replace(shipped, catalogue=Catalogue.of(replace(directory, services=services)))
    before = understand(Question("dentist"), release, NOW).services
    asked = understand(Question("dentist open now"), release, NOW).services
    assert last.id == asked[0].service.id != before[0].service.id
    assert len(asked) == len(before)
    answer = str(respond(Question("dentist open now"), release, translations, NOW))
    assert "They say: open now." in answer
    assert "Ask them about: open now." in answer
