"""Residents who ask and tap one thing at a time, and what a chat's history says about each of their questions."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from itertools import zip_longest
from math import inf
from typing import TYPE_CHECKING, Final

from bot.i18n.translations import load_translations
from bot.replies.notices import try_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.demo import DemoServer, Message, Person
    from bot.demo.state import Event

QUESTIONS: Final = {
    "help with rent": "Found under: Help paying rent",
    "I need a dentist": "Found under: Dentist",
    "help with my light bill": "Found under: Help with utility bills",
    "food for my family": "Found under: Food",
    "find a job": "Found under: Find a job",
    "learn English": "Found under: Learn English",
    "legal help with eviction": "Found under: Eviction",
    "GED classes": "Found under: High school diploma (GED)",
    "health insurance": "Found under: Health insurance",
}
"""Questions whose answers differ in the first line, by which an answer is recognised: the rest knows the hour."""
LOOK_EVERY: Final = 0.05


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


APOLOGY: Final = _first_line(str(try_again(load_translations().translator("en"), "")))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: where the history of the chat stood before it, and by what its answer is known.

    A typed one is answered by a message that begins with `heading`, a tap by an edit of `message_id`.
    """

    after: int
    heading: str = ""
    message_id: int = 0

    def is_answered_by(self, event: Event) -> bool:
        """Whether an event of the chat is an answer to it; the time is not looked at."""
        if event.message is None or not event.message.is_from_bot:
            return False
        if self.heading:
            return event.kind == "message" and _first_line(event.message.text) == self.heading
        return event.kind == "edit" and event.message.message_id == self.message_id


@dataclass(slots=True, eq=False)
class Resident:
    """A new person at `server`, who waits for each answer before doing more, `patience` seconds at most."""

    server: DemoServer
    patience: float
    person: Person = field(init=False)
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.person = self.server.user()

    @property
    def is_answered(self) -> bool:
        """Whether the last question has its answer."""
        return any(map(self.asked[-1].is_answered_by, self.person.chat.events))

    async def ask(self, text: str) -> Message | None:
        """Type one of QUESTIONS, each at most once; give its answer, None when there is none."""
        await self.send(text)
        return await self._answer()

    async def tap(self, message: Message, label: str) -> Message | None:
        """Tap a button that changes its message; give what that has become, None when it stays."""
        await self.send_tap(message, label)
        return await self._answer()

    async def send(self, text: str, heading: str = "") -> None:
        """Type one of QUESTIONS and wait for nothing. `heading` is the first line of another answer than the usual."""
        self.asked.append(Asked(self.person.chat.last_event, heading=heading or QUESTIONS[text]))
        await self.person.send(text)

    async def send_tap(self, message: Message, label: str) -> None:
        """Tap a button and wait for nothing."""
        self.asked.append(Asked(self.person.chat.last_event, message_id=message.message_id))
        await self.person.tap(message, label)

    async def _answer(self) -> Message | None:
        """Wait for an answer or an apology, and until the update is confirmed: only then nothing more can come."""
        update_id = self.server.world.updates.waiting()[-1].update_id
        asked, found = self.asked[-1], None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                # Nothing tells of a confirmation.
                while (found := self._outcome(asked)) is None or self._is_pending(update_id):  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_EVERY)
        return found.message if found and asked.is_answered_by(found) else None

    def _outcome(self, asked: Asked) -> Event | None:
        since = [event for event in self.person.chat.events if event.number > asked.after]
        answers = (event for event in since if asked.is_answered_by(event))
        return next(answers, None) or next(filter(is_apology, since), None)

    def _is_pending(self, update_id: int) -> bool:
        oldest = self.server.world.updates.batch(1)
        return bool(oldest) and oldest[0].update_id <= update_id


@dataclass(slots=True)
class Verdicts:
    """How many questions had which fate.

    `doubled` typed ones were answered more than once, `most` times at the most. `told` were asked to try again,
    `silent` got nothing. `strange` are messages that answer no typed question: to a tap, a second answer.
    """

    typed: int = 0
    taps: int = 0
    doubled: int = 0
    most: int = 0
    told: int = 0
    silent: int = 0
    strange: int = 0

    def judge(self, events: Iterable[Event], asked: Sequence[Asked]) -> int:
        """Add one chat: its whole history and its questions in their order. Gives how many answers were too many."""
        history = [event for event in events if event.message and event.message.is_from_bot]
        copies = [self._judge(question, history, later) for question, later in zip_longest(asked, asked[1:])]
        typed = [question for question in asked if question.heading]
        said = [event for event in history if event.kind == "message" and not is_apology(event)]
        self.strange += sum(not any(question.is_answered_by(event) for question in typed) for event in said)
        return sum(max(0, copy - 1) for copy in copies)

    def _judge(self, question: Asked, history: Sequence[Event], later: Asked | None) -> int:
        """Count one question, the last one before `later`; give how often it was answered by a message."""
        since = [event for event in history if event.number > question.after]
        end = later.after if later else inf
        copies = sum(map(question.is_answered_by, since))
        if not copies and any(is_apology(event) for event in since if event.number <= end):
            self.told += 1
        elif not copies:
            self.silent += 1
        if not question.heading:
            self.taps += 1
            return 0
        self.typed += 1
        self.doubled += copies > 1
        self.most = max(self.most, copies)
        return copies


def is_apology(event: Event) -> bool:
    """Whether an event is the request to try again."""
    return event.kind == "message" and event.message is not None and _first_line(event.message.text) == APOLOGY
