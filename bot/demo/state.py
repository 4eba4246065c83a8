"""The world behind the server: people, chats, messages, open queries, files. Pure Python, in memory, no HTTP."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Literal

from bot.demo.messages import Message, User
from bot.demo.profile import Profile
from bot.demo.refusals import bad_request, forbidden, moved
from bot.demo.updates import UpdateQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.demo.wire import JsonObject, JsonValue, Upload

# Bounds of the memory a long load test needs.
KEPT_MESSAGES = 1_000
KEPT_EVENTS = 2_000
KEPT_QUERIES = 20_000
KEPT_FILES = 200

CALLBACK_SECONDS = 150
INLINE_SECONDS = 30
DELETE_SECONDS = 48 * 3600

EventKind = Literal["message", "edit", "delete", "action", "toast", "inline_results", "keyboard"]


class Clock:
    """Wall time that tests may push forward."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        """Return the Unix time."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self._ahead += seconds


@dataclass(frozen=True, slots=True)
class Event:
    """Something a person would notice on the phone; `user_id` is set when only one member sees it."""

    number: int
    kind: EventKind
    message: Message | None = None
    detail: JsonObject = field(default_factory=dict)
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenQuery:
    """A tap or an inline query that the bot may still answer."""

    chat_id: int
    user_id: int
    expires: float


class Chat:
    """A conversation: its members, its messages as they stand now, and what has happened in it."""

    def __init__(self, chat_id: int, kind: str, wire: JsonObject, numbers: count[int]) -> None:
        self.id = chat_id
        self.kind = kind
        self.wire = wire
        self.messages: OrderedDict[int, Message] = OrderedDict()
        self.events: deque[Event] = deque(maxlen=KEPT_EVENTS)
        self.listeners: set[Callable[[Event], None]] = set()
        self.reply_keyboard: JsonObject | None = None
        self.is_reachable = kind != "private"  # a bot cannot write first to a person
        self.is_blocked = False
        self.hears_everything = kind == "private"
        self.standing: dict[int, str] = {}  # of the members of a group: "member", "administrator", "left"
        self.moved_to: int | None = None
        self.numbers = numbers
        self._event_numbers = count(1)
        self.last_event = 0

    @property
    def is_private(self) -> bool:
        """Tell whether this is the chat of one person with the bot."""
        return self.kind == "private"

    def tell(
        self,
        kind: EventKind,
        message: Message | None = None,
        detail: JsonObject | None = None,
        user_id: int | None = None,
    ) -> None:
        """Record an event and tell everyone who watches the chat."""
        self.last_event = next(self._event_numbers)
        event = Event(self.last_event, kind, message, detail or {}, user_id)
        self.events.append(event)
        for listener in tuple(self.listeners):
            listener(event)

    def put(self, message: Message) -> Message:
        """Add a new message."""
        self.messages[message.message_id] = message
        while len(self.messages) > KEPT_MESSAGES:
            self.messages.popitem(last=False)
        self.tell("message", message)
        return message

    def change(self, message: Message) -> Message:
        """Replace a message by what it has become."""
        self.messages[message.message_id] = message
        self.tell("edit", message)
        return message

    def drop(self, message: Message) -> None:
        """Delete a message for everyone."""
        del self.messages[message.message_id]
        self.tell("delete", message)

    def wire_of(self, message: Message) -> JsonObject:
        """Return the Message with the one it answers."""
        wire = message.to_wire(self.wire)
        answered = self.messages.get(message.reply_to) if message.reply_to else None
        if answered:
            wire["reply_to_message"] = answered.to_wire(self.wire)
        return wire


