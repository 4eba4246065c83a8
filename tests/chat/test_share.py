from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from telegram import InlineKeyboardMarkup

from bot.chat.send import write_keyboard
from bot.chat.share import link_shares
from bot.i18n.locales import read_languages
from bot.replies.reply import Button, Reply, plain

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue


def test_share_asks_inline_mode_for_the_card_by_its_name_in_the_language_of_the_screen(catalogue: Catalogue) -> None:
    for service in catalogue.services.values():
        keyboard = write_keyboard(Reply((plain("x"),), "es", ((Button("S", share=service),),)), read_languages())
        assert keyboard
        chosen = InlineKeyboardMarkup.de_json(keyboard).inline_keyboard[0][0].switch_inline_query_chosen_chat
        assert chosen and chosen.query == f"es {service.name}"
        assert len(chosen.query) <= 256  # the longest inline query (Bot API)


def test_without_inline_mode_share_is_a_link_to_the_card_in_that_language(catalogue: Catalogue) -> None:
    service = next(iter(catalogue.services.values()))
    home = Button("Home", url="https://example.org")
    reply = link_shares(Reply((plain("x"),), "es", ((Button("S", share=service), home),)), "city_help_bot")
    [[share, other]] = reply.rows
    assert other is home
    assert share.share is None
    parts = urlsplit(share.url)
    assert (parts.netloc, parts.path) == ("t.me", "/share/url")
    assert parse_qs(parts.query) == {
        "url": [f"https://t.me/city_help_bot?start=service-{service.id}_es"],
        "text": [service.name],
    }
