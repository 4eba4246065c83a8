"""kill -9 of the whole bot at random moments: python -m bench.kills [--kills 500] [--out FILE].

The Bot API server lives on, as Telegram would. Residents come all the while; each types one question and taps one
button. Everyone must get an answer, and a second one only where a kill came between the answer and its confirmation.
"""

from __future__ import annotations

import asyncio
import random
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.bot_process import count_mistakes, prepare, ready
from bench.cases import Case, report
from bench.residents import QUESTIONS, Resident, Verdicts
from bot.demo import DemoServer, Fault, always

if TYPE_CHECKING:
    from bench.bot_process import Bots

RESIDENTS_A_SECOND: Final = 25
MOST_WAITING: Final = 60
"""With so many before an answer nobody else comes, so that a slow machine is not asked ever more."""
LATENCY: Final = always(Fault(latency=0.05), "sendMessage", "editMessageText", "answerCallbackQuery")
"""So that some answers are always on their way."""
MOST_CALLS: Final = 150
"""Calls of a bot before it is killed: its start takes ten, what waited meanwhile a third of them."""
JITTER: Final = 0.02
LONGEST_START: Final = 1.5
STARTS_KILLED: Final = 0.1
"""The share of kills that do not wait for any call."""
FINISHED_WITHIN: Final = 60.0


@dataclass(slots=True)
class Town:
    """The residents, and what is on its way when a bot is killed."""

    server: DemoServer
    residents: list[Resident] = field(default_factory=list)
    waiting: set[Resident] = field(default_factory=set)
    is_closed: bool = False
    in_flight: int = 0
    """Answers to typed questions that were out and not confirmed at some kill, and calls on their way."""
    unfinished: Counter[int] = field(default_factory=Counter)
    """For each chat, the kills at which something of it was not confirmed."""

    async def live(self) -> None:
        """Let new residents come until the town is closed; ends when all of them have what they wanted."""
        async with asyncio.TaskGroup() as visits:
            while not self.is_closed:
                if len(self.waiting) < MOST_WAITING:
                    visits.create_task(self._visit(Resident(self.server, inf)))
                await asyncio.sleep(random.expovariate(RESIDENTS_A_SECOND))

    def note_kill(self) -> None:
        """Note what a bot that is killed now has not finished."""
        chats = {update.chat_key for update in self.server.world.updates.waiting()}
        self.unfinished.update(chats)
        answered = sum(bool(resident.asked[-1].heading) and resident.is_answered for resident in self.waiting)
        self.in_flight += self.server.api.running + answered

    async def _visit(self, resident: Resident) -> None:
        self.residents.append(resident)
        self.waiting.add(resident)
        listed = await resident.ask(random.choice([*QUESTIONS]))
        if listed:
            await resident.tap(listed, listed.labels[0])
        self.waiting.discard(resident)


async def measure(kills: int, file: Path) -> list[Case]:
    """Kill `kills` bots that answer from the database `file`."""
    started = time.monotonic()
    async with DemoServer() as server, ready(file, server) as bots:
        town = Town(server)
        server.faults = LATENCY
        life = asyncio.create_task(town.live())
        for _ in range(kills):
            await _start_and_kill(bots, town)
        town.is_closed = True
        await bots.start()
        await asyncio.wait([life], timeout=FINISHED_WITHIN)
        life.cancel()
        await asyncio.wait([life])
    verdicts, unexplained = Verdicts(), 0
    for resident in town.residents:
        surplus = verdicts.judge(resident.person.chat.events, resident.asked)
        unexplained += max(0, surplus - town.unfinished[resident.person.id])
    size = f"{kills} kills, {verdicts.typed:,} typed, {verdicts.taps:,} taps in {time.monotonic() - started:.0f} s"
    mistakes = count_mistakes(file)
    return [
        Case("F2", size, "lost 0", str(verdicts.silent + verdicts.told), not verdicts.silent + verdicts.told),
        Case(
            "F2",
            f"{town.in_flight:,} answers in flight",
            "doubled ≤ those in flight, taps 0, mistakes logged 0",
            f"{verdicts.doubled} ({verdicts.doubled / kills:.1f} a kill; not in flight {unexplained}), "
            f"{verdicts.strange}, {mistakes}",
            verdicts.doubled <= town.in_flight and not unexplained + verdicts.strange + mistakes,
        ),
    ]


async def _start_and_kill(bots: Bots, town: Town) -> None:
    await bots.start()
    if random.random() < STARTS_KILLED:
        await asyncio.sleep(random.uniform(0, LONGEST_START))
    else:
        # Counted in calls, not in seconds, so that it means the same on a slow machine.
        last = town.server.api.calls + random.randint(1, MOST_CALLS)
        while town.server.api.calls < last:  # noqa: ASYNC110 - nothing tells of a call
            await asyncio.sleep(0.002)
        await asyncio.sleep(random.uniform(0, JITTER))
    town.note_kill()
    await bots.end(signal.SIGKILL)


async def _measure(kills: int) -> list[Case]:
    with tempfile.TemporaryDirectory() as folder:
        return await measure(kills, await prepare(Path(folder)))


def main(
    kills: Annotated[int, typer.Option(help="How often the bot is killed.")] = 500,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too, as JSON lines.")] = None,
) -> None:
    """Kill the bot at random moments."""
    if not report(asyncio.run(_measure(kills)), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
