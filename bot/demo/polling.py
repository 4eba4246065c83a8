"""getUpdates: long polling with Telegram's manners."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.demo.refusals import conflict
from bot.demo.updates import MAX_BATCH

if TYPE_CHECKING:
    from bot.demo.updates import UpdateQueue
    from bot.demo.wire import JsonValue, Parameters

MAX_TIMEOUT = 50


class Poller:
    """The one place where a bot waits for updates; a second one that waits ends the first."""

    def __init__(self, updates: UpdateQueue) -> None:
        self._updates = updates
        self._waiter: asyncio.Future[None] | None = None
        updates.listeners.add(self._wake)

    async def get_updates(self, params: Parameters) -> JsonValue:
        """Confirm what stands before `offset`, then return what waits, or wait up to `timeout` seconds for it."""
        self.end(conflict("terminated by other getUpdates request; make sure that only one bot instance is running"))
        allowed = params.strings("allowed_updates")
        if allowed is not None:
            self._updates.allowed = frozenset(allowed)
        if "offset" in params.values:
            self._updates.confirm(params.integer("offset"))
        limit = params.integer("limit", MAX_BATCH)
        batch = self._updates.batch(limit)
        if not batch and await self._woken(min(max(params.integer("timeout"), 0), MAX_TIMEOUT)):
            batch = self._updates.batch(limit)
        return [update.wire for update in batch]

    def end(self, reason: Exception | None = None) -> None:
        """End a waiting poll: with an error, or with an empty answer."""
        if self._waiter and not self._waiter.done():
            if reason:
                self._waiter.set_exception(reason)
            else:
                self._waiter.set_result(None)

    async def _woken(self, seconds: int) -> bool:
        if not seconds:
            return False
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return False
        return True

    def _wake(self) -> None:
        self.end()
