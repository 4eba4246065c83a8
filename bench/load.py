"""Does everybody get an answer, and soon? python -m bench.load [--seconds 600] [--burst 3000].

First a steady rate over a network on which one call in twenty fails, on the local Bot API server with its faults. Then
a burst, once without and once with somebody who floods the bot.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
from collections import defaultdict, deque
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.cases import Case, report
from bench.load_server import Asked, LoadServer
from bench.matching import ROOT
from bench.processes import address, contestant, cores, publish_directory, stay_on, unless_dead
from bench.questions import draw_questions
from bot.app import run_in_loop
from bot.demo import NETWORK_FAULTS, Call, DemoServer, Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.load_server import Line
    from bot.demo import Person
    from bot.demo.state import Event

LATENCY: Final = 0.08
RATE: Final = 30.0
SHARE: Final = 0.05
CROWD: Final = 600
PATIENCE: Final = 60.0
"""Seconds after the last question within which a reaction counts: longer than every pause of the bot."""
BURST_RATE: Final = 300.0
FLOODER: Final = 1
_SEED: Final = 20
_FAULTS: Final = tuple(fault for fault in NETWORK_FAULTS if not fault.refusal or fault.refusal.code != 429)
"""All but "too many requests": that is time which Telegram itself asks for, and nobody here is too fast."""


class Waits:
    """Who waits since when, and how long each had to wait beyond what Telegram itself took."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.beyond: list[float] = []
        self._clock = clock
        self._asked: defaultdict[int, deque[float]] = defaultdict(deque)

    @property
    def open(self) -> int:
        """How many have had no reaction yet."""
        return sum(map(len, self._asked.values()))

    def ask(self, person: Person) -> None:
        self._asked[person.id].append(self._clock())

    def react(self, chat: int) -> None:
        """The bot has written into the chat: an answer, or the request to ask again."""
        if self._asked[chat]:
            self.beyond.append(self._clock() - self._asked[chat].popleft() - LATENCY)


async def ask_steadily(database: str, seconds: float, rate: float = RATE) -> list[Case]:
    """`rate` questions a second for so long, while one call in twenty fails."""
    own, theirs = cores()
    stay_on(own)
    loop = asyncio.get_running_loop()
    waits = Waits(loop.time)
    async with DemoServer() as server:
        url = server.base_url.removesuffix("/bot")
        async with contestant("vecino", url, server.token, theirs, database) as process:
            await unless_dead(process, _until(lambda: bool(server.world.updates.allowed)))
            server.faults = _faults()
            crowd = [server.user(language_code=code) for code, _ in draw_questions(CROWD, _SEED)]
            for person in crowd:
                person.chat.listeners.add(_listener(person, waits))
            asked = int(seconds * rate)
            started = loop.time()
            for number, (_, text) in enumerate(draw_questions(asked, _SEED)):
                await asyncio.sleep(started + number / rate - loop.time())
                person = crowd[number % CROWD]
                waits.ask(person)
                await person.send(text)
            await unless_dead(process, _until(lambda: not waits.open, PATIENCE))
            refused = len(server.violations)
    beyond = sorted(waits.beyond)
    p99 = 1000 * beyond[int(0.99 * (len(beyond) - 1))]
    median = 1000 * statistics.median(beyond)
    size = f"{asked} questions, {rate:.0f}/s, faults {SHARE:.0%}"
    lost = f"{waits.open} lost, {refused} rules broken"
    return [
        Case("L1", size, "silent losses 0, no rule broken", lost, waits.open == refused == 0),
        Case("L2", size, "p99 < 300 ms beyond the API's own time", f"{p99:.0f} ms (median {median:.0f} ms)", p99 < 300),
    ]


async def ask_in_a_burst(database: str, questions: int, rate: float = BURST_RATE) -> list[Case]:
    """So many questions at `rate`, a third of them from one chat: what do the others notice of it?"""
    own, theirs = cores()
    stay_on(own)
    async with LoadServer() as server, contestant("vecino", server.url, "1:bench", theirs, database) as process:
        line = server.line("1:bench")
        line.latency = LATENCY
        await unless_dead(process, line.polled.wait())
        await unless_dead(process, line.ask([Asked(10_000 + n, *q) for n, q in enumerate(draw_questions(100, 0))]))
        calm = await unless_dead(process, _burst(line, questions, rate, with_flood=False))
        flooded = await unless_dead(process, _burst(line, questions, rate, with_flood=True))
    size = f"{questions} in {questions / rate:.0f} s, a third from one chat"
    missing = sum(1 for number in range(questions) if number % 3) - len(flooded)
    delay = max(flooded) - max(calm)
    got = f"{delay:.2f} s (at most {max(flooded):.2f} s, without the flood {max(calm):.2f} s)"
    return [
        Case("L3", size, "everybody else answered", f"{missing} missing", missing == 0),
        Case("L4", size, "it delays nobody else by more than 2 s", got, delay <= 2.0),
    ]


async def _burst(line: Line, questions: int, rate: float, *, with_flood: bool) -> list[float]:
    """How long each but the flooder waited, beyond the API's own time."""
    loop = asyncio.get_running_loop()
    line.books.waits.clear()
    started, chats = loop.time(), 20_000 if with_flood else 50_000
    for number, (language, text) in enumerate(draw_questions(questions, _SEED)):
        await asyncio.sleep(started + number / rate - loop.time())
        if number % 3:
            line.add(Asked(chats + number, language, text))
        elif with_flood:
            line.add(Asked(FLOODER, language, text))
    await _until(lambda: line.is_drained)
    return [wait - LATENCY for chat, wait in line.books.waits if chat != FLOODER]


def _faults() -> Callable[[Call], Fault | None]:
    draw = random.Random(_SEED)

    def choose(call: Call) -> Fault | None:
        if draw.random() < SHARE:
            return draw.choice(_FAULTS)
        return None if call.method == "getUpdates" else Fault(latency=LATENCY)

    return choose


def _listener(person: Person, waits: Waits) -> Callable[[Event], None]:
    def listen(event: Event) -> None:
        if event.kind == "message" and event.message and event.message.is_from_bot:
            waits.react(person.id)

    return listen


async def _until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until it holds, or for so many seconds."""
    end = asyncio.get_running_loop().time() + seconds
    while not holds() and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110 - plain data of the server
        await asyncio.sleep(0.05)


async def load(seconds: float, burst: int, data: Path) -> list[Case]:
    """The steady rate, then the burst."""
    with tempfile.TemporaryDirectory() as folder:
        database = address(Path(folder))
        await publish_directory(data, Path(folder))
        return [*await ask_steadily(database, seconds), *await ask_in_a_burst(database, burst)]


def main(
    seconds: Annotated[float, typer.Option(help="How long 30 questions a second are asked.")] = 600.0,
    burst: Annotated[int, typer.Option(help="How many questions come at 300 a second.")] = 3000,
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
    out: Annotated[Path | None, typer.Option(help="Where the rows are written too, as JSON lines.")] = None,
) -> None:
    """Ask steadily over a faulty network, then in a burst."""
    cases: list[Case] = []

    async def work() -> None:
        cases.extend(await load(seconds, burst, data))

    run_in_loop(work())
    if not report(cases, out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
