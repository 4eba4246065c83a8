"""Sending a card on: in another language, into another chat. It holds nothing of who sends it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import Action, Screen
from bot.replies.card import card_lines
from bot.replies.navigation import foot
from bot.replies.reply import Button, Reply, bold, plain

if TYPE_CHECKING:
    from datetime import datetime

    from bot.directory.model import Service
    from bot.i18n.translations import Translations, Translator


def choose_language(action: Action, translations: Translations) -> Reply:
    """In which language the card of `action` shall be sent, each by its own name."""
    t = translations.translator(action.language)
    buttons = [Button(row.name, replace(action, spoken=row.code)) for row in translations.languages.interface]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    lines = (
        bold(t.gettext("In which language shall I send it?")),
        plain(t.gettext("It comes as a new message. You can forward it to any chat.")),
    )
    back = replace(action, screen=Screen.SERVICE, spoken="")
    return Reply(lines, t.language.code, rows + foot(t, back, partner=action.partner))


def card_to_forward(service: Service, t: Translator, now: datetime, link: str) -> Reply:
    """The card in the translator's language, without buttons: Telegram drops most of them from a forwarded message.

    Nor does it say what is open now: it may be read days later.
    """
    # NOTE: below a card that somebody forwards; {language} is the name of your language, {link} a web address.
    more = t.gettext("Ask for other help in {language}: {link}", language=t.language.name, link=link)
    return Reply((*card_lines(service, t, now, None), plain(""), plain(more)), t.language.code)


def card_to_share(service: Service, t: Translator, now: datetime, link: str, bot_name: str) -> Reply:
    """The card as it is sent into a chat through the bot, with a button that opens it there."""
    return Reply(card_lines(service, t, now, None), t.language.code, ((Button(open_label(t, bot_name), url=link),),))


def open_label(t: Translator, bot_name: str) -> str:
    """The label of a button that opens the private chat with the bot."""
    # NOTE: a button; {bot} is the name of the bot.
    return t.gettext("Open {bot}", bot=bot_name)
