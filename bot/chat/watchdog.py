"""Watches that Telegram still answers our polls: a bot that hears nothing looks the same as one that nobody asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.logs import Event, log_event

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

TELL_AFTER: Final = 120.0
"""Seconds of silence after which the log says so: longer than any poll with its pauses takes."""
END_AFTER: Final = 30 * 60.0
"""Seconds after which a new start is better. By then every session has run out, so nobody loses anything by it."""
LOOK_EVERY: Final = 5.0


async def wait_for_silence(
    last_poll: Callable[[], float | None],
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Return once no poll has succeeded for `END_AFTER`; log POLL_SILENT once in each silence that lasts `TELL_AFTER`.

    `last_poll` gives the time of the last success on `clock`, in seconds; None before the first.
    """
    begun = clock()
    told: float | None = None
    while True:
        heard = last_poll() or begun
        silent = clock() - heard
        if silent >= TELL_AFTER and heard != told:
            log_event(Event.POLL_SILENT)
            told = heard
        if silent >= END_AFTER:
            return
        await sleep(LOOK_EVERY)
