"""The whole bot as residents meet it: the shipped directory, published, behind the local Bot API server."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.app import LiveReleases, build_bot, serve
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.i18n.translations import load_translations
from bot.lexicon.learnt import saved
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.chat.staff_room import StaffChat
    from bot.chat.staff_watch import WatchedFolder
    from bot.config import EraseTyped
    from bot.directory.model import Directory
    from bot.pipeline import LiveRelease
    from bot.web.webhook import Hook

DATA = Path("directory_data")


def address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def publish_into(file: Path, directory: Directory, data: Path = DATA) -> None:
    engine = open_engine(address(file))
    await migrate(engine)
    await publish(engine, directory, now=datetime.now(UTC), learnt=saved(data))
    await engine.dispose()


async def load_from(file: Path) -> LiveRelease:
    engine = open_engine(address(file))
    release = (await LiveReleases.open(engine)).current
    await engine.dispose()
    return release


@asynccontextmanager
async def serving(
    file: Path,
    release: LiveRelease,
    server: DemoServer,
    *,
    inline: bool = True,
    erase_typed: EraseTyped = "sensitive",
    hook: Hook | None = None,
    staff: StaffChat | None = None,
    watched: WatchedFolder | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, serving from a published release until the block ends; it polls, or is called at `hook`."""
    engine, stopped = open_engine(address(file)), asyncio.Event()
    releases, translations = LiveReleases(engine, release), load_translations()
    bot, polling = build_bot(server.token, server.base_url, sending=hook.sending if hook else None)
    async with bot:
        run = asyncio.create_task(
            serve(
                bot,
                polling,
                releases,
                translations,
                poll_timeout=30,
                stopped=stopped,
                inline=inline,
                erase_typed=erase_typed,
                hook=hook,
                staff=staff,
                watched=watched,
                clock=clock,
            )
        )
        try:
            yield run
        finally:
            stopped.set()
            try:
                await run
            finally:
                await engine.dispose()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shipped directory; tests that publish into it take a copy."""
    file = tmp_path_factory.mktemp("journeys") / "vecino.db"
    asyncio.run(publish_into(file, load_directory(DATA)))
    return file


@pytest.fixture(scope="session")
def release(published: Path) -> LiveRelease:
    """What the database holds, indexed once for all tests."""
    return asyncio.run(load_from(published))


@pytest.fixture
def database(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(published, tmp_path / "vecino.db"))


@pytest.fixture
async def telegram(database: Path, release: LiveRelease) -> AsyncIterator[DemoServer]:
    """A server with the bot at work; at the end no documented rule may have been broken."""
    async with DemoServer() as server:
        async with serving(database, release, server):
            yield server
        assert server.violations == []
