"""Does it grow with the directory? python -m bench.scale [--sizes 1000,10000,100000].

Invented directories with names made as real ones are: an organisation, a place, what it does. The phrases are the
shipped ones, since a larger city speaks no more languages. Growth well below linear is what is wanted.
"""

from __future__ import annotations

import random
import statistics
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from bench.matching import NOW, ROOT, read_dev, read_languages
from bot.directory.catalogue import Catalogue
from bot.directory.loader import load_directory
from bot.directory.model import Organization, Phone, Service, Status
from bot.lexicon.learnt import read_current, saved
from bot.pipeline import LiveRelease, Question, understand
from bot.search.index import build_index

if TYPE_CHECKING:
    from bot.directory.model import Directory

_FIRST: Final = ("Casa", "Centro", "Hope", "New", "Saint", "Good", "Open", "First", "United", "Desert", "Mesa", "Grand")
_SECOND: Final = (
    "Norte",
    "Luz",
    "Harbor",
    "Horizon",
    "Family",
    "Shepherd",
    "Bridge",
    "Valley",
    "Garden",
    "Path",
    "Star",
)
_KIND: Final = ("Center", "Clinic", "Services", "Foundation", "Community", "Alliance", "Network", "House", "Project")
_DOES: Final = (
    "rent help",
    "dental care",
    "job training",
    "English classes",
    "health center",
    "food pantry",
    "legal aid",
)
_SYLLABLES: Final = (
    "al",
    "be",
    "ca",
    "do",
    "el",
    "fa",
    "go",
    "ha",
    "in",
    "jo",
    "ka",
    "la",
    "me",
    "no",
    "or",
    "pa",
    "qui",
)


def invent(directory: Directory, count: int) -> Directory:
    """The directory with `count` invented services instead of its own."""
    draw = random.Random(count)
    needs = [need.id for need in directory.needs if "." in need.id]
    services = []
    for number in range(count):
        place = "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).capitalize()
        organization = f"{draw.choice(_FIRST)} {draw.choice(_SECOND)} {place} {draw.choice(_KIND)}"
        services.append(
            Service(
                id=f"s-{number}",
                status=Status.ACTIVE,
                needs=tuple(draw.sample(needs, 2)),
                organization=Organization(organization),
                name=f"{place} {draw.choice(_DOES)}",
                description="Invented.",
                phones=(Phone("+1 505-555-0100"),),
            )
        )
    return replace(directory, services=tuple(services))


def main(
    sizes: Annotated[str, typer.Option(help="How many services, separated by commas.")] = "1000,10000,100000",
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
) -> None:
    """Build and ask a directory of each size; half of the questions also name one of its services."""
    directory = load_directory(data)
    learnt = read_current(directory, saved(data))
    texts = [q.text for q in (*read_dev(), *read_languages())]
    table = Table("services", "catalogue and index", "memory", "median", "p99", title="Growth")
    for size in map(int, sizes.split(",")):
        larger = invent(directory, size)
        started = time.perf_counter()
        release = LiveRelease(0, Catalogue.of(larger), build_index(larger, learnt))
        built = time.perf_counter() - started
        draw = random.Random(0)
        asked = [f"{t} {draw.choice(larger.services).organization.name}" if draw.random() < 0.5 else t for t in texts]
        times = []
        for text in asked:
            started = time.perf_counter()
            understand(Question(text), release, NOW)
            times.append((time.perf_counter() - started) * 1000)
        tracemalloc.start()
        kept = LiveRelease(0, Catalogue.of(larger), build_index(larger, learnt))
        memory = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        del kept
        times.sort()
        p99 = times[int(0.99 * (len(times) - 1))]
        table.add_row(
            f"{size:,}", f"{built:.1f} s", f"{memory:.0f} MB", f"{statistics.median(times):.2f} ms", f"{p99:.2f} ms"
        )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
