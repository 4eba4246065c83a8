"""The regular line: how the bot fares, for its operator, on the bot's own clock and not because somebody wrote."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.logs import Event, Vitals, log_event
from bot.outlets import memory_used

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.pipeline import LiveRelease

BEAT_EVERY: Final = 10 * 60.0


class Pulse:
    """`last_contact` gives the event loop's time when Telegram last answered, None before; `release` the live one."""

    def __init__(self, last_contact: Callable[[], float | None], release: Callable[[], LiveRelease]) -> None:
        self._last_contact = last_contact
        self._release = release

    async def keep(self) -> None:
        """Write a line every ten minutes, until cancelled."""
        while True:
            await asyncio.sleep(BEAT_EVERY)
            self.beat(Event.STILL_SERVING)

    def beat(self, event: Event) -> None:
        """Write one line now, under the name of `event`."""
        polled, release = self._last_contact(), self._release()
        age = None if polled is None else asyncio.get_running_loop().time() - polled
        log_event(event, vitals=Vitals(age, release.id, len(release.catalogue.services), memory_used()))
