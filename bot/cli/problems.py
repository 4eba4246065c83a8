"""Problems of a directory on the terminal: the same lines with and without colour, on a screen and in a file."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.directory.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.problems import Problem

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def terminal() -> Console:
    """A console for standard output. Colour only on a terminal, and not when NO_COLOR is set."""
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":  # a cell may hold letters this output cannot write
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # typeshed: TextIO has no reconfigure
    return Console(highlight=False, soft_wrap=True)


def print_problems(problems: Sequence[Problem], console: Console) -> None:
    """Print every problem under the name of its file, then how many there are."""
    for file, group in groupby(problems, key=lambda problem: problem.file):
        console.print(Text(file, style="bold underline"))
        for problem in group:
            console.print(_describe(problem))
        console.print()
    if problems:
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        console.print(Text(f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}.", style="bold"))


def count(number: int, noun: str) -> str:
    """1 error, 2 errors."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _describe(problem: Problem) -> Text:
    place = [f"row {problem.row}"] if problem.row else []
    if problem.column:
        place.append(f"column {problem.letter} “{problem.column}”" if problem.letter else f"“{problem.column}”")
    where = ", ".join(place) or "the whole file"
    value = f": {problem.value}" if problem.value else ""
    return Text.assemble(
        f"  {where}{value}\n    ",
        (problem.severity.upper(), _STYLES[problem.severity]),
        f"  {problem.message}\n    What to do: {problem.action}",
    )
