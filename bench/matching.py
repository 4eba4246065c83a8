"""How well questions are understood: python -m bench.matching [--half A|B] [--misses]."""

from __future__ import annotations

import csv
import json
import resource
import statistics
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.directory.catalogue import Catalogue
from bot.directory.loader import load_directory
from bot.lexicon.learnt import read_current, saved
from bot.pipeline import LiveRelease, Question, understand
from bot.search.index import build_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.search.decision import Decision

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
"""A weekday morning of the directory, the same in every run."""
DEV = ROOT / "tests/data/dev_queries.jsonl"
LANGUAGES = ROOT / "tests/languages"
DANGER = "danger, half "
FIRST_THREE = "in the first three, lenient"
FALSE_ALARMS = ("urgent, false alarms", "private data, false alarms", "out of scope answered wrongly")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what people said it means. `group` is `dev` or the half; empty labels say: none."""

    id: str
    group: str
    text: str
    language: str
    need: str
    also: frozenset[str]
    urgent: str
    about: str
    private_data: bool
    out_of_scope: bool
    style: str

    @property
    def in_scope(self) -> bool:
        return self.need.startswith(("housing.", "healthcare.", "employment.", "education."))


@dataclass(slots=True)
class Tally:
    """How often each measure was met, of how many; the missed questions and the time of each question."""

    met: Counter[tuple[str, str]] = field(default_factory=Counter)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: defaultdict[str, list[Labelled]] = field(default_factory=lambda: defaultdict(list))
    micros: list[float] = field(default_factory=list)

    def note(self, measure: str, question: Labelled, held: bool) -> None:
        for part in ("total", question.language, f"style {question.style}"):
            self.asked[measure, part] += 1
            self.met[measure, part] += held
        if held is (measure in FALSE_ALARMS):
            self.missed[measure].append(question)


def build_release(data: Path) -> LiveRelease:
    """The directory in `data`, indexed."""
    directory = load_directory(data)
    return LiveRelease(0, Catalogue.of(directory), build_index(directory, read_current(directory, saved(data))))


def read_dev() -> Iterable[Labelled]:
    for line in DEV.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield _labelled(row, "dev", row["language"], row["also"])


def read_languages() -> Iterable[Labelled]:
    for file in sorted(LANGUAGES.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                yield _labelled(row, row["half"], file.stem, row["also"].split(";"))


def read_danger() -> Iterable[Labelled]:
    """Dangers, and what only looks like one. Half A set thresholds, by its totals; neither half was read."""
    for file in sorted((LANGUAGES / "danger").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                nothing_else = dict.fromkeys(("need", "private_data", "out_of_scope"))
                yield _labelled(row | nothing_else, f"{DANGER}{row['half']}", file.stem, ())


def _labelled(row: Mapping[str, object], group: str, language: str, also: Iterable[str]) -> Labelled:
    return Labelled(
        id=str(row["id"]),
        group=group,
        text=str(row["text"]),
        language=language,
        need=str(row["need"] or ""),
        also=frozenset(name for name in also if name),
        urgent=str(row["urgent"] or ""),
        about=str(row.get("about") or ""),
        private_data=bool(row["private_data"]),
        out_of_scope=bool(row["out_of_scope"]),
        style=str(row["style"]),
    )


def score(question: Labelled, decision: Decision, tally: Tally) -> None:
    """Note every measure that this question bears on."""
    needs = [need.need for need in decision.needs]
    fitting = {question.need} | question.also
    if question.in_scope:
        # Declining is right only for a question that `also` allows to decline.
        declined = "no_match" in question.also and decision.outcome == "no_match"
        tally.note("first right, strict", question, needs[:1] == [question.need])
        tally.note("first right, lenient", question, declined or bool(fitting.intersection(needs[:1])))
        tally.note(FIRST_THREE, question, declined or bool(fitting.intersection(needs[:3])))
    if question.need.startswith("adjacent:"):
        tally.note("topics beside handed over", question, needs[:1] == [question.need])
    if question.out_of_scope and not question.need and not question.urgent and not question.about:
        tally.note("out of scope answered wrongly", question, decision.outcome in ("answer", "handover"))
    if question.urgent:
        tally.note("urgent found, any class", question, decision.urgent is not None)
        tally.note("urgent found, right class", question, decision.urgent == question.urgent.removeprefix("urgent:"))
    elif not any(name.startswith("urgent:") for name in question.also):
        tally.note("urgent, false alarms", question, decision.urgent is not None)
    if question.group.startswith(DANGER):  # labelled for nothing else
        return
    if question.about:
        tally.note(
            "about the bot, right kind",
            question,
            (decision.about or "").removeprefix("about:") == question.about.removeprefix("about:"),
        )
    measure = "private data noticed" if question.private_data else "private data, false alarms"
    tally.note(measure, question, decision.private_data)


def measure(questions: Iterable[Labelled], release: LiveRelease) -> Tally:
    """Understand each question once, as the bot does without a language hint."""
    tally = Tally()
    for question in questions:
        started = time.perf_counter()
        decision = understand(Question(question.text), release, NOW)
        tally.micros.append((time.perf_counter() - started) * 1e6)
        score(question, decision, tally)
    return tally


def print_tally(title: str, tally: Tally, console: Console) -> None:
    table = Table("measure", "share", "met / asked", title=title, title_justify="left")
    for name in dict.fromkeys(name for name, part in tally.asked if part == "total"):
        table.add_row(name, *_share(tally, name, "total"))
        if name == FIRST_THREE:
            for part in sorted({part for _, part in tally.asked if part != "total"}, key=lambda p: (len(p), p)):
                if tally.asked[name, part]:
                    table.add_row(f"  {part}", *_share(tally, name, part))
    times = sorted(tally.micros)
    table.add_row("time a question, median", f"{statistics.median(times) / 1000:.2f} ms", str(len(times)))
    table.add_row("time a question, p99", f"{times[int(0.99 * (len(times) - 1))] / 1000:.2f} ms", "")
    console.print(table)


def _share(tally: Tally, name: str, part: str) -> tuple[str, str]:
    met, asked = tally.met[name, part], tally.asked[name, part]
    return f"{met / asked:.3f}", f"{met} / {asked}"


def print_misses(tally: Tally, console: Console) -> None:
    for name, questions in tally.missed.items():
        console.print(f"\n{name}: {len(questions)}", style="bold")
        for question in questions:
            wanted = question.need or question.urgent or question.about or "-"
            console.print(escape(f"  {question.id} {wanted}: {question.text}"), highlight=False)


def main(
    half: Annotated[str, typer.Option(help="Only half A or B of the blind questions, without the given ones.")] = "",
    misses: Annotated[bool, typer.Option("--misses", help="List what went wrong. Never for half B.")] = False,
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
) -> None:
    """Measure the given questions by language, then both halves of the blind ones."""
    if half not in ("", "A", "B"):
        raise typer.BadParameter("Write A or B.", param_hint="--half")
    console = Console()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    directory = load_directory(data)
    read = time.perf_counter()
    release = LiveRelease(0, Catalogue.of(directory), build_index(directory, read_current(directory, saved(data))))
    built = time.perf_counter()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    console.print(
        f"sheets read in {read - started:.1f} s, index built in {built - read:.1f} s, {grown:.0f} MB for both"
    )
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for question in read_dev():
        if not half:
            groups[f"given, {question.language}" if question.language in ("en", "es") else "given, others"].append(
                question
            )
    for question in read_languages():
        if half in ("", question.group):
            groups[f"blind, half {question.group}"].append(question)
    for question in read_danger():
        if half in ("", question.group[-1]):
            groups[question.group].append(question)
    for title, questions in sorted(groups.items()):
        tally = measure(questions, release)
        print_tally(title, tally, console)
        # Whoever reads the misses of a closed half tunes to it, and it measures nothing any more.
        if misses and questions[0].group in ("dev", "A"):
            print_misses(tally, console)


if __name__ == "__main__":
    typer.run(main)
