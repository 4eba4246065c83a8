"""Which update goes where: the order of the lines in `answer` is the whole dispatch.

PTB's Application is not used for it: it would keep an error to itself that delivery has to see, and a dictionary for
every person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram.constants import ChatType
from telegram.ext.filters import StatusUpdate

from bot.chat.browse import tap
from bot.chat.erasing import erase_typed, refuse_to_read
from bot.chat.groups import invite
from bot.chat.inline import answer_inline
from bot.chat.location import read_location
from bot.chat.patience import make_sure
from bot.chat.questions import read_text
from bot.chat.staff_answering import answer_staff, apologise_to_staff, is_for_staff
from bot.chat.turn import Desk, Turn
from bot.replies.notices import too_fast, try_again

if TYPE_CHECKING:
    from telegram import CallbackQuery, Message, Update

ALLOWED_UPDATES: Final = ("message", "callback_query", "inline_query")
"""What Telegram is asked to send. Edits and channel posts are not answered, so they are not asked for."""


async def answer(desk: Desk, update: Update) -> None:
    """Answer one update. Edits, channel posts and Telegram's own notes get silence. Raises what a handler raises."""
    message = update.message
    if desk.staff and is_for_staff(desk.staff, update):
        await answer_staff(desk.staff, update)
    elif update.inline_query:
        if desk.inline:
            await answer_inline(desk, update.inline_query)
    elif update.callback_query:
        await _answer_tap(desk, update.callback_query)
    elif message is None or _is_note(update, message) or _is_own_listing(desk, message):
        return
    elif message.chat.type != ChatType.PRIVATE:
        await invite(desk, message)
    else:
        await _answer_message(desk, message)


async def apologise(desk: Desk, update: Update, incident: str) -> None:
    """Ask to try again, in the language of the chat; groups other than that of the staff are not told."""
    chat, user = update.effective_chat, update.effective_user
    if desk.staff and is_for_staff(desk.staff, update):
        await apologise_to_staff(desk.staff, incident)
    if chat and chat.type == ChatType.PRIVATE:
        turn = Turn(desk, chat.id, 0, user.language_code if user else None)
        await turn.send(try_again(turn.translator, incident))


async def slow_down(desk: Desk, update: Update) -> None:
    """Answer an update above the chat's pace: a tap without a word, a private message with one, others not."""
    if update.callback_query:
        await make_sure(update.callback_query.answer)
    elif update.message and update.message.chat.type == ChatType.PRIVATE:
        turn = _turn(desk, update.message)
        await turn.send(too_fast(turn.translator))


def _is_note(update: Update, message: Message) -> bool:
    """What Telegram itself writes into a chat: somebody came, a message was pinned. It has no text."""
    return message.text is None and bool(StatusUpdate.ALL.check_update(update))


def _is_own_listing(desk: Desk, message: Message) -> bool:
    """A card that somebody sent by inline mode, here or in a group: nothing is asked by it."""
    return message.via_bot is not None and message.via_bot.id == desk.bot.id


async def _answer_tap(desk: Desk, query: CallbackQuery) -> None:
    if query.message and query.message.chat.type == ChatType.PRIVATE:
        await tap(Turn(desk, query.message.chat.id, query.message.message_id, query.from_user.language_code), query)
    else:  # no button of ours stands anywhere else
        await make_sure(query.answer)


def _turn(desk: Desk, message: Message) -> Turn:
    phone_language = message.from_user.language_code if message.from_user else None
    return Turn(desk, message.chat.id, message.message_id, phone_language, message.date)


async def _answer_message(desk: Desk, message: Message) -> None:
    desk.marks.note(message.message_id, message.date)
    turn = _turn(desk, message)
    if message.text:
        await read_text(turn, message.text)
    elif message.location:  # also a live one, whose later points are never asked for, and one passed on from elsewhere
        await read_location(turn, message.location.latitude, message.location.longitude)
    else:
        await refuse_to_read(turn, message.media_group_id)
        return
    await erase_typed(turn)
