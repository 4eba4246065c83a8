"""Problems of a directory on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.config import read_settings
from bot.errors import CatalogueError, SettingsError
from bot.staff.language import StaffLanguage, staff_translator
from bot.staff.terminal import report_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.problems import Problem
    from bot.i18n.translations import Translator

Language = Annotated[
    StaffLanguage | None,
    typer.Option("--language", help="The language of the report. Without it: STAFF_LANGUAGE.", show_choices=True),
]


def terminal() -> Console:
    """A console for standard output. Colour only on a terminal, and not when NO_COLOR is set."""
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":  # a cell may hold letters this output cannot write
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # typeshed: TextIO has no reconfigure
    return Console(highlight=False, soft_wrap=True)


def reader(language: StaffLanguage | None) -> Translator:
    """The texts in the language that was asked for, else in that of the settings. Ends the command when it cannot."""
    try:
        return staff_translator(language or read_settings().staff_language)
    except (SettingsError, CatalogueError) as error:
        terminal().print(Text(str(error)))
        raise typer.Exit(1) from None


def print_problems(problems: Sequence[Problem], console: Console, t: Translator | None = None) -> None:
    """Print every problem under the name of its file, then how many there are; else in the language of the settings."""
    for line in report_lines(problems, t or reader(None)):
        console.print(line)


def count(number: int, noun: str) -> str:
    """1 error, 2 errors."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
