"""Chats as their members see them.

An action (`send`, `tap`, ...) starts a new turn; `wait_for_message` then returns the bot's next message or edit of that
turn, also when it has come already, and once each.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.demo.messages import Message
    from bot.demo.state import Chat, Event, EventKind, World

PATIENCE = 10.0  # seconds a test waits before it calls a missing answer a failure


@dataclass(frozen=True, slots=True)
class Toast:
    """The notice after a tap; empty when the bot only ended the waiting."""

    text: str
    is_alert: bool


class Conversation:
    """A chat as its members see it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat
        self._turn: dict[str, int] = {}
        self._turn_started = 0

    @property
    def id(self) -> int:
        """Return the chat's id; for a person it is the person's too."""
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """Return all messages as they stand now, oldest first."""
        return list(self.chat.messages.values())

    @property
    def bot_messages(self) -> list[Message]:
        """Return the bot's messages as they stand now, oldest first."""
        return [message for message in self.messages if message.is_from_bot]

    @property
    def toasts(self) -> list[Toast]:
        """Return all answers to taps so far."""
        return [_toast(event) for event in self.chat.events if event.kind == "toast"]

    def current(self, message: Message) -> Message:
        """Return what has become of a message; raise KeyError if it is deleted."""
        return self.chat.messages[message.message_id]

    async def wait_for_message(
        self, matching: Callable[[Message], bool] = lambda message: True, seconds: float = PATIENCE
    ) -> Message:
        """Return the bot's next message or edit since the last action; raise TimeoutError if none comes."""

        def is_wanted(event: Event) -> bool:
            message = event.message
            if message is None or not matching(message):
                return False
            return message.is_from_bot or (message.via_bot is not None and event.kind == "edit")

        event = await self._wait(("message", "edit"), is_wanted, seconds)
        assert event.message is not None
        return event.message

    async def wait_for_toast(self, seconds: float = PATIENCE) -> Toast:
        """Return the answer to the last tap; raise TimeoutError if none comes."""
        return _toast(await self._wait(("toast",), lambda event: True, seconds))

    async def wait_for_event(self, kind: EventKind, seconds: float = PATIENCE) -> Event:
        """Return the next event of a kind since the last action, e.g. "delete" or "action"."""
        return await self._wait((kind,), lambda event: True, seconds)

    def begin_turn(self) -> None:
        """Let the next wait start from here."""
        self._turn_started = self.chat.last_event
        self._turn.clear()

    async def _wait(self, kinds: Sequence[EventKind], is_wanted: Callable[[Event], bool], seconds: float) -> Event:
        found = asyncio.Event()

        def look(event: Event) -> None:
            found.set()

        self.chat.listeners.add(look)
        try:
            async with asyncio.timeout(seconds):
                while True:
                    found.clear()
                    seen = self._turn.get(kinds[0], self._turn_started)
                    for event in self.chat.events:
                        if event.number > seen and event.kind in kinds and is_wanted(event):
                            self._turn[kinds[0]] = event.number
                            return event
                    await found.wait()
        except TimeoutError:
            raise TimeoutError(f"no {kinds[0]} within {seconds:g} s") from None
        finally:
            self.chat.listeners.discard(look)


class Group(Conversation):
    """A supergroup with the bot; people write into it with `person.send(text, to=group)`."""


def _toast(event: Event) -> Toast:
    return Toast(str(event.detail.get("text", "")), event.detail.get("show_alert") is True)
