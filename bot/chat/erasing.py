"""Erasing what one person sent, after it was answered: private data must not stay in the chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.chat.patience import make_sure
from bot.replies.erasing import cannot_read_this, typed_erased

if TYPE_CHECKING:
    from bot.chat.turn import Turn


async def erase_typed(turn: Turn) -> None:
    """Erase what was just answered where that is wanted, and say so in one sentence."""
    if turn.is_to_erase:
        await turn.send(typed_erased(turn.translator, await _erase(turn)))


async def refuse_to_read(turn: Turn, album: str | None) -> None:
    """Say kindly that pictures, voice and files are not opened, once for an `album`, and erase them unopened."""
    is_erased = None if turn.desk.erase_typed == "never" else await _erase(turn)
    if album is not None and (album, is_erased) == turn.session.refused:
        return
    turn.session = replace(turn.session, refused=(album, is_erased))
    await turn.answer(cannot_read_this(turn.translator, is_erased))


async def _erase(turn: Turn) -> bool:
    """Say whether it is gone. A failure must not reach the person as "send it again": they would, and it held data."""
    try:
        await make_sure(lambda: turn.desk.bot.delete_message(turn.chat_id, turn.message_id))
    except TelegramError:
        return False
    return True
