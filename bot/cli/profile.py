"""vecino profile: what Telegram shows of the bot before the first tap."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import typer
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.app import build_bot
from bot.chat.patience import pause_of
from bot.chat.profile import sync_profile
from bot.cli.database import DatabaseUrl
from bot.cli.run import WRONG_TOKEN
from bot.config import read_settings
from bot.errors import SettingsError, VecinoError
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
            raise SettingsError("BOT_TOKEN is not set: get one from @BotFather and write it into .env.")
        configure_logs(settings.log_format)
        asyncio.run(synchronise(settings.bot_token.get_secret_value(), database or settings.database_url))
    except VecinoError as error:
        sentence = str(error)
    except InvalidToken:
        sentence = WRONG_TOKEN
    except RetryAfter as error:
        pause = timedelta(seconds=round(pause_of(error)))
        sentence = f"Telegram takes no more changes for {pause} (hours, minutes, seconds). Run this again after that."
    except TelegramError as error:
        sentence = f"Telegram cannot be reached ({type(error).__name__}): check the connection, then run this again."
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address of the database with its password.
        sentence = f"The database cannot be opened ({type(error).__name__}): check DATABASE_URL."
    else:
        return
    print(sentence)
    raise typer.Exit(1)


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
