"""A bot that repeats what it hears, for tests of delivery."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from telegram import Bot, Update

from bot.chat.delivery import Delivery
from bot.chat.failure import handle_failure
from bot.chat.lanes import Lanes
from bot.chat.pace import Pace
from bot.chat.patience import send_once
from bot.chat.transport import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


async def say(bot: Bot, update: Update, text: str) -> None:
    chat = update.effective_chat
    assert chat is not None
    await send_once(lambda: bot.send_message(chat.id, text))


async def repeat(bot: Bot, update: Update) -> None:
    assert update.effective_message and update.effective_message.text
    await say(bot, update, update.effective_message.text)


async def apologise(bot: Bot, update: Update, incident: str) -> None:
    await say(bot, update, "sorry")


def echo_lanes(bot: Bot, handle: Callable[[Bot, Update], Awaitable[None]] = repeat, burst: int = 10_000) -> Lanes:
    """Lanes that repeat each text, or do `handle`; after an error they say "sorry", above the pace "slow down"."""
    return Lanes(
        bot,
        partial(handle, bot),
        partial(handle_failure, partial(apologise, bot)),
        pace=Pace(time.monotonic, burst=burst),
        slow_down=partial(say, bot, text="slow down"),
    )


@asynccontextmanager
async def echo_bot(
    url: str,
    token: str,
    handle: Callable[[Bot, Update], Awaitable[None]] = repeat,
    polling: AiohttpRequest | None = None,
    burst: int = 10_000,
) -> AsyncIterator[Delivery]:
    """A delivery to `echo_lanes`."""
    polling = polling or AiohttpRequest(connections=2)
    async with AiohttpRequest() as sending, polling:
        bot = Bot(token, base_url=url, request=sending, get_updates_request=polling)
        lanes = echo_lanes(bot, handle, burst)
        yield Delivery(bot, polling, lanes, poll_timeout=30, allowed_updates=["message"])
