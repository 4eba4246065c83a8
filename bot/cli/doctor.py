"""vecino doctor: what keeps an installation from working, and how to mend it."""

from __future__ import annotations

import asyncio
import shutil
import stat
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import typer
from rich.text import Text
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot.app import build_bot
from bot.chat.staff_room import Standing, look_at_staff_chat
from bot.cli.failures import WRONG_TOKEN
from bot.cli.problems import count, terminal
from bot.cli.spreadsheets import KEPT_SHEETS
from bot.config import read_settings
from bot.errors import CatalogueError, SettingsError
from bot.i18n.translations import load_translations
from bot.lexicon.learnt import read_current, saved
from bot.staff.fetching import read_with_sheets
from bot.storage.releases import kept_releases
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.config import Settings
    from bot.directory.loader import LoadResult
    from bot.directory.model import Directory

OLDEST_PYTHON: Final = (3, 11)
LEAST_ROOM: Final = 200_000_000
"""Bytes that should be free: some releases, and the journal of SQLite beside them."""


class State(StrEnum):
    """How one thing is."""

    WELL = "well"
    LOOK = "look"
    MEND = "mend"


_STYLES = {State.WELL: "green", State.LOOK: "bold yellow", State.MEND: "bold red"}


_STANDINGS: Final = {
    Standing.UNREACHABLE: (
        "STAFF_CHAT names no group that the bot is in",
        "Add the bot to the group, or correct STAFF_CHAT.",
    ),
    Standing.NO_GROUP: ("STAFF_CHAT is no group", "Make a group in Telegram and write its number into STAFF_CHAT."),
    Standing.NO_ADMINISTRATOR: (
        "the bot is no administrator there, so it sees no files",
        "Make it an administrator in the group's settings; it needs no further right.",
    ),
    Standing.MOVED: (
        "the group has another number by now",
        "Write the number that the bot tells there into STAFF_CHAT.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what is so, and what to do where it is not well."""

    state: State
    subject: str
    found: str
    action: str = ""


def doctor() -> None:
    """Look at Python, settings, token, database, spreadsheets, languages, time and disk, and say what to mend."""
    worst = asyncio.run(_tell(terminal()))
    if worst is State.MEND:
        raise typer.Exit(1)


async def _tell(console: Console) -> State:
    """Print each finding as soon as it is known; the worst state of them all."""
    worst = State.WELL
    async for finding in examine(Path(".env")):
        console.print(
            Text.assemble(
                (f"{finding.state.upper():5}", _STYLES[finding.state]), f" {finding.subject}: {finding.found}"
            )
        )
        if finding.action:
            console.print(Text(f"      What to do: {finding.action}"))
        worst = max(worst, finding.state, key=list(State).index)
    return worst


async def examine(env_file: Path, base_url: str | None = None) -> AsyncIterator[Finding]:
    """Every finding, one after the other; what cannot be looked at without another is left out."""
    yield _python()
    try:
        settings = read_settings(env_file)
    except SettingsError as error:
        for sentence in str(error).splitlines():
            yield Finding(State.MEND, "settings", sentence, f"Correct it in {env_file}.")
        return
    yield Finding(State.WELL, "settings", "all can be read")
    for finding in _secrets(env_file):
        yield finding
    for finding in await _telegram(settings, base_url):
        yield finding
    yield await _database(settings.database_url)
    for finding in _sheets(settings, await read_with_sheets(settings.data, settings.published_sheets, KEPT_SHEETS)):
        yield finding
    yield _languages()
    yield _disk(settings.database_url)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        return Finding(
            State.MEND, "Python", f"this is {version}", f"Install Python {wanted} or newer, then make clean."
        )
    return Finding(State.WELL, "Python", version)


def _secrets(env_file: Path) -> Iterator[Finding]:
    if env_file.is_file() and env_file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found = "other users of this machine may read it, and with it the token"
        yield Finding(State.LOOK, str(env_file), found, f"chmod 600 {env_file}")


async def _telegram(settings: Settings, base_url: str | None) -> list[Finding]:
    if settings.bot_token is None:
        action = "Get one from @BotFather and write it into .env. The demo needs none."
        return [Finding(State.LOOK, "token", "BOT_TOKEN is not set, so the bot cannot run on Telegram", action)]
    bot, _ = build_bot(settings.bot_token.get_secret_value(), base_url)
    try:
        async with bot:
            found = [_name(settings.bot_username, bot.username)]
            if settings.staff_chat is not None:
                found.append(_staff_chat(await look_at_staff_chat(bot, settings.staff_chat)))
            return found
    except InvalidToken:
        return [Finding(State.MEND, "token", "Telegram does not know it", WRONG_TOKEN.partition(": ")[2].capitalize())]
    except TelegramError as error:
        action = "Check the connection, the firewall and the proxy of this machine."
        return [Finding(State.MEND, "Telegram", f"it cannot be reached ({type(error).__name__})", action)]


def _name(named: str | None, actual: str) -> Finding:
    if named and named.lower() != actual.lower():
        found = f"it is that of @{actual}, but BOT_USERNAME is {named}"
        return Finding(State.MEND, "token", found, "Correct one of them: links and posters carry BOT_USERNAME.")
    return Finding(State.WELL, "token", f"it is that of @{actual}")


def _staff_chat(standing: Standing) -> Finding:
    if standing is Standing.FINE:
        return Finding(State.WELL, "staff chat", "the bot is an administrator of it")
    found, action = _STANDINGS[standing]
    return Finding(State.MEND, "staff chat", found, action)


async def _database(url: str) -> Finding:
    try:
        engine = open_engine(url)
        try:
            await migrate(engine)
            await _quick_check(engine)
            live = next((release for release in await kept_releases(engine) if release.is_live), None)
        finally:
            await engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        action = "Check DATABASE_URL, that the folder may be written to, and that the disk is not full."
        return Finding(State.MEND, "database", f"it cannot be opened ({type(error).__name__})", action)
    if live is None:
        return Finding(State.MEND, "database", "nothing is published yet", "vecino publish")
    at = f"{live.published_at:%Y-%m-%d}"
    return Finding(State.WELL, "database", f"release {live.id} of {at} is live, with {count(live.services, 'service')}")


async def _quick_check(engine: AsyncEngine) -> None:
    """Raises SQLAlchemyError for a damaged SQLite file."""
    if engine.dialect.name == "sqlite":
        async with engine.connect() as connection:
            if (await connection.execute(text("PRAGMA quick_check"))).scalar_one() != "ok":
                raise SQLAlchemyError


def _sheets(settings: Settings, result: LoadResult) -> Iterator[Finding]:
    if result.directory is None:
        found = f"{settings.data} has {count(len(result.errors), 'error')}"
        yield Finding(State.MEND, "spreadsheets", found, f"vecino check --data {settings.data}")
        return
    ready = count(len(result.directory.published), "service")
    yield Finding(State.WELL, "spreadsheets", f"{settings.data} can be published, with {ready}")
    if read_current(result.directory, saved(settings.data)) is None:
        found = "the words were not learnt from these phrases, so publishing takes some minutes"
        yield Finding(State.LOOK, "words", found, f"vecino learn --data {settings.data}")
    yield _time(result.directory)


def _time(directory: Directory) -> Finding:
    now = datetime.now(UTC).astimezone(ZoneInfo(directory.area.time_zone))
    found = f"it is {now:%A %H:%M, %Y-%m-%d} in {directory.area.time_zone}"
    return Finding(State.WELL, "time", f"{found}; if a clock there says otherwise, set that of this machine")


def _languages() -> Finding:
    try:
        languages = load_translations().languages
    except CatalogueError as error:
        return Finding(State.MEND, "languages", str(error), "Put the folder locales back as it was delivered.")
    unread = ", ".join(row.english_name for row in languages.unreviewed)
    found = f"{len(languages.interface)} can be answered in"
    if unread:
        return Finding(
            State.LOOK, "languages", f"{found}; no human speaker has read {unread}", "Ask speakers to read them."
        )
    return Finding(State.WELL, "languages", found)


def _disk(database_url: str) -> Finding:
    file = make_url(database_url).database or "."
    folder = next(parent for parent in (Path(file).absolute(), *Path(file).absolute().parents) if parent.is_dir())
    free = shutil.disk_usage(folder).free
    found = f"{free / 1e9:.1f} GB are free in {folder}"
    if free < LEAST_ROOM:
        return Finding(State.MEND, "disk", found, "Make room: a full disk cannot take a new release.")
    return Finding(State.WELL, "disk", found)
