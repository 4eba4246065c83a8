"""Cards on their way to other people: in another language below the helper's own screen, or by a link to share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.partners.deep_links import LinkKind, build_link
from bot.replies.share import card_to_forward

if TYPE_CHECKING:
    from bot.actions import Action
    from bot.chat.turn import Turn
    from bot.directory.model import Service
    from bot.replies.reply import Button, Reply


async def send_in(turn: Turn, action: Action) -> None:
    """Send the card that `action` names in the language it names. The helper's screen and language stay as they are."""
    service = turn.release.catalogue.service(action.service)
    if service is None:
        await turn.open(action)
        return
    desk, partner = turn.desk, action.partner or turn.partner
    t = desk.translations.translator(action.spoken)
    link = build_link(desk.bot.username, LinkKind.SERVICE, service.id, t.language.code, partner)
    await turn.send(card_to_forward(service, t, turn.release.catalogue.local(desk.clock()), link))


def link_shares(reply: Reply, username: str) -> Reply:
    """`reply` with its Share buttons as links: what Telegram offers where inline mode is off."""
    rows = tuple(tuple(_linked(button, reply.language, username) for button in row) for row in reply.rows)
    return replace(reply, rows=rows)


def _linked(button: Button, language: str, username: str) -> Button:
    return replace(button, share=None, url=_share_url(button.share, language, username)) if button.share else button


def _share_url(service: Service, language: str, username: str) -> str:
    link = build_link(username, LinkKind.SERVICE, service.id, language)
    return "https://t.me/share/url?" + urlencode({"url": link, "text": service.name})
