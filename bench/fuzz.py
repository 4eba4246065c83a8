"""Z1: does any update break the bot? python -m bench.fuzz [--updates 1000000] [--processes 2] [--out FILE].

Half of the updates are as documented: not one may fail. Half are spoilt in ways that Telegram never sends: such a one
may be skipped or apologised for, but nothing may escape, get lost or hang. The log is read after each.
"""

from __future__ import annotations

import asyncio
import faulthandler
import io
import json
import logging
import random
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer
from telegram.warnings import PTBDeprecationWarning

from bench.cases import Case, report
from bench.matching import ROOT, build_release
from bench.postbox import open_office
from bench.shapes import MARK, Shapes
from bench.spoiling import spoil
from bot.config import EraseTyped
from bot.i18n.translations import load_translations
from bot.outlets import Outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.postbox import Office
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

CHUNK: Final = 2_500
"""Updates of one bot's life. Each begins its own random numbers, so a fault can be found again by its chunk."""
HANG: Final = 1.0
LOST_AFTER: Final = 30.0
STUCK_AFTER: Final = 600.0
"""Seconds after which a chunk ends the process and shows where it stands: a loop without an end stops no other way."""
_SETTINGS: Final = tuple(product((True, False), get_args(EraseTyped)))
_SHOWN: Final = 5


@dataclass(slots=True)
class Findings:
    """What came of the updates; the lists name chunk and number of each update that should have gone otherwise."""

    updates: int = 0
    refused: int = 0
    sent: int = 0
    leaks: int = 0
    slowest: float = 0.0
    failed: list[str] = field(default_factory=list)
    escaped: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        self.updates += other.updates
        self.refused += other.refused
        self.sent += other.sent
        self.leaks += other.leaks
        self.slowest = max(self.slowest, other.slowest)
        self.failed += other.failed
        self.escaped += other.escaped
        self.slow += other.slow


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """All that the process logs meanwhile, as the bot would write it."""
    stream, root = io.StringIO(), logging.getLogger()
    outlet, level = Outlet("json", stream, hold=False), root.level
    root.addHandler(outlet)
    root.setLevel(logging.INFO)
    try:
        yield stream
    finally:
        root.removeHandler(outlet)
        root.setLevel(level)


async def fuzz_chunk(
    chunk: int, release: LiveRelease, translations: Translations, *, size: int = CHUNK, hang: float = HANG
) -> Findings:
    """Let one bot answer a chunk of updates, one after the other."""
    inline, erase_typed = _SETTINGS[chunk % len(_SETTINGS)]
    draw = random.Random(chunk)
    shapes = Shapes(draw, release.catalogue, translations.languages)
    found = Findings()
    asyncio.get_running_loop().set_exception_handler(
        lambda _, fault: found.escaped.append(f"chunk {chunk}: {type(fault.get('exception')).__name__} in a task")
    )
    faulthandler.dump_traceback_later(STUCK_AFTER, exit=True, file=2)
    with listening() as log, warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBDeprecationWarning)  # of fields that Telegram has renamed
        async with open_office(release, translations, inline=inline, erase_typed=erase_typed) as office:
            for number in range(1, size + 1):
                update, is_spoilt = shapes.update(), number % 2 == 0
                update = (spoil(update, draw) if is_spoilt else update) | {"update_id": number}
                name = f"chunk {chunk}, update {number}"
                seconds = await _answer(office, update, name, found)
                found.slowest = max(found.slowest, seconds)
                if seconds > hang:
                    found.slow.append(f"{name}: {seconds:.1f} s")
                _read_log(log, name, is_spoilt, found)
    faulthandler.cancel_dump_traceback_later()
    found.updates = size
    return found


async def _answer(office: Office, update: dict[str, Any], name: str, found: Findings) -> float:
    started = time.perf_counter()
    try:
        async with asyncio.timeout(LOST_AFTER):
            found.sent += len(await office.ask(update))
    except Exception as error:
        found.escaped.append(f"{name}: {type(error).__name__}")
    return time.perf_counter() - started


def _read_log(log: io.StringIO, name: str, is_spoilt: bool, found: Findings) -> None:
    """A line in the log means that the update was skipped or that somebody was asked to try again."""
    lines = log.getvalue().splitlines()
    if not lines:
        return
    log.seek(0)
    log.truncate()
    found.leaks += sum(MARK.casefold() in line.casefold() for line in lines)
    if is_spoilt:
        found.refused += 1
    else:
        entries = [json.loads(line) for line in lines]
        found.failed.append(f"{name}: " + "; ".join(" ".join(map(str, entry.values())) for entry in entries))


def cases(found: Findings, hang: float = HANG) -> list[Case]:
    """The rows for what was found."""
    size = f"{found.updates:,} updates"
    return [
        _row("Z1 as documented: failed", f"{found.updates // 2:,} updates", found.failed, f"{found.sent:,} calls sent"),
        _row(
            "Z1 any: escaped or lost", size, found.escaped, f"{found.refused:,} spoilt ones skipped or apologised for"
        ),
        _row(f"Z1 any: longer than {hang:g} s", size, found.slow, f"slowest {found.slowest:.2f} s"),
        Case("Z1 any: words in the log", size, "0", str(found.leaks), found.leaks == 0),
    ]


def _row(name: str, size: str, faults: list[str], beside: str) -> Case:
    told = "; ".join(faults[:_SHOWN])
    return Case(name, size, "0", f"{len(faults)} ({told or beside})", not faults)


def run(updates: int, release: LiveRelease, translations: Translations, *, hang: float = HANG) -> list[Case]:
    """Fuzz in this process, for the checks."""
    found = Findings()
    for chunk in range(-(-updates // CHUNK)):
        found.add(asyncio.run(fuzz_chunk(chunk, release, translations, hang=hang)))
    return cases(found, hang)


@cache
def _loaded() -> tuple[LiveRelease, Translations]:
    return build_release(ROOT / "directory_data"), load_translations()


def _in_child(chunk: int) -> Findings:
    return asyncio.run(fuzz_chunk(chunk, *_loaded()))


def run_beside(chunks: Iterable[int], processes: int) -> Findings:
    """Fuzz in several processes."""
    found = Findings()
    with ProcessPoolExecutor(processes) as pool:
        for part in pool.map(_in_child, chunks):
            found.add(part)
    return found


def main(
    updates: Annotated[int, typer.Option(help="How many, in chunks of 2,500.")] = 1_000_000,
    processes: Annotated[int, typer.Option(help="How many at a time.")] = 2,
    first: Annotated[int, typer.Option(help="The chunk to begin with.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too.")] = None,
) -> None:
    """Fuzz and print the table."""
    chunks = range(first, first - (-updates // CHUNK))
    if not report(cases(run_beside(chunks, processes)), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
