"""Telegram is the queue: an update is confirmed only after it was answered, so a killed bot loses nothing.

`getUpdates(offset)` deletes at Telegram all updates below `offset` and gives up to 100 from there on. We ask from the
oldest update that is not answered yet, so each answer (it lists the open ones again) is a window that slides over at
most 100 updates. The window is also the bound of the work at hand: at most so many chats are served at once.

A chat that has to wait longer than `PARK_AFTER` (Telegram asked for a pause, say) is parked: confirmed, kept in memory,
answered when it can be. Only parked updates can be lost by a kill.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.chat.patience import backoff, pause_of
from bot.chat.transport import call
from bot.errors import SettingsError
from bot.logs import Event, log_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot
    from telegram.request import BaseRequest

    from bot.chat.lanes import Lanes

WINDOW: Final = 100
"""What Telegram gives at most at once (Bot API, getUpdates, `limit`)."""
PARK_AFTER: Final = 5.0
CONFIRM_WITHIN: Final = 1.5

# Asked twice for the same offset within half a second, Telegram gives a single update (tdlib's bot API server).
_SAME_OFFSET_PAUSE = 0.5
# While answers keep coming, ask for a few at a time rather than after each: every poll lists the whole window again.
_GATHER_PAUSE = 0.02
# While the window is nearly full, such a list is long and brings little: wait until there is room worth asking for.
_NEARLY_FULL = 75
_ROOM_PAUSE = 0.1
_CONFLICT_PAUSE = 3.0


class Delivery:
    """Takes updates by long polling, has them answered, and confirms them in that order.

    `polling` is the request object that `bot` uses for getUpdates (its own connection, so that a poll never waits for
    a send). `lanes` answer what is taken.
    """

    def __init__(
        self,
        bot: Bot,
        polling: BaseRequest,
        lanes: Lanes,
        *,
        poll_timeout: int,
        allowed_updates: Sequence[str],
    ) -> None:
        self.tally = lanes.tally
        self.last_successful_poll: float | None = None
        """Time of the event loop at the last answer of Telegram, for a watchdog."""
        self._bot = bot
        self._polling = polling
        self._lanes = lanes
        self._poll_timeout = poll_timeout
        self._allowed_updates = list(allowed_updates)
        self._window = lanes.window
        self._steady_since = 0.0
        self._asked: int | None = None
        self._confirmed: int | None = None
        self._asked_from = self._asked_until = 0.0
        self._poller: asyncio.Task[None] | None = None
        self._stopping = False
        self._ended = asyncio.Event()

    async def run(self) -> None:
        """Serve until `stop`. Raises SettingsError when Telegram does not know the token."""
        self._poller = asyncio.create_task(self._poll())
        try:
            if self._stopping:
                self._poller.cancel()
            await asyncio.wait([self._poller])
            if not self._poller.cancelled():
                self._poller.result()
            await self._lanes.finish()
            await self._confirm()
        finally:
            self._poller.cancel()
            await asyncio.gather(self._poller, return_exceptions=True)
            await self._lanes.cancel()
            self._ended.set()

    async def stop(self) -> None:
        """End within 5 seconds: take nothing new, finish what was taken, confirm it. Returns when `run` has ended."""
        self._stopping = True
        if self._poller is not None:
            self._poller.cancel()
            await self._ended.wait()

    async def _poll(self) -> None:
        failures = 0
        while True:
            await self._wait_until_useful()
            try:
                if self.last_successful_poll is None:
                    await self._bot.delete_webhook()  # one that an earlier start has set would refuse every poll
                # While something is open Telegram has something to give, so there is nothing to wait for.
                batch = await self._get_updates(WINDOW, 0 if self._window.open else self._poll_timeout)
            except InvalidToken:
                break
            except Exception as error:
                failures += 1
                await self._wait_after(error, failures)
                continue
            now = asyncio.get_running_loop().time()
            if failures or self.last_successful_poll is None:
                self._steady_since = now
            if failures:
                log_event(Event.POLL_RECOVERED, count=failures)
            failures = 0
            self.last_successful_poll = now
            self._lanes.reachable.set()
            taken = [update_id for update_id, raw in batch.items() if self._lanes.take(update_id, raw)]
            if taken:  # those that come again say nothing about where Telegram's numbers are now
                self._window.advance(max(taken), self._asked)
        raise SettingsError("Telegram does not know this BOT_TOKEN: copy it again from @BotFather.")

    async def _wait_until_useful(self) -> None:
        """Wait while a poll would only list again what is being answered."""
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            # In an outage, and just after, everything is late: no reason to park.
            if self._lanes.reachable.is_set() and now - self._steady_since > PARK_AFTER:
                self._lanes.park(self._window.open_since(now - PARK_AFTER))
            rest = self._next_poll() - now
            if rest <= 0:
                return
            self._lanes.moved.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(rest):
                    await self._lanes.moved.wait()

    def _next_poll(self) -> float:
        same_offset = self._window.offset == self._asked
        if self._window.open:
            gather = _ROOM_PAUSE if self._window.open > _NEARLY_FULL else _GATHER_PAUSE
            return self._asked_until + (_SAME_OFFSET_PAUSE if same_offset else gather)
        # Nothing to do: poll at once, unless the server answers long polls without waiting.
        return self._asked_from + (_SAME_OFFSET_PAUSE if same_offset else 0.0)

    async def _wait_after(self, error: Exception, failures: int) -> None:
        self._lanes.reachable.clear()
        self._asked = None  # if Telegram has counted the failed poll, the next one brings a single update: no harm
        if failures & (failures - 1) == 0:  # the 1st, 2nd, 4th, 8th ...: a long outage does not flood the log
            log_event(
                Event.POLL_CONFLICT if isinstance(error, Conflict) else Event.POLL_FAILED, error=error, count=failures
            )
        # One failed poll is no outage, and everybody waits for the next one.
        pause = backoff(failures - 1) if failures > 1 else 0.0
        if isinstance(error, Conflict):
            pause = max(pause, _CONFLICT_PAUSE)
        elif isinstance(error, RetryAfter):
            pause = pause_of(error)
        await asyncio.sleep(pause)

    async def _get_updates(self, limit: int, wait: int) -> dict[int, dict[str, object]]:
        """Poll once: update ids and raw updates.

        Not by `Bot.get_updates`: one malformed update would make that lose the whole batch, again and again.
        """
        self._asked = self._window.offset
        self._asked_from = asyncio.get_running_loop().time()
        parameters = {
            "offset": self._asked,
            "limit": limit,
            "timeout": wait,
            "allowed_updates": self._allowed_updates,
        }
        try:
            patience = wait + (self._polling.read_timeout or 0.0)
            result = await call(self._polling, self._bot.base_url, "getUpdates", parameters, patience)
        finally:
            self._asked_until = asyncio.get_running_loop().time()
        if not isinstance(result, list):
            raise TypeError("getUpdates gave no list")
        batch = {raw["update_id"]: raw for raw in result if isinstance(raw, dict) and type(raw.get("update_id")) is int}
        if result and not batch:
            raise TypeError("getUpdates gave no update ids")  # nothing to confirm: treat it as a failure, do not spin
        self._confirmed = self._asked
        return batch

    async def _confirm(self) -> None:
        if self._window.offset != self._confirmed:
            # It is enough that the call arrives; if it does not, Telegram gives the answered ones once more.
            with contextlib.suppress(Exception):
                async with asyncio.timeout(CONFIRM_WITHIN):
                    await self._get_updates(limit=1, wait=0)
