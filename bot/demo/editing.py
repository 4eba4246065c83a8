"""Methods that change or delete messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.demo.keyboards import inline_rows
from bot.demo.refusals import bad_request, broken_rule
from bot.demo.sending import read_text
from bot.demo.state import DELETE_SECONDS

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from bot.demo.state import Chat, World
    from bot.demo.wire import JsonValue, Parameters

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, params: Parameters) -> JsonValue:
    """Replace text and buttons of a text message."""
    chat, message = _editable(world, params)
    if "text" not in params.values:
        raise broken_rule("message text is empty")
    if message.attachment:
        raise bad_request("there is no text in the message to edit")
    preview = not params.nested("link_preview_options").flag("is_disabled")
    changed = replace(message, content=read_text(params), rows=inline_rows(params), link_preview=preview)
    return _change(world, chat, message, changed)


def edit_message_reply_markup(world: World, params: Parameters) -> JsonValue:
    """Replace the buttons of a message; without new ones they vanish."""
    chat, message = _editable(world, params)
    return _change(world, chat, message, replace(message, rows=inline_rows(params)))


def delete_message(world: World, params: Parameters) -> JsonValue:
    """Delete one message."""
    chat = world.chat(params.values["chat_id"])
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _is_deletable(world, chat, message):
        raise bad_request("message can't be deleted for everyone")
    chat.drop(message)
    return True


def delete_messages(world: World, params: Parameters) -> JsonValue:
    """Delete several messages; those that are gone are passed over."""
    chat = world.chat(params.values["chat_id"])
    found = [chat.messages[number] for number in params.integers("message_ids") if number in chat.messages]
    if not all(_is_deletable(world, chat, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        chat.drop(message)
    return True


def _is_deletable(world: World, chat: Chat, message: Message) -> bool:
    is_allowed = message.is_from_bot or chat.is_private  # elsewhere only administrators delete what others wrote
    return is_allowed and world.clock() - message.date <= DELETE_SECONDS


def _editable(world: World, params: Parameters) -> tuple[Chat, Message]:
    inline_id = params.text("inline_message_id")
    if inline_id:
        chat_id, message_id = world.inline_messages.get(inline_id, (0, 0))
        if not chat_id:
            raise bad_request("MESSAGE_ID_INVALID")
        chat = world.chat(chat_id)
    elif "chat_id" in params.values and "message_id" in params.values:
        chat, message_id = world.writable_chat(params.values["chat_id"]), params.integer("message_id")
    else:
        raise broken_rule("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.is_from_bot and not inline_id:
        raise broken_rule("message can't be edited")
    return chat, message


def _change(world: World, chat: Chat, message: Message, changed: Message) -> JsonValue:
    if (changed.content, changed.rows) == (message.content, message.rows):
        raise bad_request(_NOT_MODIFIED)
    chat.change(replace(changed, edit_date=world.now))
    return True if message.inline_message_id else chat.wire_of(chat.messages[message.message_id])
