"""/forget: drop what is remembered, and erase what Telegram lets a bot erase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest

from bot.chat.patience import make_sure
from bot.chat.send import send_reply
from bot.replies.erasing import forgotten

if TYPE_CHECKING:
    from bot.chat.turn import Turn

STEP: Final = 100
"""How many messages one deleteMessages may name (Bot API). Ids that are not in this chat are passed over."""
MOST_CALLS: Final = 50
"""How often Telegram is asked for one /forget; the last one is for what was sent since."""


async def forget(turn: Turn) -> None:
    """Forget the chat, erase backwards as far as Telegram allows, and say what may remain."""
    turn.forget()
    turn.is_to_erase = False  # it goes with the others
    marks, desk = turn.desk.marks, turn.desk
    newest = max(turn.message_id, marks.newest)
    is_erased, is_whole = await _erase(turn, newest, marks.oldest_erasable(desk.clock()))
    said = forgotten(turn.translator, is_erased=is_erased, is_whole=is_whole)
    last = await send_reply(desk.bot, turn.chat_id, said, desk.translations.languages)
    # Only people's messages are told to us: answers of ours may stand behind the newest of those.
    if behind := range(newest + 1, last)[-STEP:]:
        await _delete(turn, behind)


async def _erase(turn: Turn, newest: int, oldest: int) -> tuple[bool, bool]:
    """Erase from `newest` back to `oldest`. Whether anything went, and whether nothing young enough is left.

    Telegram refuses all of a step when one message in it is too old, so from there on the steps are halved.
    """
    is_erased = is_refused = False
    step = STEP
    for _ in range(MOST_CALLS - 1):
        ids = range(max(oldest, newest - step + 1), newest + 1)
        if not ids:
            return is_erased, True
        if await _delete(turn, ids):
            is_erased, newest = True, ids[0] - 1
        elif len(ids) == 1:
            return is_erased, True
        else:
            is_refused = True
        step = max(1, step // 2) if is_refused else step
    return is_erased, False


async def _delete(turn: Turn, ids: range) -> bool:
    try:
        await make_sure(lambda: turn.desk.bot.delete_messages(turn.chat_id, ids))
    except BadRequest:
        return False
    return True
