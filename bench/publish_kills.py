"""D-P1: a publication that is killed at any moment. python -m bench.publish_kills [--kills 1000] [--out FILE].

A prepared process forks publishers. Each publishes ever new releases until it is killed (SIGKILL) at a random moment of
its writing; meanwhile and afterwards the release that is live is read whole. Release N has N phrases, all labelled N.
All tables are written, but few rows of each and a part of the weights: then many kills find time.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import statistics
import sys
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from sqlalchemy import text

from bench.cases import Case, report
from bench.matching import ROOT
from bot.directory.loader import load_directory
from bot.directory.model import Phrase
from bot.lexicon.learnt import saved
from bot.storage.releases import load_live, publish
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.model import Directory

DATA: Final = ROOT / "directory_data"
_LEAST: Final = 500
_OF_SQLITE: Final = ("vecino.db", "vecino.db-wal", "vecino.db-shm")
_PLAIN_RUNS: Final = 5
_READ_EVERY: Final = 0.02
_ROWS: Final = 50
_WEIGHTS: Final = 500_000


def shortened(whole: Directory) -> Directory:
    """Some rows of each table."""
    few = {
        name: getattr(whole, name)[:_ROWS]
        for name in ("phrases", "urgent_phrases", "private_phrases", "expressions", "zip_centers")
    }
    return replace(whole, services=whole.published[:_ROWS], **few)


def weights() -> bytes:
    """Bytes in the place of weights."""
    return saved(DATA)[:_WEIGHTS]


def content(directory: Directory, size: int) -> Directory:
    """The directory with `size` phrases that tell which publication they belong to."""
    return replace(directory, phrases=tuple(Phrase("en", str(size), f"words {number}") for number in range(size)))


async def publish_for_ever(engine: AsyncEngine, directory: Directory, learnt: bytes) -> None:
    """Publish, each time something else, and say so before."""
    size = _LEAST + len((await load_live(engine))[1].phrases) % 100
    while True:
        size = _LEAST + (size + 1) % 100
        made = content(directory, size)
        sys.stdout.write("writing\n")
        sys.stdout.flush()
        await publish(engine, made, now=datetime.now(UTC), learnt=learnt)


async def warm_up(engine: AsyncEngine, learnt: bytes) -> Directory:
    """Publish what is live once more, so that those who are forked write at once, and give it.

    No connection is left for them to share.
    """
    _, directory = await load_live(engine)
    await publish(engine, content(directory, _LEAST - 1), now=datetime.now(UTC), learnt=learnt)
    await engine.dispose()
    return directory


def fork_publishers(url: str) -> None:
    """Fork a publisher for each line of standard input, say its process id, and wait for its end."""
    engine, learnt = open_engine(url), weights()
    directory = asyncio.run(warm_up(engine, learnt))
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(publish_for_ever(engine, directory, learnt))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("dead\n")
        sys.stdout.flush()


@dataclass(slots=True)
class Tally:
    """What was seen; `releases` are the live ones after each kill."""

    torn: int = 0
    broken: int = 0
    orphans: set[str] = field(default_factory=set)
    reads: int = 0
    unread: int = 0
    releases: list[int] = field(default_factory=list)


class Publishers:
    """The prepared process, and one publisher at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def line(self) -> str:
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).decode().strip()
        if not line:
            raise RuntimeError("the prepared process has ended")
        return line

    async def start(self) -> int:
        """Fork a publisher, wait until it writes, and give its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"next\n")
        lines = [await self.line(), await self.line()]
        return int(next(line for line in lines if line != "writing"))

    async def kill(self, child: int) -> None:
        os.kill(child, signal.SIGKILL)
        while await self.line() != "dead":
            pass


@asynccontextmanager
async def publishers(url: str) -> AsyncIterator[Publishers]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.publish_kills", "--forking", url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        yield Publishers(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def run(kills: int, whole: Directory, folder: Path) -> list[Case]:
    """Kill so many publishers of a database in `folder`."""
    url = f"sqlite+aiosqlite:///{folder}/vecino.db"
    directory, learnt, engine, tally = shortened(whole), weights(), open_engine(url), Tally()
    await migrate(engine)
    await publish(engine, content(directory, _LEAST), now=datetime.now(UTC), learnt=learnt)
    draw = random.Random(kills)
    async with publishers(url) as prepared:
        span = await _time_of_writing(prepared)
        for _ in range(kills):
            child = await prepared.start()
            killed = asyncio.Event()
            reader = asyncio.create_task(_read_until(killed, engine, directory, tally))
            await asyncio.sleep(draw.uniform(0, span))
            await prepared.kill(child)
            killed.set()
            await reader
            await _look(engine, directory, tally)
            tally.orphans |= _strangers(folder, *_OF_SQLITE)
    await engine.dispose()
    tally.orphans |= _strangers(folder, _OF_SQLITE[0])
    return _cases(kills, tally)


def _strangers(folder: Path, *known: str) -> set[str]:
    return {file.name for file in folder.iterdir()}.difference(known)


async def _time_of_writing(prepared: Publishers) -> float:
    """How long a publication takes, with some more, so that some are killed just after."""
    child, clock = await prepared.start(), asyncio.get_running_loop().time
    times = [clock()]
    while len(times) <= _PLAIN_RUNS:
        await prepared.line()
        times.append(clock())
    await prepared.kill(child)
    return 1.4 * statistics.median(later - sooner for sooner, later in pairwise(times))


async def _read_until(killed: asyncio.Event, engine: AsyncEngine, directory: Directory, tally: Tally) -> None:
    while not killed.is_set():
        await _read(engine, directory, tally)
        await asyncio.sleep(_READ_EVERY)


async def _read(engine: AsyncEngine, directory: Directory, tally: Tally) -> int:
    """Read the live release as a bot that starts now would; give its id."""
    try:
        release_id, loaded = await load_live(engine)
    except Exception:
        tally.unread += 1
        return 0
    tally.reads += 1
    tally.torn += loaded != content(directory, len(loaded.phrases))
    return release_id


async def _look(engine: AsyncEngine, directory: Directory, tally: Tally) -> None:
    tally.releases.append(await _read(engine, directory, tally))
    async with engine.connect() as connection:
        tally.broken += await connection.scalar(text("PRAGMA integrity_check")) != "ok"
        tally.broken += (await connection.execute(text("PRAGMA foreign_key_check"))).first() is not None


def _cases(kills: int, tally: Tally) -> list[Case]:
    size, moved = f"{kills:,} kills", sum(a != b for a, b in pairwise(tally.releases))
    ended = f"{moved} ended behind the change of release, {len(tally.releases) - moved} before"
    return [
        Case("D-P1 torn releases", size, "0", f"{tally.torn} ({ended})", not tally.torn and moved < kills),
        Case("D-P1 integrity_check", size, "0 not ok", str(tally.broken), not tally.broken),
        Case(
            "D-P1 reads of the live release", f"{tally.reads:,} reads", "0 failed", str(tally.unread), not tally.unread
        ),
        Case("D-P1 files left behind", size, "0", str(len(tally.orphans)), not tally.orphans),
    ]


def main(
    kills: Annotated[int, typer.Option(help="How many.")] = 1_000,
    forking: Annotated[str, typer.Option(hidden=True)] = "",
    out: Annotated[Path | None, typer.Option(help="Write the rows here too.")] = None,
) -> None:
    """Kill publishers and print the table."""
    if forking:
        fork_publishers(forking)
        return
    with tempfile.TemporaryDirectory() as folder:
        if not report(asyncio.run(run(kills, load_directory(DATA), Path(folder))), out):
            raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
