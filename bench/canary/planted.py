"""R2, the canary of the canary: leaks put into the running bot. Each must be found, and without one nothing may be."""

from __future__ import annotations

import asyncio
from random import Random
from signal import SIGKILL, SIGTERM
from typing import TYPE_CHECKING

from bench.canary.conversations import converse, meet
from bench.canary.life import Life
from bench.canary.lives import furnish, running, server
from bench.canary.patterns import patterns_of
from bench.canary.plants import LEAKS
from bench.canary.residue import written_files
from bench.canary.scanner import Scanner
from bench.canary.sentinels import draw_beside
from bench.cases import Case

if TYPE_CHECKING:
    from pathlib import Path

    from bench.canary.scanner import Hit
    from bench.canary.sentinels import Identity

AT_ONCE = 6
"""Lives beside each other."""


async def plant(folder: Path, database: Path) -> list[Case]:
    """One row for all leaks, one for the same life without a leak. `database` has no learnt weights."""
    (who,) = draw_beside(database, 1, Random())
    scanner, slots = Scanner(patterns_of(who)), asyncio.Semaphore(AT_ONCE)

    async def find(number: int, leak: str) -> set[Hit]:
        async with slots:
            await live_with(leak, who, furnish(folder / str(number), database))
            return await asyncio.to_thread(scanner.scan, written_files(folder / str(number)))

    none, *found = await asyncio.gather(*(find(number, leak) for number, leak in enumerate(("", *LEAKS))))
    missed = [leak for leak, hits in zip(LEAKS, found, strict=True) if not hits]
    return [
        Case("R2 without a leak", "1 life", "0 hits", f"{len(none)} hits", not none),
        Case(
            "R2 planted leaks",
            f"{len(LEAKS)} leaks",
            "all found",
            f"{len(LEAKS) - len(missed)} found" + (f"; missed: {', '.join(missed)}" if missed else ""),
            not missed,
        ),
    ]


async def live_with(leak: str, who: Identity, folder: Path) -> None:
    """One person's conversation with a bot that has a leak, until that bot is ended."""
    plan = LEAKS.get(leak)
    async with server() as telegram:
        life = Life(folder, telegram.base_url, plant=leak, webhook=bool(plan and plan.webhook), is_loaded=True)
        async with running(life) as process:
            person = meet(telegram, who, Random(1))
            await converse(telegram, person, who, Random(1))
            if not person.bot_messages:
                raise AssertionError(f"the bot did not answer: {leak}")
            await telegram.settle()
            await process.end(SIGKILL if plan and plan.is_killed else SIGTERM)
