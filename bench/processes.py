"""Processes under measurement: starting a bot on a core of its own, what it has used so far, ending it."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.directory.loader import load_directory
from bot.lexicon.learnt import saved
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

T = TypeVar("T")

_TICKS = os.sysconf("SC_CLK_TCK")


def cores() -> tuple[int | None, int | None]:
    """One core for the server and one for the bots; no choice where the machine has a single one."""
    able = sorted(os.sched_getaffinity(0))
    return (able[0], able[1]) if len(able) > 1 else (None, None)


def stay_on(core: int | None) -> None:
    """Keep this process on one core; anywhere when it is None."""
    if core is not None:
        os.sched_setaffinity(0, {core})


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far, all threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_megabytes(pid: int) -> float:
    """Memory of a process now."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


async def unless_dead(process: asyncio.subprocess.Process, event: Awaitable[T]) -> T:
    """What `event` gives. Raises RuntimeError when the process ends before it comes."""
    death, wanted = asyncio.ensure_future(process.wait()), asyncio.ensure_future(event)
    try:
        await asyncio.wait([death, wanted], return_when=asyncio.FIRST_COMPLETED)
        if not wanted.done():
            raise RuntimeError(f"a bot has ended by itself, with status {death.result()}")
        return await wanted
    finally:
        death.cancel()
        wanted.cancel()


@asynccontextmanager
async def contestant(
    name: str, url: str, token: str, core: int | None, database: str = "", log: Path = Path(os.devnull)
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot of that name at work on the server at `url`, until the block ends; its standard error goes to `log`."""
    words = ("-m", "bench.contestants", name, url, token, "" if core is None else str(core), database)
    with log.open("ab") as stream:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=stream
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def address(home: Path) -> str:
    """The database in the folder `home`."""
    return f"sqlite+aiosqlite:///{home}/vecino.db"


async def publish_directory(data: Path, home: Path) -> None:
    """Publish the spreadsheets in `data` into a new database in `home`, as staff would."""
    engine = open_engine(address(home))
    await migrate(engine)
    await publish(engine, load_directory(data), now=datetime.now(UTC), learnt=saved(data))
    await engine.dispose()
