"""The staff chat: which update goes where. Everything else that is written there is none of our business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.chat.patience import send_once
from bot.chat.staff_commands import command_of, show_menu
from bot.chat.staff_files import is_table, report
from bot.chat.staff_taps import tap
from bot.logs import Event, log_event

if TYPE_CHECKING:
    from telegram import Message, Update

    from bot.chat.staff_room import StaffRoom


def is_for_staff(room: StaffRoom | None, update: Update) -> bool:
    """Whether an update comes from the staff chat."""
    chat = update.effective_chat
    return room is not None and chat is not None and chat.id == room.chat_id


async def answer_staff(room: StaffRoom, update: Update) -> None:
    """Answer one update of the staff chat; silence once the group has another number."""
    message = update.message
    if room.closed.is_set():
        return
    if update.callback_query:
        await tap(room, update.callback_query)
    elif message and message.migrate_to_chat_id:
        await leave_for(room, message.migrate_to_chat_id)
    elif message and message.document:
        if is_table(message.document) and await _is_from_member(room, message):
            await report(room, message, message.document)
    elif message and (command := command_of(room, message)) and await _is_from_member(room, message):
        await command()


async def open_staff(room: StaffRoom) -> None:
    """Show the menu of the staff chat, when the bot starts. What fails is logged: the bot answers without it too."""
    try:
        await show_menu(room)
    except ChatMigrated as moved:
        await leave_for(room, moved.new_chat_id)
    except TelegramError as error:
        log_event(Event.SEND_FAILED, error=error)


async def apologise_to_staff(room: StaffRoom, incident: str) -> None:
    """Say that something of ours failed."""
    sentence = room.t.gettext(
        "That did not work. Try again. If it fails again, tell whoever runs the bot: {incident}",
        incident=incident,
    )
    await room.say(sentence)


async def leave_for(room: StaffRoom, chat_id: int) -> None:
    """The group has become a supergroup with another number: say so there, and be silent until the settings say it."""
    room.closed.set()
    log_event(Event.STAFF_CHAT_MOVED)
    sentence = room.t.gettext(
        "This group has a new number: {number}. Whoever runs the bot must write it into STAFF_CHAT and start the bot "
        "again. Until then the bot does not answer here.",
        number=str(chat_id),
    )
    await send_once(lambda: room.bot.send_message(chat_id, sentence))


async def _is_from_member(room: StaffRoom, message: Message) -> bool:
    try:
        return await room.has_sent(message)
    except BadRequest:
        sentence = room.t.gettext("Make this bot an administrator of the group. Otherwise it cannot see who is in it.")
        await room.say(sentence, reply_to=message.message_id)
        return False
