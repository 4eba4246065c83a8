"""Two bots with one token, and a Telegram that is away: python -m bench.outages [--questions 1000] [--out FILE]."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.bot_process import count_mistakes, prepare, running
from bench.cases import Case, report
from bench.residents import QUESTIONS, Resident, Verdicts
from bot.chat.turn import LATE
from bot.demo import DemoServer, Fault, always
from bot.i18n.translations import load_translations

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWERED_WITHIN: Final = 60.0
WINS_WITHIN: Final = 10.0
PAUSE: Final = 0.1
AWAY: Final = 2 * 3600
"""Seconds for which Telegram is away on its own clock; the bot meets some of them."""
BETWEEN: Final = 120
"""Seconds around the age of a late question in which none is asked, for a slow machine."""
EARLIER: Final = load_translations().translator("en").gettext("You asked this earlier. Here is the answer.")
DEAD: Final = always(Fault(ending="reset"))


async def measure_two(questions: int, file: Path) -> list[Case]:
    """Ask `questions` of two bots that serve at once, and as many again after one has ended."""
    waits: list[float] = []
    async with DemoServer() as server, running(file, server):
        async with running(file, server):
            await Resident(server, ANSWERED_WITHIN).ask("help with rent")
            crowd = await _ask_one_after_the_other(server, questions, waits)
        ended = time.monotonic()
        survivor = Resident(server, ANSWERED_WITHIN)
        await survivor.ask("help with rent")
        alone = time.monotonic() - ended
    verdicts = _judge([*crowd, survivor])
    lost = verdicts.silent + verdicts.told
    return [
        Case(
            "F4",
            f"{verdicts.typed:,} questions to two bots",
            f"lost 0, answered ≤ {WINS_WITHIN:.0f} s",
            f"{lost}, slowest {max(waits):.1f} s, doubled {verdicts.doubled}",
            not lost and max(waits) <= WINS_WITHIN,
        ),
        Case(
            "F4", "one of them ends", f"the other answers ≤ {WINS_WITHIN:.0f} s", f"{alone:.1f} s", alone <= WINS_WITHIN
        ),
    ]


async def measure_dead(questions: int, file: Path) -> list[Case]:
    """Ask `questions` while Telegram is away for two hours, and let it come back."""
    crowd: list[Resident] = []
    async with DemoServer() as server, running(file, server):
        await Resident(server, ANSWERED_WITHIN).ask("help with rent")
        server.faults, clock, late = DEAD, server.world.clock, LATE.total_seconds()
        clock.advance(-AWAY)
        for number in range(questions):
            clock.advance(AWAY / questions)
            age = AWAY * (1 - (number + 1) / questions)
            if abs(age - late) > BETWEEN:
                crowd.append(Resident(server, ANSWERED_WITHIN))
                await crowd[-1].send(random.choice([*QUESTIONS]), heading=EARLIER if age > late else "")
        server.faults, back = None, time.monotonic()
        async with asyncio.timeout(ANSWERED_WITHIN):
            await server.settle()
        recovered = time.monotonic() - back
    verdicts, mistakes = _judge(crowd), count_mistakes(file)
    wrong = verdicts.silent + verdicts.told + verdicts.doubled + verdicts.strange + mistakes
    return [
        Case(
            "F5",
            f"{verdicts.typed:,} questions of two hours",
            f"once, by one line if older than 10 min: wrong 0, all ≤ {ANSWERED_WITHIN:.0f} s",
            f"{wrong}, {recovered:.1f} s",
            not wrong,
        ),
    ]


async def _ask_one_after_the_other(server: DemoServer, questions: int, waits: list[float]) -> list[Resident]:
    async def ask(resident: Resident) -> None:
        asked = time.monotonic()
        await resident.send(random.choice([*QUESTIONS]))
        while not resident.is_answered and time.monotonic() - asked < ANSWERED_WITHIN:  # noqa: ASYNC110
            await asyncio.sleep(PAUSE)
        waits.append(time.monotonic() - asked)

    crowd = [Resident(server, ANSWERED_WITHIN) for _ in range(questions)]
    async with asyncio.TaskGroup() as group:
        for resident in crowd:
            group.create_task(ask(resident))
            await asyncio.sleep(PAUSE)
    async with asyncio.timeout(ANSWERED_WITHIN):
        await server.settle()
    return crowd


def _judge(crowd: Sequence[Resident]) -> Verdicts:
    verdicts = Verdicts()
    for resident in crowd:
        verdicts.judge(resident.person.chat.events, resident.asked)
    return verdicts


async def _measure(questions: int) -> list[Case]:
    with tempfile.TemporaryDirectory() as folder:
        file = await prepare(Path(folder))
        return [*await measure_two(questions // 5, file), *await measure_dead(questions, file)]


def main(
    questions: Annotated[int, typer.Option(help="Questions of the outage; two bots get a fifth.")] = 1_000,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too, as JSON lines.")] = None,
) -> None:
    """Let two bots serve at once, and let Telegram be away."""
    if not report(asyncio.run(_measure(questions)), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
