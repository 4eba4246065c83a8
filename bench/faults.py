"""The whole bot at a faulty Telegram: python -m bench.faults [--questions 100000] [--out FILE].

Residents type and tap, each waiting for the answer, while a share of all calls goes wrong in every way a network and
Telegram know. Afterwards the history of every chat must tell of each question: answered, or asked to try again.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.bot_process import count_mistakes, prepare, running
from bench.cases import Case, report
from bench.residents import QUESTIONS, Resident, Verdicts
from bot.demo import NETWORK_FAULTS, Call, DemoServer, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

CROWD: Final = 100
"""How many people are there at a time: as many as Telegram gives updates at once."""
TICKETS_EACH: Final = 6
"""A ticket is for a typed question and two taps: six are less than the pace that a chat may keep."""
QUESTIONS_A_TICKET: Final = 2.8
"""Without an answer there is nothing to tap."""
PATIENCE: Final = 120.0
RECOVERED_WITHIN: Final = 60.0
SLOW: Final = (Fault(ending="silence"), Fault(ending="silence", applied=True), Fault(ending="drip", applied=True))
FAULTS: Final = (*NETWORK_FAULTS * 42, *SLOW)
"""One in a hundred says nothing until the bot gives up: one such call halts the window for seconds."""


@dataclass(slots=True)
class Weather:
    """Makes a share of all calls go wrong, and notes what the checker must know of it."""

    share: float
    random: random.Random
    calls: int = 0
    faults: int = 0
    early: int = 0
    """Calls that came before the end of a pause which Telegram had asked for."""
    doubtful: Counter[object] = field(default_factory=Counter)
    """For each chat, the messages that were sent although the bot heard otherwise."""
    _pauses: dict[tuple[str, object], float] = field(default_factory=dict)

    def __call__(self, call: Call) -> Fault | None:
        """Decide about one call, as `DemoServer.faults`."""
        now, key = time.monotonic(), (call.method, call.chat_id)
        self.calls += 1
        self.early += now < self._pauses.pop(key, now)
        if self.random.random() >= self.share:
            return None
        self.faults += 1
        fault = self.random.choice(FAULTS)
        seconds = (fault.refusal.parameters or {}).get("retry_after") if fault.refusal else None
        # An answer to a tap names no chat, so a pause of it cannot be told from those of others.
        if isinstance(seconds, int) and (call.chat_id or call.method == "getUpdates"):
            self._pauses[key] = now + seconds
        if fault.applied and call.method == "sendMessage":
            self.doubtful[call.chat_id] += 1
        return fault


async def measure(share: float, questions: int, file: Path) -> list[Case]:
    """Ask about `questions` while `share` of all calls fails; the bot answers from the database `file`."""
    weather = Weather(share, random.Random(7))
    crowd: list[Resident] = []
    async with DemoServer() as server, running(file, server):
        await Resident(server, PATIENCE).ask("help with rent")  # it has started
        server.faults, started = weather, time.monotonic()
        tickets = iter(range(ceil(questions / QUESTIONS_A_TICKET)))
        people = [asyncio.create_task(_come_and_go(server, crowd, tickets)) for _ in range(CROWD)]
        await asyncio.wait(people, return_when=asyncio.FIRST_COMPLETED)
        server.faults, ended = None, time.monotonic()
        await asyncio.wait(people, timeout=RECOVERED_WITHIN)
        await Resident(server, PATIENCE).ask("help with rent")
        recovered = time.monotonic() - ended
        for task in people:
            task.cancel()
        await asyncio.wait(people)
    verdicts, unexplained = Verdicts(), 0
    for resident in crowd:
        surplus = verdicts.judge(resident.person.chat.events, resident.asked)
        unexplained += max(0, surplus - weather.doubtful[resident.person.id])
    rate = f"{len(crowd):,} chats, {(verdicts.typed + verdicts.taps) / (ended - started):.0f}/s"
    return [
        *_judge(weather, verdicts, unexplained, rate),
        _row(
            share,
            "faults end",
            f"recovered ≤ {RECOVERED_WITHIN:.0f} s",
            f"{recovered:.1f} s",
            recovered <= RECOVERED_WITHIN,
        ),
        _row(share, "log", "mistakes of ours 0", str(count_mistakes(file)), not count_mistakes(file)),
    ]


def _judge(weather: Weather, verdicts: Verdicts, unexplained: int, rate: str) -> list[Case]:
    share, asked = weather.share, verdicts.typed + verdicts.taps
    doubled = verdicts.doubled / verdicts.typed
    most_doubled = 0.01 if share <= 0.05 else 1.0  # above it, the share is only told
    return [
        _row(
            share,
            f"{asked:,} questions, {rate}",
            "silent losses 0",
            f"{verdicts.silent} ({verdicts.told / asked:.1%} told to try again)",
            not verdicts.silent,
        ),
        _row(share, f"{verdicts.taps:,} taps", "doubled 0", str(verdicts.strange), not verdicts.strange),
        _row(
            share,
            f"{verdicts.typed:,} typed",
            "doubled only after an ambiguous fault" + (", ≤ 1 %" if most_doubled < 1 else ""),
            f"{doubled:.2%}, at most {verdicts.most} times; without one {unexplained}",
            not unexplained and doubled <= most_doubled,
        ),
        _row(
            share,
            f"{weather.faults:,} faults in {weather.calls:,} calls",
            "calls earlier than retry_after 0",
            str(weather.early),
            not weather.early,
        ),
    ]


def _row(share: float, size: str, target: str, got: str, holds: bool) -> Case:
    return Case(f"F1 {share:.0%}", size, target, got, holds)


async def _come_and_go(server: DemoServer, crowd: list[Resident], tickets: Iterator[int]) -> None:
    """Be one resident after the other while there are tickets, one for a typed question and its two taps."""
    while True:
        resident = Resident(server, PATIENCE)
        crowd.append(resident)
        for text in random.sample(sorted(QUESTIONS), TICKETS_EACH):
            if next(tickets, None) is None:
                return
            listed = await resident.ask(text)
            card = listed and await resident.tap(listed, listed.labels[0])
            if card and "Back" in card.labels:
                await resident.tap(card, "Back")


async def _measure_all(sizes: dict[float, int]) -> list[Case]:
    rows: list[Case] = []
    for share, questions in sizes.items():
        with tempfile.TemporaryDirectory() as folder:
            rows += await measure(share, questions, await prepare(Path(folder)))
    return rows


def main(
    questions: Annotated[
        int, typer.Option(help="Questions at faults in 5 % of calls; a tenth at 1 % and 20 %.")
    ] = 100_000,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too, as JSON lines.")] = None,
) -> None:
    """Measure with faults in 5, 1 and 20 % of all calls."""
    tenth = questions // 10
    if not report(asyncio.run(_measure_all({0.05: questions, 0.01: tenth, 0.2: tenth})), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
