"""Methods that put messages into chats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.demo import entities, formatting
from bot.demo.keyboards import inline_rows, reply_keyboard
from bot.demo.messages import Attachment
from bot.demo.refusals import bad_request, broken_rule

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from bot.demo.state import Chat, World
    from bot.demo.wire import JsonObject, JsonValue, Parameters, Upload

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_FILE = 50 * 1024 * 1024
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(world: World, params: Parameters) -> JsonValue:
    """Send a text."""
    chat = world.writable_chat(params.values["chat_id"])
    message = _draft(world, chat, params)
    preview = params.nested("link_preview_options")
    return _send(
        chat, replace(message, content=read_text(params), link_preview=not preview.flag("is_disabled")), params
    )


def send_location(world: World, params: Parameters) -> JsonValue:
    """Send a point on the map."""
    chat = world.writable_chat(params.values["chat_id"])
    return _send(chat, replace(_draft(world, chat, params), attachment=Attachment("location", point(params))), params)


def send_venue(world: World, params: Parameters) -> JsonValue:
    """Send a point on the map with a name and an address."""
    chat = world.writable_chat(params.values["chat_id"])
    return _send(chat, replace(_draft(world, chat, params), attachment=venue(params)), params)


def send_contact(world: World, params: Parameters) -> JsonValue:
    """Send a phone number with a name."""
    chat = world.writable_chat(params.values["chat_id"])
    return _send(chat, replace(_draft(world, chat, params), attachment=contact(params)), params)


def send_document(world: World, params: Parameters) -> JsonValue:
    """Send a file."""
    chat = world.writable_chat(params.values["chat_id"])
    message = replace(_draft(world, chat, params), content=read_caption(params))
    return _send(chat, replace(message, attachment=Attachment("document", _file(world, params, "document"))), params)


def send_photo(world: World, params: Parameters) -> JsonValue:
    """Send a picture; its size in pixels is not measured, so a fixed one is told."""
    chat = world.writable_chat(params.values["chat_id"])
    wire = _file(world, params, "photo")
    size: JsonObject = {key: wire[key] for key in ("file_id", "file_unique_id", "file_size") if key in wire}
    size |= {"width": 800, "height": 600}
    message = replace(_draft(world, chat, params), content=read_caption(params))
    return _send(chat, replace(message, attachment=Attachment("photo", size)), params)


def send_chat_action(world: World, params: Parameters) -> JsonValue:
    """Show "typing" and the like for some seconds."""
    if params.text("action") not in _ACTIONS:
        raise broken_rule("wrong parameter action in request")
    world.writable_chat(params.values["chat_id"]).tell("action", detail={"action": params.text("action")})
    return True


def read_text(params: Parameters, name: str = "text") -> entities.Text:
    """Return the text of a call as people will see it, 1-4096 characters of it."""
    found_entities = params.objects("entities")
    text = formatting.read(params.text(name), params.text("parse_mode"), found_entities)
    if not text.plain:
        raise broken_rule("message text is empty")
    if entities.length(text.plain) > MAX_TEXT:
        raise broken_rule("message is too long", f"text longer than {MAX_TEXT}")
    return text


def read_caption(params: Parameters) -> entities.Text:
    """Return the caption of a call, at most 1024 characters."""
    text = formatting.read(params.text("caption"), params.text("parse_mode"), params.objects("caption_entities"))
    if entities.length(text.plain) > MAX_CAPTION:
        raise broken_rule("message caption is too long", f"caption longer than {MAX_CAPTION}")
    return text


def point(params: Parameters) -> JsonObject:
    """Return a Location."""
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise broken_rule("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def venue(params: Parameters) -> Attachment:
    """Return a Venue."""
    for name in ("title", "address"):
        if not params.text(name).strip():
            raise broken_rule(f"venue {name} must be non-empty")
    return Attachment(
        "venue", {"location": point(params), "title": params.text("title"), "address": params.text("address")}
    )


def contact(params: Parameters) -> Attachment:
    """Return a Contact."""
    wire: JsonObject = {}
    for name in ("phone_number", "first_name", "last_name", "vcard"):
        if params.text(name):
            wire[name] = params.text(name)
    for name in ("phone_number", "first_name"):
        if name not in wire:
            raise broken_rule(f"contact {name} must be non-empty")
    return Attachment("contact", wire)


def _draft(world: World, chat: Chat, params: Parameters) -> Message:
    """Return a message of the bot with what all kinds share: the buttons and the message it answers."""
    rows = inline_rows(params)
    reply_to = _reply_to(chat, params)
    return replace(world.new_message(chat, world.bot), rows=rows, reply_to=reply_to)


def _send(chat: Chat, message: Message, params: Parameters) -> JsonValue:
    keyboard = reply_keyboard(params, private=chat.is_private)
    chat.put(message)
    if keyboard is not None:
        chat.reply_keyboard = keyboard if "keyboard" in keyboard else None
        chat.tell("keyboard", detail=keyboard)
    return chat.wire_of(message)


def _reply_to(chat: Chat, params: Parameters) -> int | None:
    wanted = params.nested("reply_parameters")
    if not wanted.values:
        return None
    message_id = wanted.integer("message_id")
    if message_id in chat.messages:
        return message_id
    if not wanted.flag("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return None


def _file(world: World, params: Parameters, name: str) -> JsonObject:
    """Return the Document of an uploaded file, or of one that the server already knows."""
    reference = params.text(name)
    upload = params.files.get(reference.removeprefix("attach://"))
    file_id = reference
    if upload:
        if not upload.content:
            raise broken_rule("file must be non-empty")
        if len(upload.content) > MAX_FILE:
            raise broken_rule("file is too big", f"file larger than {MAX_FILE} bytes")
        file_id = world.store(upload)
    elif reference in world.files:
        upload = world.files[reference]
    else:
        raise broken_rule("wrong file identifier/HTTP URL specified")
    return _described(file_id, upload)


def document(world: World, upload: Upload) -> JsonObject:
    """Keep a file and return its Document."""
    return _described(world.store(upload), upload)


def _described(file_id: str, upload: Upload) -> JsonObject:
    return {
        "file_id": file_id,
        "file_unique_id": file_id[4:20],
        "file_name": upload.name,
        "mime_type": upload.content_type,
        "file_size": len(upload.content),
    }
