"""vecino worklist: what staff should look at next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.database import DatabaseUrl, database_url, read_database
from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import Language, print_problems, reader, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.directory.csv_output import csv_bytes
from bot.files import write_whole
from bot.i18n.locales import read_languages
from bot.staff import worklists
from bot.storage.reports import reports
from bot.storage.session import migrate
from bot.storage.usage import windows

if TYPE_CHECKING:
    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.model import Directory
    from bot.i18n.translations import Translator
    from bot.staff.worklists import WorkList
    from bot.storage.reports import ListingReport
    from bot.storage.usage import UsageWindow

NAMES = ("stale", "reports", "unmatched", "gaps", "notices")


def worklist(
    name: Annotated[str, typer.Argument(metavar="LIST", help=f"One of: {', '.join(NAMES)}. Without it: all.")] = "",
    data: DataFolder = DEFAULT_DATA,
    database: DatabaseUrl = None,
    folder: Annotated[
        Path | None, typer.Option("--csv", help="Write each list as a CSV file into this folder.", metavar="DIR")
    ] = None,
    language: Language = None,
) -> None:
    """Show listings to confirm, reports, needs not found, gaps and notices that end."""
    console, t = terminal(), reader(language)
    if name and name not in NAMES:
        console.print(Text(f"There is no list “{name}”. Choose: {', '.join(NAMES)}."))
        raise typer.Exit(2)
    result = read_spreadsheets(data)
    if result.directory is None:
        print_problems(result.problems, console, t)
        raise typer.Exit(1)
    wrong, counted = read_database(database_url(database, console), _read, console)
    for found in _lists(result.directory, wrong, counted, t):
        if name in ("", found.name):
            _print(found, console)
            if folder:
                file = folder / f"{found.name}.csv"
                write_whole(file, csv_bytes(found.headings, found.rows))
                console.print(Text(f"Written to {file}"))


def _lists(
    directory: Directory, wrong: list[ListingReport], counted: list[UsageWindow], t: Translator
) -> tuple[WorkList, ...]:
    today = date.today()
    languages = [language.code for language in read_languages().interface]
    return (
        worklists.stale(directory, today, t),
        worklists.wrong(wrong, t),
        worklists.unmatched(counted, t),
        worklists.gaps(directory, languages, t),
        worklists.notices(directory, today, t),
    )


def _print(found: WorkList, console: Console) -> None:
    console.print(Text(f"{found.title}: {len(found.rows) or 'none'}", style="bold"))
    if found.rows:
        table = Table(*found.headings, box=None)
        for row in found.rows:
            table.add_row(*map(Text, row))
        console.print(table)
    console.print()


async def _read(engine: AsyncEngine) -> tuple[list[ListingReport], list[UsageWindow]]:
    await migrate(engine)
    return await reports(engine), await windows(engine)
