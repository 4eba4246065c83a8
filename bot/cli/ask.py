"""vecino ask: what the bot would answer, and why. The same code as the bot's, so what staff try is what people get."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.learn import learnt_bytes
from bot.cli.problems import print_problems, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.directory.catalogue import Catalogue
from bot.i18n.translations import load_translations
from bot.lexicon.learnt import read
from bot.pipeline import LiveRelease, Question, respond, understand
from bot.search.index import build_index

if TYPE_CHECKING:
    from rich.console import Console

    from bot.search.decision import Decision


def ask(
    text: Annotated[str, typer.Argument(help="The question, in quotes.")] = "",
    data: DataFolder = DEFAULT_DATA,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read one JSON object a line, write one a line.")] = False,
    language: Annotated[str, typer.Option(help="Language to answer in when the text shows none.")] = "",
) -> None:
    """Ask the directory a question and see the answer and the reasons for it."""
    console = terminal()
    result = read_spreadsheets(data)
    if result.directory is None:
        print_problems(result.problems, console)
        raise typer.Exit(1)
    release = LiveRelease(
        0, Catalogue.of(result.directory), build_index(result.directory, read(learnt_bytes(data, result.directory)))
    )
    if jsonl:
        answer_lines(release)
    elif text.strip():
        _explain(Question(text, hint=language), release, console)
    else:
        console.print('Write a question in quotes, for example: vecino ask "help with rent"')
        raise typer.Exit(2)


def answer_lines(release: LiveRelease) -> None:
    """Answer standard input line by line, in order; a line that is not a question gets an object with `error`."""
    translations = load_translations()
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            question = Question(str(entry["text"]), hint=str(entry.get("language") or ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            sys.stdout.write(json.dumps({"error": "Each line must be a JSON object with id and text."}) + "\n")
            continue
        started = time.perf_counter_ns()
        decision = understand(question, release, datetime.now(UTC))
        micros = (time.perf_counter_ns() - started) // 1000
        record = {"id": entry.get("id"), **as_record(decision, translations.languages.answer_in(decision.language))}
        sys.stdout.write(json.dumps({**record, "micros": micros}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def as_record(decision: Decision, language: str) -> dict[str, Any]:
    """The machine-readable contract of a decision; `language` is the one replied in."""
    return {
        "outcome": decision.outcome,
        "language": language,
        "needs": [{"need": need.need, "score": round(need.score, 3)} for need in decision.needs],
        "services": [{"id": r.service.id, "score": round(r.score, 3)} for r in decision.services],
        "urgent": decision.urgent,
        "handover": decision.handover,
        "about": decision.about,
        "private_data": decision.private_data,
        "filters": dict(decision.filters),
    }


def _explain(question: Question, release: LiveRelease, console: Console) -> None:
    now = datetime.now(UTC)
    decision = understand(question, release, now)
    console.print(str(respond(question, release, load_translations(), now)), markup=False, highlight=False)
    console.print(f"\noutcome: {decision.outcome}   language: {decision.language or 'not known'}")
    table = Table("need", "score", "margin", "our terms that told it")
    for need in decision.needs:
        table.add_row(need.need, f"{need.score:.2f}", f"{need.margin:.2f}", ", ".join(need.terms))
    console.print(table)
    if decision.filters:
        console.print(f"asked for: {', '.join(f'{k}={v}' for k, v in decision.filters.items())}", highlight=False)
    for typed, term in decision.corrections:
        console.print(f"read as: {typed} -> {term}", markup=False, highlight=False)
