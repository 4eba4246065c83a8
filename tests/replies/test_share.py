from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, service_key
from bot.replies.card import card_lines
from bot.replies.share import card_to_forward, card_to_share, choose_language
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations

LINK = "https://t.me/city_help_bot?start=service-x-1_vi"


def test_every_language_is_offered_by_its_own_name_and_the_card_is_the_way_back(translations: Translations) -> None:
    card = Action(Screen.SERVICE, "es", "ab", service_key("x-1"), origin=("abcd",), page=3)
    asked = Action(Screen.SEND_IN, "es", "ab", service_key("x-1"), origin=("abcd",), page=3)
    reply = choose_language(asked, translations)
    offered = {choice.spoken: choice for choice in reply.choices if choice.screen is Screen.SEND_IN}
    assert list(offered) == [row.code for row in translations.languages.interface]
    assert {choice.language for choice in offered.values()} == {"es"}
    assert "Tiếng Việt" in [button.label for row in reply.rows for button in row]
    assert card in reply.choices


@pytest.mark.parametrize("language", ["en", "es", "vi", "ar"])
def test_a_card_to_forward_is_the_card_with_the_language_and_the_link_below(
    catalogue: Catalogue, translations: Translations, language: str
) -> None:
    t = translations.translator(language)
    for service in catalogue.services.values():
        reply = card_to_forward(service, t, NOW, LINK)
        assert reply.lines[: len(card_lines(service, t, NOW, None))] == card_lines(service, t, NOW, None)
        assert LINK in str(reply.lines[-1]) and t.language.name in str(reply.lines[-1])
        assert (reply.rows, reply.language) == ((), language)
        assert len(str(reply)) <= 4096


def test_a_shared_card_opens_the_bot_by_its_button(catalogue: Catalogue, translations: Translations) -> None:
    service = next(iter(catalogue.services.values()))
    reply = card_to_share(service, translations.translator("en"), NOW, LINK, "Vecino")
    [[button]] = reply.rows
    assert (button.label, button.url) == ("Open Vecino", LINK)
