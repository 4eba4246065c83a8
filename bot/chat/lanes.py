"""Who is answered when: the updates of a chat in order, chats beside each other, each update once.

Polling and the webhook bring updates here; what differs is only how they tell Telegram that one is answered.

A chat that asks faster than its pace gets no answers above it. It also gives up its place in Telegram's queue: what it
has waiting here is parked, so that those behind it are reached at once, however slowly it can be answered itself.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telegram import Update

from bot.chat.patience import backoff
from bot.chat.window import Window
from bot.logs import Event, log_event

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from telegram import Bot

    from bot.chat.pace import Pace

    Handle = Callable[[Update], Awaitable[None]]
    """Answers one update."""
    Settle = Callable[[Update, Exception], Awaitable[bool]]
    """Tells the person to try again after an error, and says whether that worked."""

ATTEMPTS: Final = 10
FINISH_WITHIN: Final = 3.5
LONGEST_LANE: Final = 30
"""How many updates of a chat may wait before its taps above the pace are dropped too."""


@dataclass(slots=True)
class Tally:
    """Counts since the start, for an operator. None is about a person."""

    answered: int = 0
    parked: int = 0
    unreadable: int = 0
    dropped: int = 0
    abandoned: int = 0


class Lanes:
    """One queue for each chat with something to answer.

    When `handle` raises, `settle` gets the error; if the person could not be told, the update is tried again while
    `reachable` is set: clear it when Telegram is known to be out of reach. `moved` is set at each answer.

    `slow_down` gets, instead of `handle`, taps above the `pace`, and once a minute another update above it.
    """

    def __init__(self, bot: Bot, handle: Handle, settle: Settle, *, pace: Pace, slow_down: Handle) -> None:
        self.tally = Tally()
        self.window = Window()
        self.moved = asyncio.Event()
        self.reachable = asyncio.Event()
        self.reachable.set()
        self._bot = bot
        self._handle = handle
        self._settle = settle
        self._pace = pace
        self._slow_down = slow_down
        self._lanes: dict[int, deque[tuple[Update, Handle]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiters: dict[int, asyncio.Event] = {}
        self._door = asyncio.Lock()

    def take(self, update_id: int, raw: dict[str, object]) -> bool:
        """Have an update answered after those of its chat; False if it was taken before: the open ones come again."""
        if not self.window.take(update_id, asyncio.get_running_loop().time()):
            return False
        try:
            update = Update.de_json(raw, self._bot)
            key = _key_of(update)
        except Exception as error:  # whatever it is, Telegram would send it again for ever
            self.tally.unreadable += 1
            log_event(Event.UPDATE_UNREADABLE, error=error)
            self._close(update_id)
            return True
        if self._pace.admits(key):
            self._line_up(key, update, self._handle)
        else:
            self._hold_back(key, update)
        return True

    async def answered(self, update_id: int) -> bool:
        """Wait until the update is answered; False when the lanes were cancelled before that."""
        if self.window.holds(update_id):
            await self._waiters.setdefault(update_id, asyncio.Event()).wait()
        return not self.window.holds(update_id)

    def park(self, update_ids: Iterable[int]) -> None:
        """Let Telegram forget these before they are answered; they stay in memory."""
        self.tally.parked += self.window.park(update_ids)

    async def finish(self) -> None:
        """Wait for what was taken, a few seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FINISH_WITHIN)
        if self.window.unanswered:
            log_event(Event.STOPPED_UNFINISHED, count=self.window.unanswered)

    async def cancel(self) -> None:
        """Give up on what is not answered."""
        for task in (unfinished := [*self._tasks]):
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        for waiter in self._waiters.values():
            waiter.set()

    def _hold_back(self, key: int, update: Update) -> None:
        is_short = len(self._lanes.get(key, ())) < LONGEST_LANE
        if is_short if update.callback_query else self._pace.may_remind(key):
            self._line_up(key, update, self._slow_down)
        else:
            self.tally.dropped += 1
            self._close(update.update_id)
        self.park([waiting.update_id for waiting, _ in self._lanes.get(key, ())])

    def _line_up(self, key: int, update: Update, handle: Handle) -> None:
        if key not in self._lanes:
            self._lanes[key] = deque()
            task = asyncio.create_task(self._serve(key))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._lanes[key].append((update, handle))

    async def _serve(self, key: int) -> None:
        # A poll brings up to a hundred at once. One after the other begins, each in a round of the event loop: what one
        # has written goes out before the next one thinks, and Telegram works on the first while we work on the last.
        async with self._door:
            await asyncio.sleep(0)
        lane = self._lanes[key]
        while lane:
            update, handle = lane[0]
            await self._answer(update, handle)
            lane.popleft()
            self._close(update.update_id)
        del self._lanes[key]

    def _close(self, update_id: int) -> None:
        self.window.close(update_id)
        self.moved.set()
        if waiter := self._waiters.pop(update_id, None):
            waiter.set()

    async def _answer(self, update: Update, handle: Handle) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                await handle(update)
            except Exception as error:
                settled = await self._settled(update, error)
            else:
                settled = True
            if settled:
                self.tally.answered += 1
                return
            await asyncio.sleep(backoff(attempt))
            await self.reachable.wait()
        self.tally.abandoned += 1
        log_event(Event.ANSWER_ABANDONED, count=ATTEMPTS)

    async def _settled(self, update: Update, error: Exception) -> bool:
        try:
            return await self._settle(update, error)
        except Exception as second:
            log_event(Event.HANDLER_FAILED, error=second)
            return False


def _key_of(update: Update) -> int:
    """The lane of an update: a private chat has its person's id, so inline queries (without a chat) keep their order.

    Raises TypeError for ids that are no whole numbers. One such message would otherwise spoil what all chats share.
    """
    source, message = update.effective_chat or update.effective_user, update.effective_message
    key = source.id if source else -update.update_id
    if type(key) is not int or (message and type(message.message_id) is not int):
        raise TypeError("an id is no whole number")
    return key
