"""What goes below a card in a message of its own: the place on a map, the contact for the address book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import Screen
from bot.chat.patience import send_once
from bot.replies.contact import contact_of, venue_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.actions import Action
    from bot.chat.turn import Turn
    from bot.directory.model import Service


async def enclose(turn: Turn, action: Action, *, is_tap: bool) -> None:
    """Send what the button names, once below a card however often it is tapped. What is gone shows the card instead.

    Words typed in its place are always answered: unlike a tap, they are no sign of impatience.
    """
    if is_tap and action in turn.session.enclosed:
        return
    service = turn.release.catalogue.service(action.service)
    call = _call(turn, action, service) if service else None
    if call is None:
        await turn.open(action)
        return
    await send_once(call)
    turn.session = replace(turn.session, enclosed=turn.session.enclosed | {action})
    turn.remember()


def _call(turn: Turn, action: Action, service: Service) -> Callable[[], Awaitable[object]] | None:
    bot, chat_id = turn.desk.bot, turn.chat_id
    if action.screen is Screen.MAP:
        venue = venue_of(service)
        if venue is None:
            return None
        point = venue.point
        return lambda: bot.send_venue(chat_id, point.latitude, point.longitude, venue.title, venue.address)
    contact = contact_of(service)
    if contact is None:
        return None
    return lambda: bot.send_contact(chat_id, contact.phone, contact.name, vcard=contact.vcard)
