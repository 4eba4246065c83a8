"""What staff hear while new words are learnt: that takes a minute on a quiet machine, and four on a busy one."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.i18n.translations import Translator

    Say = Callable[[str], Awaitable[None]]

LONG: Final = 120.0
"""Seconds after which people begin to think that nothing happens any more."""


@asynccontextmanager
async def telling(say: Say, t: Translator, long: float = LONG) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Gives what to call before learning. When the block then takes long, that is said once."""
    later: list[asyncio.Task[None]] = []

    async def begin() -> None:
        waiting = t.gettext("The words have changed, so the bot learns them anew. This takes some minutes at most.")
        await say(waiting)
        later.append(asyncio.create_task(_say_later(say, t, long)))

    try:
        yield begin
    finally:
        for task in later:
            task.cancel()
        await asyncio.gather(*later, return_exceptions=True)


def say_unlearnt(t: Translator) -> str:
    """Learning has failed."""
    return t.gettext(
        "The new words could not be learnt here; this machine may have too little memory. Nothing was "
        "published. Ask whoever runs the bot."
    )


async def _say_later(say: Say, t: Translator, long: float) -> None:
    await asyncio.sleep(long)
    await say(t.gettext("The bot is still learning the words. You need not do anything, the report comes by itself."))
