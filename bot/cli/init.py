"""vecino init: a new city's directory, with everything in it that is the same in every city."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.actions import slug_of
from bot.cli.folder import DEFAULT_DATA
from bot.cli.problems import print_problems, terminal
from bot.cli.spreadsheets import fetch_sheets
from bot.directory.area import read_area
from bot.directory.loader import read_tables
from bot.directory.model import Area
from bot.directory.new_directory import area_bytes, new_directory
from bot.directory.problems import Severity
from bot.directory.workbook_output import WORKBOOK
from bot.files import write_whole
from bot.lexicon.learnt import FILE as LEARNT
from bot.lexicon.learnt import saved


def init(
    city: Annotated[str, typer.Argument(metavar="CITY", help='The city, such as "Las Cruces".')],
    state: Annotated[str, typer.Option(help="Its state in two letters.")] = "NM",
    time_zone: Annotated[str, typer.Option(help="The time zone of its opening hours.")] = "America/Denver",
    country: Annotated[
        str, typer.Option(help="Its country in two letters, which is that of its phone numbers.")
    ] = "US",
    folder: Annotated[Path | None, typer.Option(help="Where to write; a new folder.", metavar="DIR")] = None,
    like: Annotated[
        Path, typer.Option(help="The directory whose needs and words are taken over.", metavar="DIR")
    ] = DEFAULT_DATA,
) -> None:
    """Make a new directory: an Excel workbook with drop-down lists, and the words people use in every language."""
    console = terminal()
    tables, unread = read_tables(like, date.today(), fetch_sheets())
    errors = [problem for problem in unread if problem.severity is Severity.ERROR]
    if tables.area is None or errors:
        print_problems(errors, console)
        console.print(Text(f"{like} cannot be taken over. Name another directory with --like."))
        raise typer.Exit(1)
    area = Area(f"Vecino {city}", country, state, time_zone, country, tables.area.categories, city)
    _, problems = read_area(area_bytes(area))
    if problems:
        print_problems(problems, console)
        raise typer.Exit(1)
    folder = folder or Path(slug_of(city).replace("-", "_"))
    if folder.exists() and any(folder.iterdir()):
        console.print(Text(f"{folder} is not empty. Name a new folder with --folder, so that nothing is lost."))
        raise typer.Exit(1)
    try:
        for file, content in {**new_directory(area, tables), LEARNT: saved(like)}.items():
            if content:
                write_whole(folder / file, content)
    except OSError as error:
        console.print(Text(f"It cannot be written: {error.strerror}"))
        raise typer.Exit(1) from None
    console.print(Text(f"{folder} holds the directory of {city}.", style="bold"))
    console.print(Text(f"1. Open {folder / WORKBOOK}: write your services over the two examples."))
    console.print("   Add the urgent lines of your city; only those of the whole country are there.")
    console.print(Text(f"2. Run: vecino check --data {folder}"))
    console.print(Text(f"3. Run: vecino demo --data {folder}"))
