from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, StartLink, need_key, service_key, slug_of
from bot.replies.screens import action_of_link, show

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease
    from bot.replies.reply import Reply

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def screen(action: Action, release: LiveRelease, translations: Translations) -> Reply:
    return show(action, release.catalogue, translations, properties=release.index.properties, now=NOW)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", list(Screen))
def test_every_screen_keeps_language_and_partner_even_for_a_target_that_is_gone(
    shipped: LiveRelease, translations: Translations, kind: Screen, language: str
) -> None:
    reply = screen(Action(kind, language, "ab", service="zzzzzz", need="zzzz", page=61), shipped, translations)
    assert reply.language == language
    assert reply.choices
    assert all(choice.partner == "ab" for choice in reply.choices)
    assert len(str(reply)) <= 4096


def test_every_button_of_every_list_leads_somewhere(shipped: LiveRelease, translations: Translations) -> None:
    gone = translations.translator("en").gettext("This is not on our list any more. Please choose again.")
    for need in shipped.catalogue.needs:
        for choice in screen(Action(Screen.RESULTS, "en", need=need_key(need)), shipped, translations).choices:
            assert gone not in str(screen(choice, shipped, translations))


def test_a_list_shows_every_service_of_its_need_once_over_all_its_pages(
    shipped: LiveRelease, translations: Translations
) -> None:
    need = max(shipped.catalogue.needs, key=lambda name: len(shipped.catalogue.services_for(name)))
    services = shipped.catalogue.services_for(need)
    seen = []
    for page in range((len(services) + 4) // 5):
        reply = screen(Action(Screen.RESULTS, "en", need=need_key(need), page=page), shipped, translations)
        seen += [choice.service for choice in reply.choices if choice.screen is Screen.SERVICE]
    assert seen == [service_key(service.id) for service in services]
    assert len(services) > 5


def test_back_from_a_card_leads_to_the_list_it_came_from(shipped: LiveRelease, translations: Translations) -> None:
    need = next(name for name in shipped.catalogue.needs if shipped.catalogue.services_for(name))
    listed = screen(Action(Screen.RESULTS, "es", need=need_key(need)), shipped, translations)
    card = screen(listed.choices[0], shipped, translations)
    assert Action(Screen.RESULTS, "es", need=need_key(need)) in card.choices


def test_a_link_opens_its_target_and_an_unknown_one_opens_home(catalogue: Catalogue) -> None:
    service = next(iter(catalogue.services))
    opened = action_of_link(StartLink("service", slug_of(service), "", "ab"), catalogue, "es")
    assert opened == Action(Screen.SERVICE, "es", "ab", service_key(service))
    assert action_of_link(StartLink("need", "gone"), catalogue, "es") == Action(Screen.HOME, "es")
    assert action_of_link(StartLink("need", "housing-shelter", "en"), catalogue, "es").need == need_key(
        "housing.shelter"
    )


def test_a_link_to_a_danger_opens_the_numbers_to_call(shipped: LiveRelease, translations: Translations) -> None:
    opened = action_of_link(StartLink("need", "urgent-crisis", "es"), shipped.catalogue, "en")
    assert opened == Action(Screen.URGENT_CLASS, "es", need=need_key("urgent:crisis"))
    assert "988" in str(screen(opened, shipped, translations).lines[0])


def test_no_screen_shows_a_draft(shipped: LiveRelease, translations: Translations) -> None:
    draft = next(s for s in shipped.catalogue.directory.services if s.id not in shipped.catalogue.services)
    reply = screen(Action(Screen.SERVICE, "en", service=service_key(draft.id)), shipped, translations)
    assert draft.name not in str(reply)
