"""The whole bot as a process of its own, at the address of a local Bot API server.

`vecino run` talks to Telegram alone; this does the same at another address, with a release that `prepare` has
published. Most of a start is Python reading libraries. So one process, `python -m bench.bot_process`, reads them and
becomes a bot as often as it is told to, by forking: what a killed bot knew is in none of the later ones.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.app import LiveReleases, build_bot, serve, stop_on_signals
from bot.directory.loader import load_directory
from bot.i18n.translations import load_translations
from bot.lexicon.learnt import saved
from bot.logs import Event
from bot.outlets import configure_logs
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

    from bot.demo import DemoServer

DATA: Final = Path(__file__).parent.parent / "directory_data"
POLL_TIMEOUT: Final = 30
MISTAKES: Final = ("HANDLER_FAILED", "UPDATE_UNREADABLE", "UNCAUGHT", "CRASHED", "ANSWER_ABANDONED", "WARNING_RAISED")
"""Lines of the log that no fault of the network excuses."""


async def prepare(folder: Path) -> Path:
    """Publish the shipped directory into a new database in `folder`, so that each start only has to load it."""
    file = folder / "vecino.db"
    engine = open_engine(_address(file))
    await migrate(engine)
    await publish(engine, load_directory(DATA), now=datetime.now(UTC), learnt=saved(DATA))
    await engine.dispose()
    return file


class Bots:
    """Bots at `server`, one after the other. Make it with `ready`."""

    def __init__(self, forking: Process) -> None:
        self._forking = forking
        self._pid = 0

    async def start(self) -> None:
        """Start the next bot. It answers about a second later."""
        assert self._forking.stdin and self._forking.stdout
        self._forking.stdin.write(b"\n")
        self._pid = int(await self._forking.stdout.readline())

    async def end(self, number: int) -> None:
        """Send the bot a signal that ends it; returns when it is gone, at once when it was before."""
        with contextlib.suppress(ProcessLookupError):
            while self._pid:
                os.kill(self._pid, number)
                await asyncio.sleep(0.005)
                number = 0  # only asks whether it is there
        self._pid = 0


@asynccontextmanager
async def ready(file: Path, server: DemoServer) -> AsyncIterator[Bots]:
    """Bots that answer from the database `file`; the last one is asked to stop at the end, as by an operator.

    Their log goes to a file beside it.
    """
    command = (sys.executable, "-m", "bench.bot_process", file, server.base_url, server.token)
    with log_of(file).open("ab") as log:
        forking = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=log, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        )  # a process with threads should not fork
    bots = Bots(forking)
    try:
        yield bots
    finally:
        await bots.end(signal.SIGTERM)
        await forking.communicate(b"")  # the end of its input


@asynccontextmanager
async def running(file: Path, server: DemoServer) -> AsyncIterator[Bots]:
    """One bot at work until the block ends."""
    async with ready(file, server) as bots:
        await bots.start()
        yield bots


def log_of(file: Path) -> Path:
    """Where the log of the bots that answer from `file` is."""
    return file.with_suffix(".log")


def count_mistakes(file: Path) -> int:
    """How many faults of our own the log of all bots so far tells of. A line that is not the log's counts too."""
    codes: Counter[str] = Counter()
    for line in log_of(file).read_text(encoding="utf-8").splitlines():
        try:
            codes[json.loads(line)["event"]] += 1
        except (ValueError, LookupError, TypeError):
            codes["CRASHED"] += 1
    assert codes.keys() <= Event.__members__.keys()
    return sum(codes[code] for code in MISTAKES)


def _address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def _run(file: Path, base_url: str, token: str) -> None:
    stopped = stop_on_signals()
    engine = open_engine(_address(file))
    try:
        await migrate(engine)
        releases = await LiveReleases.open(engine)
        bot, polling = build_bot(token, base_url)
        async with bot:
            await serve(bot, polling, releases, load_translations(), poll_timeout=POLL_TIMEOUT, stopped=stopped)
    finally:
        await engine.dispose()


def _fork(file: Path, base_url: str, token: str) -> None:
    """Become a bot for each line of the input, and tell its process id."""
    configure_logs("json")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system then forgets those who end
    for _ in sys.stdin:
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return asyncio.run(_run(file, base_url, token))
        print(pid, flush=True)
    return None


if __name__ == "__main__":
    _fork(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
