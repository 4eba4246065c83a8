"""Who writes, and what stands in a chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.demo.entities import Entity, Text
from bot.demo.entities import cut as cut_text
from bot.demo.markup import write_html

if TYPE_CHECKING:
    from bot.demo.wire import JsonObject, JsonValue


@dataclass(frozen=True, slots=True)
class User:
    """A Telegram account: a pretended person or the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False

    def to_wire(self) -> JsonObject:
        """Return the User; what is not set is left out, as at Telegram."""
        wire: JsonObject = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            value: str = getattr(self, name)
            if value:
                wire[name] = value
        return wire


ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Stands in for administrators of a group who hide who they are."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its label and the one thing it does, as sent by the bot."""

    text: str
    wire: JsonObject = field(repr=False)

    @property
    def callback_data(self) -> str | None:
        """Return what a tap sends to the bot, None for buttons that do something else."""
        return self._string("callback_data")

    @property
    def url(self) -> str | None:
        """Return the address that a tap opens."""
        return self._string("url")

    def _string(self, name: str) -> str | None:
        value = self.wire.get(name)
        return value if isinstance(value, str) else None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a message carries besides text: its kind (`venue`, `document`, ...) and Telegram's object for it."""

    kind: str
    wire: JsonObject


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands now; an edit replaces it."""

    message_id: int
    chat_id: int
    sender: User
    date: int
    content: Text = field(default_factory=Text)
    attachment: Attachment | None = None
    rows: Keyboard = ()
    reply_to: int | None = None
    edit_date: int | None = None
    via_bot: User | None = None
    inline_message_id: str | None = None
    link_preview: bool = True
    sender_chat: JsonObject | None = None
    note: JsonObject = field(default_factory=dict)
    """What makes it a service message, such as migrate_to_chat_id."""

    @property
    def text(self) -> str:
        """Return the text or caption that people read."""
        return self.content.plain

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return the marked stretches of the text."""
        return self.content.entities

    @property
    def html(self) -> str:
        """Return the text as Telegram HTML."""
        return write_html(self.content)

    @property
    def is_from_bot(self) -> bool:
        """Tell whether the bot wrote it; who writes as the group only looks like one."""
        return self.sender.is_bot and self.sender_chat is None

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return all inline buttons in reading order."""
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of all inline buttons in reading order."""
        return tuple(button.text for button in self.buttons)

    def marked(self, kind: str) -> tuple[str, ...]:
        """Return the stretches of text with the entity type `kind`, e.g. "bold"."""
        return tuple(cut_text(self.text, entity) for entity in self.entities if entity.type == kind)

    def to_wire(self, chat: JsonObject) -> JsonObject:
        """Return the Message without the message it answers."""
        wire: JsonObject = {
            "message_id": self.message_id,
            "from": self.sender.to_wire(),
            "chat": chat,
            "date": self.date,
        }
        if self.edit_date:
            wire["edit_date"] = self.edit_date
        if self.sender_chat:
            wire["sender_chat"] = self.sender_chat
        wire |= self.note
        if self.via_bot:
            wire["via_bot"] = self.via_bot.to_wire()
        prefix = "caption_" if self.attachment else ""
        if self.text:
            wire["caption" if self.attachment else "text"] = self.text
        if self.entities:
            wire[prefix + "entities"] = [entity.to_wire() for entity in self.entities]
        if self.attachment:
            sizes: JsonValue = [self.attachment.wire]
            wire[self.attachment.kind] = sizes if self.attachment.kind == "photo" else self.attachment.wire
            if self.attachment.kind == "venue":
                wire["location"] = self.attachment.wire["location"]
        if self.rows:
            wire["reply_markup"] = {"inline_keyboard": [[button.wire for button in row] for row in self.rows]}
        return wire
