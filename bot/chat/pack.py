"""Sends a list as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InputFile

from bot.actions import slug_of
from bot.chat.patience import send_once
from bot.partners.deep_links import LinkKind, build_link
from bot.partners.qr import draw_qr
from bot.replies.pack import is_listed, write_pack

if TYPE_CHECKING:
    from bot.actions import Action
    from bot.chat.turn import Turn
    from bot.directory.model import Need


async def send_pack(turn: Turn, action: Action) -> bool:
    """Send the list that `action` names, below what is shown. False when it names none."""
    catalogue = turn.release.catalogue
    need = catalogue.need(action.need)
    if need is None or not is_listed(need, catalogue):
        return False
    t = turn.desk.translations.translator(action.language or turn.language)
    address = _address(turn, need, t.language.code, action.partner or turn.partner)
    now = catalogue.local(turn.desk.clock())
    page = write_pack(need, catalogue, t, now=now, address=address, code=draw_qr(address))
    file = InputFile(page.encode(), filename=f"vecino-{slug_of(need.id)}-{t.language.code}.html")
    caption = t.gettext("Keep it or print it. You can read it without internet.")
    await send_once(lambda: turn.desk.bot.send_document(turn.chat_id, file, caption=caption))
    return True


def _address(turn: Turn, need: Need, language: str, partner: str) -> str:
    is_category = need.id in turn.release.catalogue.directory.area.categories
    kind = LinkKind.CATEGORY if is_category else LinkKind.NEED
    return build_link(turn.desk.bot.username, kind, need.id, language, partner)
