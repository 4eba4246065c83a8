"""/forget: drop what is remembered, and erase what Telegram lets a bot erase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest

from bot.chat.patience import make_sure
from bot.replies.notices import forgotten

if TYPE_CHECKING:
    from bot.chat.turn import Turn

STEP: Final = 100
"""How many messages one deleteMessages may name (Bot API)."""
MOST_CALLS: Final = 5


async def forget(turn: Turn, last_message: int) -> None:
    """Forget the chat, erase backwards from `last_message`, and say what could not be done."""
    turn.forget()
    erased = await _erase(turn, last_message)
    await turn.send(forgotten(turn.translator, erased))


async def _erase(turn: Turn, last_message: int) -> bool:
    """Say whether Telegram erased anything. Ids that are not in this chat are passed over by Telegram."""
    bot, chat_id = turn.desk.bot, turn.chat_id
    erased = False
    for newest in range(last_message, max(0, last_message - MOST_CALLS * STEP), -STEP):
        ids = list(range(max(1, newest - STEP + 1), newest + 1))
        try:
            await make_sure(lambda ids=ids: bot.delete_messages(chat_id, ids))  # type: ignore[misc]
        except BadRequest:  # one message among them is too old
            break
        erased = True
    return erased or await _erase_one(turn, last_message)


async def _erase_one(turn: Turn, message_id: int) -> bool:
    try:
        await make_sure(lambda: turn.desk.bot.delete_message(turn.chat_id, message_id))
    except BadRequest:
        return False
    return True
