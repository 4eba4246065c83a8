"""Does publishing disturb anybody? python -m bench.publish_load [--seconds 300] [--period 4].

Questions come at a steady rate while another process publishes a release and undoes it, again and again. In one of the
two releases every organisation and every need carries one mark, in the other another: an answer with both is torn.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter, defaultdict, deque
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.cases import Case, report
from bench.matching import ROOT
from bench.processes import address, contestant, cores, stay_on, unless_dead
from bench.questions import draw_questions
from bot.app import run_in_loop
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.lexicon.learnt import saved
from bot.storage.releases import publish, undo
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.demo import Person
    from bot.demo.state import Event
    from bot.directory.model import Directory

DATA: Final = ROOT / "directory_data"
RATE: Final = 30.0
PERIOD: Final = 4.0
"""Seconds between a publication and its undoing, and again to the next one."""
CROWD: Final = 600
PATIENCE: Final = 30.0
OLD, NEW = "◇", "◆"
_SEED: Final = 21


def marked(directory: Directory, mark: str) -> Directory:
    """The directory with a mark in what every answer shows. A sign that is no letter changes nothing in the search."""
    organizations = {id(service): replace(service.organization, name=f"{service.organization.name} {mark}")
                     for service in directory.services}  # fmt: skip
    return replace(
        directory,
        services=tuple(replace(s, organization=organizations[id(s)]) for s in directory.services),
        needs=tuple(
            replace(need, labels={code: f"{label} {mark}" for code, label in need.labels.items() if label})
            for need in directory.needs
        ),
    )


async def publish_and_undo(url: str, period: float) -> None:
    """Publish the marked directory and undo that, for ever; each deed is a line on standard output."""
    engine, directory, learnt = open_engine(url), marked(load_directory(DATA), NEW), saved(DATA)
    while True:
        done = await publish(engine, directory, now=datetime.now(UTC), learnt=learnt)
        print("published", flush=True)
        await asyncio.sleep(period)
        await undo(engine, done.release_id)
        print("undone", flush=True)
        await asyncio.sleep(period)


@asynccontextmanager
async def publishing(url: str, period: float) -> AsyncIterator[Counter[str]]:
    """What another process has done so far, while it goes on."""
    words = ("-m", "bench.publish_load", "--publishing", url, "--period", str(period))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    done: Counter[str] = Counter()

    async def count() -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            done[line.decode().strip()] += 1

    counting = asyncio.create_task(count())
    try:
        yield done
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        await counting


@dataclass(slots=True)
class Tally:
    """What came back: seconds of each wait, more answers than questions, and which release each answer was from."""

    clock: Callable[[], float]
    waits: list[float] = field(default_factory=list)
    doubled: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    asked: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    @property
    def open(self) -> int:
        """How many have had no answer yet."""
        return sum(map(len, self.asked.values()))

    def note(self, person: Person, event: Event) -> None:
        """An event of a person's chat. Every answer has buttons; the word about an erased message has none."""
        message = event.message
        if event.kind != "message" or message is None or not message.is_from_bot or not message.labels:
            return
        if waiting := self.asked[person.id]:
            self.waits.append(self.clock() - waiting.popleft())
        else:
            self.doubled += 1
        shown = " ".join((message.text, *message.labels))
        self.kinds["".join(mark for mark in (OLD, NEW) if mark in shown)] += 1


async def ask_while_publishing(home: Path, seconds: float, rate: float = RATE, period: float = PERIOD) -> list[Case]:
    """Ask the bot whose database lies in `home` for so long, while releases come and go."""
    own, theirs = cores()
    stay_on(own)
    loop = asyncio.get_running_loop()
    tally, questions = Tally(loop.time), draw_questions(int(seconds * rate), _SEED)
    async with DemoServer() as server:
        url = server.base_url.removesuffix("/bot")
        async with contestant("vecino", url, server.token, theirs, address(home)) as process:
            await unless_dead(process, _until(lambda: bool(server.world.updates.allowed)))
            crowd = [server.user(language_code=questions[n % len(questions)][0]) for n in range(CROWD)]
            for person in crowd:
                person.chat.listeners.add(partial(tally.note, person))
            async with publishing(address(home), period) as done:
                await _until(lambda: bool(done))
                started = loop.time()
                for number, (_, text) in enumerate(questions):
                    await asyncio.sleep(started + number / rate - loop.time())
                    person = crowd[number % CROWD]
                    tally.asked[person.id].append(loop.time())
                    await person.send(text)
                await unless_dead(process, _until(lambda: not tally.open))
            refused = len(server.violations)
    return _weigh(tally, f"{len(questions)} questions, {rate:.0f}/s, {done.total()} changes", done, refused)


def _weigh(tally: Tally, size: str, done: Counter[str], refused: int) -> list[Case]:
    waits = sorted(tally.waits)
    p99 = waits[int(0.99 * (len(waits) - 1))] if waits else float("inf")
    came_and_went = min(done["published"], done["undone"], tally.kinds[OLD], tally.kinds[NEW])
    kinds = f"{tally.kinds[OLD]} of the one, {tally.kinds[NEW]} of the other, {tally.kinds[OLD + NEW]} of both"
    lost = f"{tally.open} lost, {tally.doubled} doubled, {refused} rules broken"
    return [
        Case("L5", size, "silent losses 0, doubled 0", lost, tally.open == tally.doubled == refused == 0),
        Case("L6", size, "p99 < 1 s", f"{p99:.2f} s", p99 < 1),
        Case("L7", size, "every answer of one release", kinds, tally.kinds[OLD + NEW] == 0 < came_and_went),
    ]


async def _until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until it holds, or for so many seconds."""
    end = asyncio.get_running_loop().time() + seconds
    while not holds() and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110 - plain data of the server
        await asyncio.sleep(0.05)


async def prepare(home: Path) -> None:
    """Publish the directory with the old mark into a new database in `home`."""
    engine = open_engine(address(home))
    await migrate(engine)
    await publish(engine, marked(load_directory(DATA), OLD), now=datetime.now(UTC), learnt=saved(DATA))
    await engine.dispose()


def main(
    seconds: Annotated[float, typer.Option(help="How long 30 questions a second are asked.")] = 300.0,
    period: Annotated[float, typer.Option(help="Seconds between a publication and its undoing.")] = PERIOD,
    publishing: Annotated[str, typer.Option(hidden=True, help="Only publish and undo, in this database.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where the rows are written too, as JSON lines.")] = None,
) -> None:
    """Ask steadily while releases are published and undone."""
    if publishing:
        asyncio.run(publish_and_undo(publishing, period))
    cases: list[Case] = []

    async def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            await prepare(Path(folder))
            cases.extend(await ask_while_publishing(Path(folder), seconds, period=period))

    run_in_loop(work())
    if not report(cases, out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
