"""The bots under test, each a process of its own: python -m bench.contestants NAME URL TOKEN CORE [DATABASE].

The echoes are the examples of their libraries: they repeat what they hear. `vecino` is the whole bot, as `vecino run`
starts it, and says on SIGUSR1 how many tasks it has.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, Final

from bench.processes import stay_on

if TYPE_CHECKING:
    from collections.abc import Callable


def vecino(url: str, token: str, database: str) -> None:
    """The whole bot on the release in `database`, with everything loaded that `vecino run` loads."""
    import bot.__main__  # noqa: F401
    from bot.app import LiveReleases, build_bot, run_in_loop, serve, stop_on_signals
    from bot.i18n.translations import load_translations
    from bot.outlets import configure_logs
    from bot.storage.session import migrate, open_engine

    def count_tasks() -> None:
        print(len(asyncio.all_tasks()), flush=True)

    async def work() -> None:
        stopped, engine = stop_on_signals(), open_engine(database)
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, count_tasks)
        await migrate(engine)
        releases = await LiveReleases.open(engine)
        bot, polling = build_bot(token, f"{url}/bot")
        async with bot:
            await serve(bot, polling, releases, load_translations(), poll_timeout=30, stopped=stopped)
        await engine.dispose()

    configure_logs(hold=True)
    run_in_loop(work())


def python_telegram_bot(url: str, token: str, database: str) -> None:
    """The echo of python-telegram-bot with all its defaults."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message and update.message.text
        await update.message.reply_text(update.message.text)

    application = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


def aiogram(url: str, token: str, database: str) -> None:
    """The echo of aiogram with all its defaults."""
    asyncio.run(_aiogram(url, token, in_tasks=True))


def aiogram_uvloop(url: str, token: str, database: str) -> None:
    """The same on uvloop: aiogram's fastest where Telegram takes its time."""
    import uvloop

    uvloop.run(_aiogram(url, token, in_tasks=True))


def aiogram_in_line(url: str, token: str, database: str) -> None:
    """One update after the other, on uvloop: aiogram's fastest where Telegram takes no time."""
    import uvloop

    uvloop.run(_aiogram(url, token, in_tasks=False))


async def _aiogram(url: str, token: str, *, in_tasks: bool) -> None:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    bot = Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(url)))
    await dispatcher.start_polling(bot, handle_as_tasks=in_tasks)


CONTESTANTS: Final[dict[str, Callable[[str, str, str], None]]] = {
    "vecino": vecino,
    "ptb": python_telegram_bot,
    "aiogram": aiogram,
    "aiogram-uvloop": aiogram_uvloop,
    "aiogram-in-line": aiogram_in_line,
}


def main(name: str, url: str, token: str, core: str, database: str = "") -> None:
    stay_on(int(core) if core else None)
    CONTESTANTS[name](url, token, database)


if __name__ == "__main__":
    main(*sys.argv[1:])
