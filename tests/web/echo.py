"""A webhook whose bot repeats what it hears, at the local Bot API server."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from telegram import Bot, Update

from bot.chat.transport import AiohttpRequest
from bot.web.taps import TapReplies
from bot.web.webhook import Hook, Webhook, listen
from tests.chat.echo import echo_lanes, repeat

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.chat.lanes import Lanes
    from bot.demo import DemoServer

SECRET = "Keep-this_between-us-and-Telegram-0123456789"


def open_hook(path: str = "/hook") -> Hook:
    listener = listen("127.0.0.1", 0)
    return Hook(f"http://127.0.0.1:{listener.getsockname()[1]}{path}", SECRET, listener, TapReplies())


@asynccontextmanager
async def echo_webhook(
    telegram: DemoServer, hook: Hook, handle: Callable[[Bot, Update], Awaitable[None]] = repeat, burst: int = 10_000
) -> AsyncIterator[Lanes]:
    """A webhook that is set, and stopped at the end."""
    async with AiohttpRequest() as polling, hook.sending:
        bot = Bot(telegram.token, telegram.base_url, request=hook.sending, get_updates_request=polling)
        lanes = echo_lanes(bot, handle, burst)
        webhook = Webhook(bot, lanes, hook, allowed_updates=["message", "callback_query"])
        run = asyncio.create_task(webhook.run())
        try:
            while not (run.done() or telegram.api.webhook.url):  # noqa: ASYNC110 - plain data of the server
                await asyncio.sleep(0.005)
            yield lanes
        finally:
            await webhook.stop()
            await run
