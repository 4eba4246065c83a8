"""vecino check: look at the spreadsheets and say everything that is to be mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.cli.problems import count, print_problems, terminal
from bot.directory.coverage import count_drafts, needs_without_service
from bot.directory.loader import read_directory

if TYPE_CHECKING:
    from rich.console import Console

    from bot.directory.loader import LoadResult

DataFolder = Annotated[Path, typer.Option("--data", help="The folder with the spreadsheets.", metavar="DIR")]


DEFAULT_DATA = Path("directory_data")
"""Where the spreadsheets are when nothing else is said."""


def check(data: DataFolder = DEFAULT_DATA) -> None:
    """Look at the spreadsheets and say what to mend. Nothing is changed or published."""
    console = terminal()
    result = read_directory(data)
    print_problems(result.problems, console)
    print_coverage(result, console)
    if result.directory is None:
        raise typer.Exit(1)


def print_coverage(result: LoadResult, console: Console) -> None:
    """Print what would be published, or that nothing can be."""
    directory = result.directory
    if directory is None:
        console.print(Text(f"Nothing can be published yet: {count(len(result.errors), 'error')} to mend."))
        return
    ready, drafts = len(directory.published), count_drafts(directory)
    stay = "draft stays back" if drafts == 1 else "drafts stay back"
    console.print(Text(f"{count(ready, 'service')} will be published, {drafts} {stay}."))
    gaps = ", ".join(need.id for need in needs_without_service(directory))
    console.print(Text(f"Needs without a service yet: {gaps or 'none'}."))
