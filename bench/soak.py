"""Does it stay small? python -m bench.soak [--seconds 1200] [--rate 20].

The whole bot at a steady rate. First everything in it that is bounded is filled (sessions, known update ids, caches),
as fast as it goes; then its memory, files, threads and tasks must stay as they are, and nothing but the log may grow.
"""

from __future__ import annotations

import asyncio
import re
import signal
import statistics
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.cases import Case, report
from bench.load_server import Asked, LoadServer
from bench.matching import ROOT
from bench.processes import address, contestant, cores, publish_directory, resident_megabytes, stay_on, unless_dead
from bench.questions import draw_questions
from bot.app import run_in_loop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.load_server import Line

CROWD: Final = 1000
PER_PERSON: Final = 36
"""Questions of each in the warm-up: below the pace, and together enough to fill what is bounded but fills slowly.

Those are update ids, folded labels and counts of people. In one process, 12,000 questions leave half a megabyte to
come, 36,000 none.
"""
SAMPLES: Final = 60
MOST_MEGABYTES: Final = 200.0
MOST_SLOPE: Final = 1.0
_EVENT: Final = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")
_REGULAR: Final = ("BOT_STARTED", "STILL_SERVING", "BOT_STOPPED")


@dataclass(frozen=True, slots=True)
class Sample:
    """The bot at one moment; `at` in seconds."""

    at: float
    megabytes: float
    files: int
    threads: int
    tasks: int


async def soak(home: Path, seconds: float, rate: float, warm_up: int = CROWD * PER_PERSON) -> list[Case]:
    """Fill the bot whose published database lies in `home`, then ask `rate` questions a second for so long."""
    own, theirs = cores()
    stay_on(own)
    log = home / "bot.log"
    async with (
        LoadServer() as server,
        contestant("vecino", server.url, "1:bench", theirs, address(home), log) as process,
    ):
        line = server.line("1:bench")
        await unless_dead(process, line.polled.wait())
        crowd = _crowd()
        await unless_dead(process, line.ask([next(crowd) for _ in range(warm_up)]))
        before = _bytes_beside(home, log)
        samples = await unless_dead(process, _watch(process, line, crowd, seconds, rate))
        grown = _bytes_beside(home, log) - before
    written = log.read_text(encoding="utf-8").splitlines()
    return _weigh(samples, grown, [row for row in written if not any(name in row for name in _REGULAR)], rate)


async def _watch(
    process: asyncio.subprocess.Process, line: Line, crowd: Iterator[Asked], seconds: float, rate: float
) -> list[Sample]:
    loop = asyncio.get_running_loop()
    started = loop.time()
    samples: list[Sample] = []
    for number in range(int(seconds * rate)):
        await asyncio.sleep(started + number / rate - loop.time())
        line.add(next(crowd))
        if loop.time() - started >= len(samples) * seconds / SAMPLES:
            samples.append(await _sample(process, loop.time() - started))
    return samples


async def _sample(process: asyncio.subprocess.Process, at: float) -> Sample:
    """Ask the bot's process how many tasks it has, and the system the rest."""
    assert process.stdout is not None
    process.send_signal(signal.SIGUSR1)
    tasks = int(await process.stdout.readline())
    here = Path(f"/proc/{process.pid}")
    return Sample(
        at=at,
        megabytes=resident_megabytes(process.pid),
        files=len(list(here.joinpath("fd").iterdir())),
        threads=len(list(here.joinpath("task").iterdir())),
        tasks=tasks,
    )


def _weigh(samples: list[Sample], grown: int, odd_lines: list[str], rate: float) -> list[Case]:
    size = f"{samples[-1].at / 60:.0f} min, {rate:.0f}/s"
    slope = statistics.linear_regression([s.at / 3600 for s in samples], [s.megabytes for s in samples]).slope
    most = max(sample.megabytes for sample in samples)
    early, late = samples[: len(samples) // 2], samples[len(samples) // 2 :]
    # What is busy at one moment varies; what leaks makes the later half's least exceed the earlier half's most.
    leaks = [name for name in ("files", "threads", "tasks") if _least(late, name) > _most(early, name)]
    counts = ", ".join(
        f"{name} {_least(samples, name)}-{_most(samples, name)}" for name in ("files", "threads", "tasks")
    )
    names = sorted({found for row in odd_lines for found in _EVENT.findall(row)[:1]})
    written = " ".join((f"{grown} bytes, {len(odd_lines)} other lines", *names))
    return [
        Case("M1", size, f"memory grows by < {MOST_SLOPE:.0f} MB/h", f"{slope:.2f} MB/h", slope < MOST_SLOPE),
        Case("M2", size, f"memory < {MOST_MEGABYTES:.0f} MB", f"{most:.0f} MB", most < MOST_MEGABYTES),
        Case("M3", size, "files, threads and tasks constant", counts, not leaks),
        Case("M4", size, "nothing written but regular log lines", written,
             grown == len(odd_lines) == 0),
    ]  # fmt: skip


def _least(samples: list[Sample], name: str) -> int:
    return min(int(getattr(sample, name)) for sample in samples)


def _most(samples: list[Sample], name: str) -> int:
    return max(int(getattr(sample, name)) for sample in samples)


def _crowd() -> Iterator[Asked]:
    """The same people by turns, each in one language, for ever."""
    questions = draw_questions(CROWD * PER_PERSON, 0)
    for number in count():
        language, text = questions[number % len(questions)]
        yield Asked(1000 + number % CROWD, language, text)


def _bytes_beside(folder: Path, log: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and file != log)


def main(
    seconds: Annotated[float, typer.Option(help="How long the steady rate lasts.")] = 1200.0,
    rate: Annotated[float, typer.Option(help="Questions a second.")] = 20.0,
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
    out: Annotated[Path | None, typer.Option(help="Where the rows are written too, as JSON lines.")] = None,
) -> None:
    """Watch the bot's memory, files, threads, tasks and disk over a while."""
    cases: list[Case] = []

    async def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            await publish_directory(data, Path(folder))
            cases.extend(await soak(Path(folder), seconds, rate))

    run_in_loop(work())
    if not report(cases, out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
