"""vecino check: look at the spreadsheets and say everything that is to be mended."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.learn import learnt_bytes
from bot.cli.problems import Language, print_problems, reader, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.files import write_whole
from bot.staff.changes import miss_lines, say_missed
from bot.staff.html_report import html_report
from bot.staff.machine import github_report, json_report
from bot.staff.publication import release_of
from bot.staff.questions import misses
from bot.staff.terminal import report_lines
from bot.staff.wording import say_coverage, say_written

if TYPE_CHECKING:
    from rich.console import Console

    from bot.directory.loader import LoadResult
    from bot.i18n.translations import Translator


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    GITHUB = "github"


def check(
    data: DataFolder = DEFAULT_DATA,
    format: Annotated[
        Format, typer.Option(help="text to read here, html to hand on, json or github for programs.")
    ] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")] = None,
    language: Language = None,
) -> None:
    """Look at the spreadsheets and say what to mend. Nothing is changed or published."""
    console, t = terminal(), reader(language)
    result = read_spreadsheets(data)
    if out is not None:
        _write(out, _render(result, format, data, t))
        console.print(Text(say_written(str(out), t)))
    elif format is Format.TEXT:
        print_problems(result.problems, console, t)
        print_coverage(result, console, t)
        print_missed(data, result, console, t)
    else:
        print(_render(result, format, data, t), end="")
    if result.directory is None:
        raise typer.Exit(1)


def print_coverage(result: LoadResult, console: Console, t: Translator) -> None:
    """Print what would be published, or that nothing can be."""
    for sentence in say_coverage(result, t):
        console.print(Text(sentence))


def print_missed(data: Path, result: LoadResult, console: Console, t: Translator) -> None:
    """Print the test questions that do not find what they should in sheets without errors."""
    if result.directory is None or not result.questions:
        return
    release = release_of(result.directory, learnt_bytes(data, result.directory))
    if missed := misses(result.questions, release, datetime.now(UTC)):
        console.print(Text(say_missed(missed, t), style="bold yellow"))
        for line in miss_lines(missed, t):
            console.print(Text(f"  {line}"))


def _render(result: LoadResult, format: Format, data: Path, t: Translator) -> str:
    if format is Format.HTML:
        return html_report(result.problems, t, say_coverage(result, t))
    if format is Format.JSON:
        return json_report(result.problems, t) + "\n"
    if format is Format.GITHUB:
        return github_report(result.problems, t, data) + "\n"
    return "\n".join((*(line.plain for line in report_lines(result.problems, t)), *say_coverage(result, t), ""))


def _write(out: Path, report: str) -> None:
    try:
        write_whole(out, report.encode())
    except OSError as error:
        terminal().print(Text(f"The report cannot be written to {out}: {error.strerror}."))
        raise typer.Exit(1) from None
