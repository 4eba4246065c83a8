"""Starting and ending the processes in which the bot lives, and the database that each of them gets."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.forkserver import ensure_running
from signal import SIGKILL
from typing import TYPE_CHECKING, Final

from bench.canary.life import DATABASE, OUTPUTS, TOKEN, environment, live
from bench.matching import ROOT
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.lexicon.learnt import saved
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path
    from signal import Signals

    from bench.canary.life import Life

DATA: Final = ROOT / "directory_data"
END_WITHIN: Final = 180.0
"""Seconds, also for a machine with much else to do."""
_FORKS = get_context("forkserver")


def server() -> DemoServer:
    """A Bot API server that knows the token."""
    return DemoServer(token=TOKEN)


async def publish_into(file: Path) -> None:
    """A database with the shipped directory. Its phrases are left out: with what was learnt from them the bot does not
    read them, and each copy is small."""
    directory = replace(load_directory(DATA), phrases=(), urgent_phrases=(), private_phrases=())
    engine = open_engine(f"sqlite+aiosqlite:///{file}")
    await migrate(engine)
    await publish(engine, directory, now=datetime.now(UTC), learnt=saved(DATA))
    await engine.dispose()


def copy_unlearnt(database: Path, into: Path) -> None:
    """Copy it without what was learnt, most of its bytes: lives that have the directory loaded do not need that."""
    shutil.copy(database, into)
    with closing(sqlite3.connect(into, isolation_level=None)) as copy:
        copy.execute("UPDATE release SET learnt = NULL")
        copy.execute("VACUUM")


def furnish(folder: Path, database: Path) -> Path:
    """Make the folder of a life, with a copy of the database."""
    environment(folder)
    shutil.copy(database, folder / DATABASE)
    return folder


@dataclass(frozen=True, slots=True)
class Running:
    """A process with a bot in it. `end` sends a signal, waits, and gives the exit code (minus the signal if that killed
    it); raises TimeoutError."""

    pid: int
    wait: Callable[[], Awaitable[int | None]]

    async def end(self, signal: Signals) -> int:
        os.kill(self.pid, signal)
        code = await self.wait()
        if code is None:
            raise TimeoutError("the bot does not end")
        return code


@asynccontextmanager
async def running(life: Life) -> AsyncIterator[Running]:
    """The bot, in a process that everything is loaded into already if the life is so; killed if the block leaves it."""
    begin = _fork if life.is_loaded else _execute
    process = await begin(life)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.kill(process.pid, SIGKILL)
        await process.wait()


async def _execute(life: Life) -> Running:
    """Start the bot as any program starts. Both outputs go on in their files."""
    options = [f"--{name}" for name in ("mishaps", "webhook") if getattr(life, name)]
    outputs = [(life.folder / name).open("ab") for name in OUTPUTS]
    try:
        process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-X",
                "faulthandler",
                "-m",
                "bench.canary.life",
                str(life.folder),
                life.base_url,
                *options,
            ),
            cwd=life.folder,
            env=environment(life.folder),
            stdout=outputs[0],
            stderr=outputs[1],
        )
    finally:
        for output in outputs:
            output.close()
    return Running(process.pid, lambda: asyncio.wait_for(process.wait(), END_WITHIN))


async def _fork(life: Life) -> Running:
    process = _FORKS.Process(target=live, args=(life,))
    await asyncio.to_thread(process.start)

    async def wait() -> int | None:
        await asyncio.to_thread(process.join, END_WITHIN)
        return process.exitcode

    return Running(process.pid or 0, wait)


def prepare_forks() -> None:
    """Let the first fork begin to load, beside whatever comes next."""
    _FORKS.set_forkserver_preload(["bench.canary.loaded", "bench.canary.life"])
    ensure_running()


async def until(holds: Callable[[], bool], seconds: float = END_WITHIN) -> None:
    """Wait until something is so; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for is plain data of the server
            await asyncio.sleep(0.01)
