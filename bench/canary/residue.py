"""R1, zero residue: conversations with sentinels and with every fault, then every byte on the disk is read for them."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from signal import SIGABRT, SIGKILL, SIGSEGV, SIGTERM, Signals
from typing import TYPE_CHECKING, Final

from bench.canary.conversations import converse, heard, meet, post_malformed
from bench.canary.life import DATABASE, OPENED, SECRET, TOKEN, Life
from bench.canary.lives import END_WITHIN, furnish, running, server, until
from bench.canary.mishaps import DAY
from bench.canary.patterns import id_patterns, patterns_of, text_patterns
from bench.canary.scanner import Scanner
from bench.canary.sentinels import draw_beside
from bench.cases import Case
from bot.demo import NETWORK_FAULTS, sometimes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.canary.lives import Running
    from bench.canary.scanner import Hit
    from bench.canary.sentinels import Identity
    from bot.demo import Call, DemoServer, Fault, Person
    from bot.demo.faults import Faults

BATCH: Final = 500
"""Conversations with one disk. More would need more patterns than the memory of a small machine holds."""
FAULTS: Final = 0.03
"""The share of all calls to Telegram that goes wrong."""


@dataclass(frozen=True, slots=True)
class End:
    """How a life ends: by which signal, with the database locked by another program or a disk that takes nothing."""

    by: Signals
    is_locked: bool = False
    is_full: bool = False
    webhook: bool = False


ENDS: Final = (
    End(SIGTERM, is_locked=True),
    End(SIGKILL),
    End(SIGSEGV),
    End(SIGTERM, is_full=True, webhook=True),
    End(SIGABRT),
    End(SIGTERM),
)


@dataclass(slots=True)
class Outcome:
    """What came of a batch. `odd` tells lives that did not end as they should."""

    hits: set[Hit]
    answered: int
    files: int
    bytes: int
    odd: list[str]


async def leave_no_residue(size: int, folder: Path, database: Path) -> Case:
    """Run `size` conversations in batches. `database` is published with its learnt weights."""
    hits: set[Hit] = set()
    odd: list[str] = []
    answered = files = read = 0
    for start in range(0, size, BATCH):
        outcome = await live_through(min(BATCH, size - start), furnish(folder / str(start), database))
        hits |= outcome.hits
        odd += outcome.odd
        answered, files, read = answered + outcome.answered, files + outcome.files, read + outcome.bytes
    got = f"{len(hits)} hits in {files} files, {read / 1e6:.0f} MB; {answered} people answered"
    shown = [f"{hit.what} in {hit.file}" for hit in sorted(hits)[:5]] + odd
    return Case(
        "R1 zero residue",
        f"{size} conversations",
        "0 hits, all answered",
        "; ".join([got, *shown]),
        not hits and not odd and answered == size,
    )


async def live_through(size: int, folder: Path) -> Outcome:
    """One batch, through as many lives of the bot as there are ends."""
    random = Random()
    crowd = draw_beside(folder / DATABASE, size, random)
    async with server() as telegram:
        telegram.faults = network_faults(random)
        talks = Talks(telegram, crowd, random)
        patterns = [pattern for who in crowd for pattern in patterns_of(who)]
        patterns += [*id_patterns("group", talks.group.id), *text_patterns("group's title", talks.title)]
        scanner = Scanner([*patterns, *text_patterns("token", TOKEN.partition(":")[2])])
        odd: list[str] = []
        hits: set[Hit] = set()
        read = size_read = 0
        for number, end in enumerate(ENDS, 1):
            # The first life starts as any program does; the others spare the loading.
            life = Life(folder, telegram.base_url, mishaps=True, webhook=end.webhook, is_loaded=number > 1)
            async with running(life) as process:
                if end.webhook:
                    await until(lambda: bool(telegram.api.webhook.url))
                    await post_malformed(telegram, SECRET, crowd[0])
                await talks.begin(size * number // len(ENDS) - len(talks.people))
                hits |= {hit for name, text in seen_from_outside(process) for hit in scanner.scan_bytes(text, name)}
                if end is ENDS[-1]:
                    telegram.faults = None
                    await talks.end()
                    await asyncio.wait_for(telegram.settle(), END_WITHIN)
                code = await die(process, end, folder)
                if code != (0 if end.by == SIGTERM else -end.by):
                    odd.append(f"{end}: {code}")
            # After each end, because the next life tidies up what a killed one left, such as the database's journal.
            files = written_files(folder)
            hits |= await asyncio.to_thread(scanner.scan, files)
            read, size_read = read + len(files), size_read + sum(path.stat().st_size for path in files)
    return Outcome(hits, heard(talks.people), read, size_read, odd)


def network_faults(random: Random) -> Faults:
    """Every fault of the network at some calls; fewer polls, after each of which a bot has to wait."""
    calls, polls = (sometimes(share, NETWORK_FAULTS, random) for share in (FAULTS, FAULTS / 5))

    def fault(call: Call) -> Fault | None:
        if call.method == "getMe":  # a bot that cannot ask who it is ends, and whatever runs it starts it again
            return None
        return polls(call) if call.method == "getUpdates" else calls(call)

    return fault


class Talks:
    """The conversations of a crowd, a part of it at a time; a few people also write in a group."""

    def __init__(self, telegram: DemoServer, crowd: list[Identity], random: Random) -> None:
        self.title = f"Neighbors {random.randbytes(8).hex()}"
        self.group = telegram.group(self.title)
        self.people: list[Person] = []
        self._telegram, self._crowd, self._random = telegram, crowd, random
        self._talks: list[asyncio.Task[None]] = []

    async def begin(self, size: int) -> None:
        """Let the next so many people talk; return when most of them have got a first answer."""
        new = [meet(self._telegram, who, self._random) for who in self._crowd[len(self.people) :][:size]]
        for who, person in zip(self._crowd[len(self.people) :], new, strict=False):
            group = self.group if self._random.random() < 0.1 else None
            self._talks.append(asyncio.create_task(converse(self._telegram, person, who, self._random, group)))
        self.people += new
        await until(lambda: 2 * heard(new) >= len(new))

    async def end(self) -> None:
        """Wait until all have said what they wanted."""
        await asyncio.gather(*self._talks)


async def die(process: Running, end: End, folder: Path) -> int:
    """End a life; give its exit code."""
    if end.is_full:
        _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, most))
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        if end.is_locked:
            other.execute("BEGIN EXCLUSIVE")
        if end.is_locked or end.is_full:
            await asyncio.sleep(3 * DAY)
        return await process.end(end.by)


def seen_from_outside(process: Running) -> Iterator[tuple[str, bytes]]:
    """What the system shows of a process to others: its arguments, and to who may see it its environment."""
    for name in ("cmdline", "environ"):
        with suppress(PermissionError):
            yield name, Path(f"/proc/{process.pid}/{name}").read_bytes()


def written_files(folder: Path) -> list[Path]:
    """Every file in the folder, and those outside it that the bot opened for writing and that are still there."""
    notes = (folder / OPENED).read_text(encoding="utf-8", errors="surrogateescape")
    paths = {*folder.rglob("*"), *map(Path, notes.splitlines())}
    return sorted(path for path in paths if path.is_file())
