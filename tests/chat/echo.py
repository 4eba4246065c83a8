"""A bot that repeats what it hears, for tests of delivery and of killing: `python -m tests.chat.echo URL TOKEN`."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from telegram import Bot, Update

from bot.chat.delivery import Delivery
from bot.chat.failure import handle_failure
from bot.chat.lanes import Lanes
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


@asynccontextmanager
async def echo_bot(
    url: str,
    token: str,
    handle: Callable[[Bot, Update], Awaitable[None]] = repeat,
    polling: AiohttpRequest | None = None,
) -> AsyncIterator[Delivery]:
    """A delivery whose bot repeats each text, or does `handle`; after an error it says "sorry"."""
    polling = polling or AiohttpRequest(connections=2)
    async with AiohttpRequest() as sending, polling:
        bot = Bot(token, base_url=url, request=sending, get_updates_request=polling)
        settle = partial(handle_failure, partial(apologise, bot))
        lanes = Lanes(bot, partial(handle, bot), settle)
        yield Delivery(bot, polling, lanes, poll_timeout=30, allowed_updates=["message"])


async def main(url: str, token: str) -> None:
    async with echo_bot(url, token) as delivery:
        await delivery.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
