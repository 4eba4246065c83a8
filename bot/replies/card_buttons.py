"""The buttons below a card, group by group in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import Screen
from bot.replies.contact import contact_of, number_of, venue_of
from bot.replies.reply import Button
from bot.replies.reporting import report_row

if TYPE_CHECKING:
    from bot.actions import Action
    from bot.directory.model import Service
    from bot.i18n.translations import Translator


def card_rows(service: Service, action: Action, t: Translator) -> tuple[tuple[Button, ...], ...]:
    """Every group that has a button. `action` is the card's own."""
    groups = (
        _reach(service, t),
        _keep(service, action, t),
        _at_the_desk(action, t),
        _send_on(service, action, t),
        report_row(action, t),
    )
    return tuple(row for row in groups if row)


def _reach(service: Service, t: Translator) -> tuple[Button, ...]:
    number = number_of(service)
    website = (Button(t.gettext("Open the website"), url=service.url),) if service.url else ()
    return (*website, Button(t.gettext("Copy the number"), copy=number)) if number else website


def _keep(service: Service, action: Action, t: Translator) -> tuple[Button, ...]:
    pin = (Button(t.gettext("Map"), replace(action, screen=Screen.MAP)),) if venue_of(service) else ()
    contact = (Button(t.gettext("Save contact"), replace(action, screen=Screen.CONTACT)),)
    return (*pin, *contact) if contact_of(service) else pin


def _at_the_desk(action: Action, t: Translator) -> tuple[Button, ...]:
    # NOTE: a button; it opens a text to show to the person at the desk of an office.
    return (Button(t.gettext("Show at the desk"), replace(action, screen=Screen.DESK)),)


def _send_on(service: Service, action: Action, t: Translator) -> tuple[Button, ...]:
    return (
        # NOTE: a button; it sends the same card in a language that is chosen next.
        Button(t.gettext("Send in another language"), replace(action, screen=Screen.SEND_IN, spoken="")),
        # NOTE: a button; it sends the card to another chat, with Telegram's list of chats.
        Button(t.gettext("Share"), share=service),
    )
