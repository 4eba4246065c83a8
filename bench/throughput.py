"""How many questions a second, and what does one cost: python -m bench.throughput [--rounds 5] [--seconds 4].

The whole bot (matching, cards, acknowledged after the answer) against echoes of python-telegram-bot and of aiogram,
which acknowledge before they answer. Each bot is a process on one core, the server on another; rounds by turns, so that
a slow minute of the machine meets everybody; medians. Each bot answers as many questions as take it about `seconds`.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from bench.cases import Case, report
from bench.load_server import Asked, LoadServer
from bench.matching import ROOT
from bench.processes import address, contestant, cores, cpu_seconds, publish_directory, stay_on, unless_dead
from bench.questions import draw_questions
from bot.app import run_in_loop
from bot.chat.delivery import WINDOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.load_server import Line

FAR: Final = 0.08
"""Seconds until Telegram has taken a message, seen from another continent."""
PER_CHAT: Final = 8
"""Questions of one chat in a round: fewer than its pace allows at once."""
_FIRST_CHAT: Final = 1_000_000
_WARM_UP: Final = 200

Size = dict[tuple[str, float], int]
"""How many questions a round has, for each bot and latency that is measured."""

EXPECTED: Final[dict[tuple[str, float], float]] = {
    ("vecino", 0.0): 1000,
    ("ptb", 0.0): 600,
    ("aiogram", 0.0): 900,
    ("aiogram-in-line", 0.0): 1200,
    ("vecino", FAR): 900,
    ("ptb", FAR): 12,
    ("aiogram", FAR): 700,
    ("aiogram-uvloop", FAR): 800,
}
"""Questions a second, about: what a round of so many seconds is made of."""


@dataclass(frozen=True, slots=True)
class Round:
    """One bot over one set of questions. `server` is the share of its core that the server needed."""

    questions: int
    seconds: float
    cpu: float
    server: float
    surplus: int
    early: int

    @property
    def rate(self) -> float:
        return self.questions / self.seconds

    @property
    def milliseconds(self) -> float:
        return 1000 * self.cpu / self.questions


@dataclass(frozen=True, slots=True)
class _Bot:
    process: asyncio.subprocess.Process
    line: Line


async def measure(size: Size, rounds: int, database: str) -> dict[tuple[str, float], list[Round]]:
    """Ask each bot at each latency, by turns; a first round of each is not counted."""
    own, theirs = cores()
    stay_on(own)
    chats = count(_FIRST_CHAT)
    measured: dict[tuple[str, float], list[Round]] = {key: [] for key in size}
    async with LoadServer() as server, AsyncExitStack() as stack:
        bots = {}
        for number, name in enumerate(dict.fromkeys(name for name, _ in size), 1):
            token = f"{number}:bench"
            process = await stack.enter_async_context(contestant(name, server.url, token, theirs, database))
            bots[name] = _Bot(process, server.line(token))
            await unless_dead(process, bots[name].line.polled.wait())
        for name, bot in bots.items():
            await _ask(bot, 0.0, min(_WARM_UP, size.get((name, 0.0), _WARM_UP)), 0, chats)
        for turn in range(1, rounds + 1):
            for (name, latency), questions in size.items():
                measured[name, latency].append(await _ask(bots[name], latency, questions, turn, chats))
    return measured


async def _ask(bot: _Bot, latency: float, questions: int, seed: int, chats: count[int]) -> Round:
    crowd = [next(chats) for _ in range(-(-questions // PER_CHAT))]
    drawn = draw_questions(questions, seed)
    asked = [Asked(crowd[at % len(crowd)], language, text) for at, (language, text) in enumerate(drawn)]
    bot.line.latency = latency
    server, cpu = time.process_time(), cpu_seconds(bot.process.pid)
    seconds = await unless_dead(bot.process, bot.line.ask(asked))
    books = bot.line.books
    return Round(
        questions=questions,
        seconds=seconds,
        cpu=cpu_seconds(bot.process.pid) - cpu,
        server=(time.process_time() - server) / seconds,
        surplus=books.surplus,
        early=books.early,
    )


def weigh(measured: Mapping[tuple[str, float], list[Round]]) -> list[Case]:
    """The targets that hold for the whole bot."""
    own = [part for (name, _), parts in measured.items() if name == "vecino" for part in parts]
    surplus, early = sum(part.surplus for part in own), sum(part.early for part in own)
    asked = sum(part.questions for part in own)
    far, cpu = _rate(measured, "vecino", FAR), _cpu(measured, "vecino", 0.0)
    aiogram, ptb = far / _rate(measured, "aiogram", FAR), far / _rate(measured, "ptb", FAR)
    rounds = f"{len(measured['vecino', FAR])} rounds"
    size = f"{rounds}, {FAR * 1000:.0f} ms"
    ceiling = WINDOW / FAR
    return [
        Case("S1", f"{asked} questions", "one answer each, none confirmed before", f"{surplus} more, {early} before",
             surplus == early == 0),
        Case("S2", size, ">= 1.2 x aiogram's default echo",
             f"{aiogram:.2f} x ({far:.0f}/s; the window's ceiling is {ceiling:.0f}/s)", aiogram >= 1.2),
        Case("S3", size, ">= 50 x python-telegram-bot's default echo", f"{ptb:.0f} x", ptb >= 50),
        Case("S4", f"{rounds}, 0 ms", "CPU <= 1.0 ms a question", f"{cpu:.2f} ms", cpu <= 1.0),
    ]  # fmt: skip


def _rate(measured: Mapping[tuple[str, float], list[Round]], name: str, latency: float) -> float:
    return statistics.median(part.rate for part in measured[name, latency])


def _cpu(measured: Mapping[tuple[str, float], list[Round]], name: str, latency: float) -> float:
    return statistics.median(part.milliseconds for part in measured[name, latency])


def print_figures(measured: Mapping[tuple[str, float], list[Round]]) -> None:
    table = Table("bot", "latency", "questions/s", "CPU a question", "server busy", "confirmed unanswered")
    for (name, latency), parts in measured.items():
        rates = [part.rate for part in parts]
        table.add_row(
            name,
            f"{latency * 1000:.0f} ms",
            f"{statistics.median(rates):.0f} [{min(rates):.0f}-{max(rates):.0f}]",
            f"{_cpu(measured, name, latency):.2f} ms",
            f"{statistics.median(part.server for part in parts):.0%}",
            f"{sum(part.early for part in parts)} of {sum(part.questions for part in parts)}",
        )
    Console().print(table)


async def throughput(rounds: int, seconds: float, data: Path) -> list[Case]:
    """Measure everybody and weigh the whole bot."""
    with tempfile.TemporaryDirectory() as folder:
        database = address(Path(folder))
        await publish_directory(data, Path(folder))
        size = {key: max(PER_CHAT, round(rate * seconds)) for key, rate in EXPECTED.items()}
        measured = await measure(size, rounds, database)
    print_figures(measured)
    return weigh(measured)


def main(
    rounds: Annotated[int, typer.Option(help="How often each bot is asked at each latency.")] = 5,
    seconds: Annotated[float, typer.Option(help="About how long each of these takes.")] = 4.0,
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
    out: Annotated[Path | None, typer.Option(help="Where the rows are written too, as JSON lines.")] = None,
) -> None:
    """Compare the whole bot with the echoes of two libraries."""
    cases: list[Case] = []

    async def work() -> None:
        cases.extend(await throughput(rounds, seconds, data))

    run_in_loop(work())
    if not report(cases, out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