class World:
    """All state of one server: one bot, its people and chats."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.clock = Clock()
        self.profile = Profile()
        self.updates = UpdateQueue(first_id=731_204_001, clock=self.clock)
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {bot.id: bot}
        self.queries: OrderedDict[str, OpenQuery] = OrderedDict()
        self.files: OrderedDict[str, Upload] = OrderedDict()
        self.inline_messages: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._user_ids = count(6_100_000_001, 7)
        self._group_ids = count(-1_002_100_000_001, -3)
        self._small_group_ids = count(-4_100_000_001, -3)
        self._private_numbers = count(101)  # one row of numbers over all private chats, as at Telegram
        self._query_ids = count(4_382_000_000_000_000_001, 11)

    @property
    def now(self) -> int:
        """Return the Unix time in seconds."""
        return int(self.clock())

    def add_user(
        self, first_name: str, last_name: str, username: str, language_code: str, user_id: int | None = None
    ) -> User:
        """Create an account with its private chat; `user_id` is the next free one unless given."""
        user = User(user_id or next(self._user_ids), first_name, last_name, username, language_code)
        return self.add_account(user)

    def add_account(self, user: User) -> User:
        """Keep an account, with its private chat."""
        self.users[user.id] = user
        wire: JsonObject = {"id": user.id, "type": "private", "first_name": user.first_name}
        for name, value in (("last_name", user.last_name), ("username", user.username)):
            if value:
                wire[name] = value
        self.chats[user.id] = Chat(user.id, "private", wire, self._private_numbers)
        return user

    def change_user(self, user: User) -> None:
        """Replace an account, e.g. after its language has changed."""
        self.users[user.id] = user

    def add_group(self, title: str, *, kind: Literal["group", "supergroup"] = "supergroup") -> Chat:
        """Create a group that the bot belongs to."""
        chat_id = next(self._group_ids if kind == "supergroup" else self._small_group_ids)
        wire: JsonObject = {"id": chat_id, "type": kind, "title": title}
        self.chats[chat_id] = Chat(chat_id, kind, wire, count(1))
        self.chats[chat_id].standing[self.bot.id] = "member"
        return self.chats[chat_id]

    def chat(self, chat_id: JsonValue) -> Chat:
        """Return a chat by the id or @username that the bot names."""
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            found = next((c for c in self.chats.values() if c.wire.get("username") == chat_id[1:]), None)
        else:
            found = self.chats.get(int(chat_id)) if isinstance(chat_id, int | str) and _is_number(chat_id) else None
        if found is None:
            raise bad_request("chat not found")
        if found.moved_to:
            raise moved(found.moved_to)
        return found

    def writable_chat(self, chat_id: JsonValue) -> Chat:
        """Return a chat that the bot may write to."""
        chat = self.chat(chat_id)
        if chat.is_blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.is_reachable:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def new_message(self, chat: Chat, sender: User) -> Message:
        """Return an empty message with the next number, not yet in the chat."""
        return Message(next(chat.numbers), chat.id, sender, self.now)

    def open_query(self, chat: Chat, user: User, seconds: int) -> str:
        """Return the id of a new query that the bot may answer for `seconds`."""
        query_id = str(next(self._query_ids))
        self.queries[query_id] = OpenQuery(chat.id, user.id, self.clock() + seconds)
        while len(self.queries) > KEPT_QUERIES:
            self.queries.popitem(last=False)
        return query_id

    def close_query(self, query_id: str) -> OpenQuery:
        """Return a query that is answered in time and for the first time."""
        query = self.queries.pop(query_id, None)
        if query is None or query.expires < self.clock():
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return query

    def store(self, upload: Upload) -> str:
        """Keep a file and return its id."""
        file_id = "BQAC" + secrets.token_urlsafe(24)
        self.files[file_id] = upload
        while len(self.files) > KEPT_FILES:
            self.files.popitem(last=False)
        return file_id

    def make_inline(self, message: Message) -> Message:
        """Give a message sent through the bot the id by which the bot may edit it later."""
        inline_id = secrets.token_urlsafe(20)
        self.inline_messages[inline_id] = (message.chat_id, message.message_id)
        while len(self.inline_messages) > KEPT_QUERIES:
            self.inline_messages.popitem(last=False)
        return replace(message, inline_message_id=inline_id)


def _is_number(chat_id: int | str) -> bool:
    return isinstance(chat_id, int) or chat_id.removeprefix("-").isdecimal()
