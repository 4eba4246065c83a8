"""vecino profile: what Telegram shows of the bot before the first tap."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

from bot.app import build_bot
from bot.chat.profile import sync_profile
from bot.cli.database import DatabaseUrl
from bot.cli.failures import FAILURES, no_token, sentence_of
from bot.config import read_settings
from bot.i18n.translations import load_translations
from bot.outlets import configure_logs
from bot.storage.releases import load_live
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from bot.directory.model import Directory

profile = typer.Typer(help="Name, descriptions and menus of the bot in Telegram.", no_args_is_help=True)


@profile.callback()
def _group() -> None:
    """Keeps `sync` a command of its own while it is the only one."""


@profile.command()
def sync(database: DatabaseUrl = None) -> None:
    """Bring name, descriptions, menus and menu button in Telegram up to date, in every language. Needs BOT_TOKEN."""
    try:
        settings = read_settings()
        if settings.bot_token is None:
            raise no_token()
        configure_logs(settings.log_format)
        asyncio.run(synchronise(settings.bot_token.get_secret_value(), database or settings.database_url))
    except FAILURES as error:
        print(sentence_of(error))
        raise typer.Exit(1) from None


async def synchronise(token: str, database_url: str, base_url: str | None = None) -> None:
    """Write what differs and print each change. Raises VecinoError, TelegramError, SQLAlchemyError, OSError."""
    directory = await _published(database_url)
    bot, _ = build_bot(token, base_url)
    changes = 0
    async with bot:
        async for change in sync_profile(bot, directory, load_translations()):
            print(f"changed: {change}", flush=True)
            changes += 1
    print(f"@{bot.username} is up to date now." if changes else f"@{bot.username} was up to date already.")


async def _published(database_url: str) -> Directory:
    engine = open_engine(database_url)
    try:
        await migrate(engine)
        _, directory = await load_live(engine)
        return directory
    finally:
        await engine.dispose()
