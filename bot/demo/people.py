"""Pretended people: what they do with their phones. The interface of journey tests."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.demo import entities
from bot.demo.conversations import Conversation, Group
from bot.demo.inline import InlineAnswer, message_of
from bot.demo.messages import ANONYMOUS, Attachment
from bot.demo.sending import document
from bot.demo.state import CALLBACK_SECONDS, INLINE_SECONDS
from bot.demo.wire import Upload

if TYPE_CHECKING:
    from bot.demo.messages import Button, Message, User
    from bot.demo.state import Chat, World
    from bot.demo.wire import JsonObject


class Person(Conversation):
    """A pretended person with a phone, and the private chat with the bot."""

    def __init__(self, world: World, user: User) -> None:
        super().__init__(world, world.chats[user.id])
        self.user = user

    async def send(self, text: str, *, to: Group | None = None, reply_to: Message | None = None) -> Message:
        """Send a text, as typed."""
        return self._say(to, reply_to, content=entities.with_detected(entities.Text(entities.clean(text))))

    async def start(self, payload: str = "") -> Message:
        """Open the bot by a link with this payload, or plainly, and press Start."""
        return await self.send(f"/start {payload}".strip())

    async def ask(self, text: str) -> Message:
        """Send a text and return the bot's first message after it."""
        await self.send(text)
        return await self.wait_for_message()

    async def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        chat = self.world.chats[message.chat_id]
        self.begin_turn()
        content = entities.with_detected(entities.Text(entities.clean(text)))
        changed = chat.change(replace(message, content=content, edit_date=self.world.now))
        if _is_heard(self.world, chat, changed):
            self.world.updates.add("edited_message", chat.wire_of(changed), chat.id)
        return changed

    async def tap(self, message: Message, choice: str) -> str:
        """Tap the button with this label or callback data and return the query's id; ValueError if none has it."""
        current = self.world.chats[message.chat_id].messages[message.message_id]
        button = _find_button(current, choice)
        if button.callback_data is None:
            raise ValueError(f"the button {choice!r} sends nothing to the bot")
        return await self.send_callback(current, button.callback_data)

    async def send_callback(self, message: Message, data: str) -> str:
        """Send callback data as a client can, also such that no button has: an old one, or a forged one."""
        chat = self.world.chats[message.chat_id]
        self.begin_turn()
        query_id = self.world.open_query(chat, self.user, CALLBACK_SECONDS)
        body: JsonObject = {
            "id": query_id,
            "from": self.user.to_wire(),
            "chat_instance": str(abs(chat.id) * 31),
            "data": data,
        }
        if message.inline_message_id:
            body["inline_message_id"] = message.inline_message_id
        elif message.message_id in chat.messages:
            body["message"] = chat.wire_of(chat.messages[message.message_id])
        else:
            body["message"] = {"chat": chat.wire, "message_id": message.message_id, "date": 0}
        self.world.updates.add("callback_query", body, chat.id)
        return query_id

    async def press(self, label: str) -> Message:
        """Press a key of the keyboard that replaces the letters."""
        for key in self.reply_keys:
            if key["text"] == label:
                if key.get("request_location"):
                    return await self.send_location(35.0844, -106.6504)
                if key.get("request_contact"):
                    return await self.send_contact("+15055550100")
                return await self.send(label)
        raise ValueError(f"no key {label!r}")

    @property
    def reply_keys(self) -> list[JsonObject]:
        """Return the keys of the keyboard that replaces the letters, none when the letters are there."""
        keyboard = (self.chat.reply_keyboard or {}).get("keyboard")
        rows = keyboard if isinstance(keyboard, list) else []
        return [key for row in rows if isinstance(row, list) for key in row if isinstance(key, dict)]

    async def send_location(self, latitude: float, longitude: float, *, to: Group | None = None) -> Message:
        """Share a place."""
        return self._say(to, attachment=Attachment("location", {"latitude": latitude, "longitude": longitude}))

    async def send_contact(self, phone: str, *, to: Group | None = None) -> Message:
        """Share one's own phone number."""
        wire: JsonObject = {"phone_number": phone, "first_name": self.user.first_name, "user_id": self.user.id}
        return self._say(to, attachment=Attachment("contact", wire))

    async def send_file(self, kind: str, *, caption: str = "", to: Group | None = None, file_name: str = "") -> Message:
        """Send a photo, sticker, voice, document, video, audio, animation or video_note, under a name if given."""
        file_id = self.world.store(Upload(f"{kind}.bin", "application/octet-stream", b"\x89demo"))
        wire = _FILE_FIELDS[kind] | {"file_id": file_id, "file_unique_id": file_id[4:20], "file_size": 5}
        if file_name:
            wire["file_name"] = file_name
        content = entities.with_detected(entities.Text(entities.clean(caption)))
        return self._say(to, content=content, attachment=Attachment(kind, wire))

    async def send_photo(self, caption: str = "") -> Message:
        """Send a picture."""
        return await self.send_file("photo", caption=caption)

    async def send_sticker(self) -> Message:
        """Send a sticker."""
        return await self.send_file("sticker")

    async def send_voice(self) -> Message:
        """Send a voice message."""
        return await self.send_file("voice")

    async def send_document(
        self, caption: str = "", *, name: str = "letter.pdf", content: bytes = b"\x89demo", to: Group | None = None
    ) -> Message:
        """Send a file with this name and content."""
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        wire = document(self.world, Upload(name, kind, content))
        text = entities.with_detected(entities.Text(entities.clean(caption)))
        return self._say(to, content=text, attachment=Attachment("document", wire))

    async def inline(self, query: str, *, offset: str = "", chat_type: str = "sender") -> InlineAnswer:
        """Type `@bot query` in some chat and return what the bot offers."""
        await self.open_inline(query, offset=offset, chat_type=chat_type)
        event = await self.wait_for_event("inline_results")
        return InlineAnswer.of(event.detail)

    async def open_inline(self, query: str, *, offset: str = "", chat_type: str = "sender") -> str:
        """Type `@bot query` without waiting; return the id of the query."""
        self.begin_turn()
        query_id = self.world.open_query(self.chat, self.user, INLINE_SECONDS)
        body: JsonObject = {
            "id": query_id,
            "from": self.user.to_wire(),
            "query": query,
            "offset": offset,
            "chat_type": chat_type,
        }
        self.world.updates.add("inline_query", body, self.id)
        return query_id

    async def choose(self, result: JsonObject, *, to: Group | None = None) -> Message:
        """Send an inline result into the chat with the bot or into a group."""
        chat = to.chat if to else self.chat
        message = message_of(result, self.world.new_message(chat, self.user), self.world.bot)
        return self._deliver(to, self.world.make_inline(message) if message.rows else message)

    def leave(self, group: Group) -> None:
        """Leave a group."""
        group.chat.standing[self.id] = "left"

    async def block(self) -> None:
        """Block the bot."""
        self._change_membership("member", "kicked")
        self.chat.is_blocked = True

    async def unblock(self) -> None:
        """Let the bot write again."""
        self.chat.is_blocked = False
        self._change_membership("kicked", "member")

    def speak(self, language_code: str) -> None:
        """Change the language of the phone."""
        self.user = replace(self.user, language_code=language_code)
        self.world.change_user(self.user)

    def _say(
        self,
        to: Group | None,
        reply_to: Message | None = None,
        content: entities.Text | None = None,
        attachment: Attachment | None = None,
    ) -> Message:
        chat = to.chat if to else self.chat
        message = replace(
            self.world.new_message(chat, self.user),
            sender_chat=chat.wire if self.user == ANONYMOUS else None,
            content=content or entities.Text(),
            attachment=attachment,
            reply_to=reply_to.message_id if reply_to else None,
        )
        return self._deliver(to, message)

    def _deliver(self, to: Group | None, message: Message) -> Message:
        chat = to.chat if to else self.chat
        if not to:
            chat.is_reachable, chat.is_blocked = True, False
        elif chat.standing.get(self.id) != "administrator":
            chat.standing[self.id] = "member"
        chat.put(message)
        for conversation in (self, to):
            if conversation:
                conversation.begin_turn()
        if _is_heard(self.world, chat, message):
            self.world.updates.add("message", chat.wire_of(message), chat.id)
        return message

    def _change_membership(self, old: str, new: str) -> None:
        bot = self.world.bot.to_wire()

        def member(status: str) -> JsonObject:
            wire: JsonObject = {"user": bot, "status": status}
            return wire | {"until_date": 0} if status == "kicked" else wire

        body: JsonObject = {
            "chat": self.chat.wire,
            "from": self.user.to_wire(),
            "date": self.world.now,
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        self.world.updates.add("my_chat_member", body, self.id)


_FILE_FIELDS: dict[str, JsonObject] = {
    "photo": {"width": 800, "height": 600},
    "sticker": {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"},
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "document": {"file_name": "letter.pdf", "mime_type": "application/pdf"},
    "video": {"width": 640, "height": 360, "duration": 4},
    "audio": {"duration": 30},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "video_note": {"length": 240, "duration": 5},
}


def _find_button(message: Message, choice: str) -> Button:
    for button in message.buttons:
        if choice in (button.text, button.callback_data):
            return button
    raise ValueError(f"no button {choice!r}; there are {list(message.labels)}")


def _is_heard(world: World, chat: Chat, message: Message) -> bool:
    """Tell whether the bot gets a message: in groups only what is meant for it (Telegram's privacy mode)."""
    if chat.hears_everything or message.via_bot:
        return True
    answered = chat.messages.get(message.reply_to) if message.reply_to else None
    if answered and answered.is_from_bot:
        return True
    own_name = f"@{world.bot.username}".lower()
    commands = (command.lower() for command in message.marked("bot_command"))
    return any("@" not in command or command.endswith(own_name) for command in commands)
