"""Updates that come twice, out of order, late and with odd numbers: python -m bench.shuffled [--questions 100000].

Telegram promises none of this, and a proxy, a restored machine or a fault of theirs may bring it. Every update must be
answered once.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.bot_process import count_mistakes, prepare, running
from bench.cases import Case, report
from bench.residents import QUESTIONS, Resident, Verdicts
from bot.demo import DemoServer

if TYPE_CHECKING:
    from bot.demo.updates import Update

WAVE: Final = 40
"""People who write at once, each three questions without waiting and then a tap: more than Telegram gives in a poll."""
TYPED_EACH: Final = 3
MOST_COPIES: Final = 5
REPLAYED: Final = 20
"""How many earlier updates come again with each batch."""
REMEMBERED: Final = 2_000
"""From how many earlier ones they are drawn; the bot promises to know ten thousand."""
GAP_SHARE: Final = 0.05
WAVES_A_WEEK: Final = 5
"""Waves until numbers start lower, as after a week without updates."""
RESTART_LOWER_BY: Final = 1_000_000
DAY: Final = 86_400
SETTLED_WITHIN: Final = 120.0


@dataclass(slots=True)
class Disorder:
    """What comes with each poll: every update once to five times, some of earlier days, all shuffled."""

    delivered: int = 0
    _earlier: deque[Update] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _known: set[int] = field(default_factory=set)

    def __call__(self, batch: list[Update]) -> list[Update]:
        """Disturb a batch, as `UpdateQueue.disorder`."""
        mixed = [update for update in batch for _ in range(random.randint(1, MOST_COPIES))]
        if batch:
            mixed += random.sample(self._earlier, min(REPLAYED, len(self._earlier)))
        random.shuffle(mixed)
        self._earlier.extend(update for update in batch if update.update_id not in self._known)
        self._known.update(update.update_id for update in batch)
        self.delivered += len(mixed)
        return mixed


async def measure(questions: int, file: Path) -> list[Case]:
    """Ask and tap `questions` times; the bot answers from the database `file`."""
    started, crowd, restarts = time.monotonic(), list[Resident](), 0
    async with DemoServer() as server, running(file, server):
        await Resident(server, SETTLED_WITHIN).ask("help with rent")
        updates = server.world.updates
        updates.disorder = disorder = Disorder()
        for wave in range(questions // (WAVE * (TYPED_EACH + 1))):
            if wave % WAVES_A_WEEK == WAVES_A_WEEK - 1:
                updates.renumber(updates.next_id - RESTART_LOWER_BY)
                restarts += 1
            people = [Resident(server, SETTLED_WITHIN) for _ in range(WAVE)]
            crowd += people
            await _ask_at_once(server, people)
            server.world.clock.advance(DAY)
    verdicts, doubled = Verdicts(), 0
    for resident in crowd:
        doubled += verdicts.judge(resident.person.chat.events, resident.asked)
    asked, mistakes = verdicts.typed + verdicts.taps, count_mistakes(file)
    lost = verdicts.silent + verdicts.told
    seconds = time.monotonic() - started
    size = f"{asked:,} updates as {disorder.delivered:,}, numbers restarted {restarts} times, {seconds:.0f} s"
    return [
        Case(
            "F3",
            size,
            "answered once: lost 0, doubled 0, mistakes logged 0",
            f"{lost} ({verdicts.told} of them told to try again), {doubled + verdicts.strange}, {mistakes}",
            not lost + doubled + verdicts.strange + mistakes,
        ),
    ]


async def _ask_at_once(server: DemoServer, people: list[Resident]) -> None:
    updates = server.world.updates
    for text in random.sample(sorted(QUESTIONS), TYPED_EACH):
        for resident in people:
            if random.random() < GAP_SHARE:
                updates.renumber(updates.next_id + random.randint(1, 1_000))
            await resident.send(text)
    async with asyncio.timeout(SETTLED_WITHIN):
        await server.settle()
    for resident in people:
        if resident.person.bot_messages:
            listed = resident.person.bot_messages[-1]
            await resident.send_tap(listed, listed.labels[0])
    async with asyncio.timeout(SETTLED_WITHIN):
        await server.settle()


async def _measure(questions: int) -> list[Case]:
    with tempfile.TemporaryDirectory() as folder:
        return await measure(questions, await prepare(Path(folder)))


def main(
    questions: Annotated[int, typer.Option(help="Questions and taps.")] = 100_000,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too, as JSON lines.")] = None,
) -> None:
    """Disturb the order of updates."""
    if not report(asyncio.run(_measure(questions)), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
