"""vecino disclose: everything that whoever runs the bot could hand over, if somebody asked for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer
from rich.text import Text
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.cli.database import DatabaseUrl, database_url, read_database
from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import count, terminal
from bot.storage.inventory import take_inventory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from bot.storage.inventory import FoundTable

FoundFile: TypeAlias = tuple[Path, int]

Logs = Annotated[
    list[Path] | None,
    typer.Option(
        "--logs", help="A file or folder to which your system writes the bot's log lines.", metavar="PATH", exists=True
    ),
]


def disclose(data: DataFolder = DEFAULT_DATA, database: DatabaseUrl = None, logs: Logs = None) -> None:
    """Show all there is to hand over: every table, column, row count and file. Ends with 1 where one is not ours."""
    console = terminal()
    url = database_url(database, console)
    file = _file_of(url)
    # Before the database is opened: SQLite puts files beside it then, and takes them away when it is closed.
    places = {"The folder of the database": file.parent if file else None, "The spreadsheets": data}
    files = {heading: _files_in(place) for heading, place in places.items() if place}
    written = [found for place in logs or [] for found in _files_in(place)]
    tables: list[FoundTable] = []
    if file and not file.exists():
        console.print("There is no database yet.")
    else:
        tables = read_database(url, take_inventory, console)
        _print_tables(tables, console)
    for heading, found in files.items():
        _print_files(heading, found, console)
    _print_files("Logs", written, console)
    if not logs:
        console.print("  The bot writes lines to standard error and keeps no file. If your system does: --logs PATH")
    console.print("In the memory of a running bot, gone when it stops: docs/running.md, What is in memory")
    foreign = sum(not column.is_ours for found in tables for column in found.columns)
    if foreign:
        were = "was" if foreign == 1 else "were"
        console.print(Text(f"{count(foreign, 'column')} in the database {were} not made by Vecino.", style="bold red"))
        raise typer.Exit(1)


def _print_tables(tables: Sequence[FoundTable], console: Console) -> None:
    console.print(Text("The database", style="bold"))
    for table in tables:
        console.print(Text(f"  {table.name}: {count(table.rows, 'row')}"))
        for column in table.columns:
            mark = "" if column.is_ours else "   NOT MADE BY VECINO"
            console.print(Text(f"    {column.name} {column.type}{mark}", style="" if column.is_ours else "bold red"))


def _print_files(heading: str, files: Sequence[FoundFile], console: Console) -> None:
    console.print(Text(heading, style="bold"))
    for path, size in files:
        console.print(Text(f"  {path}: {count(size, 'byte')}"))


def _files_in(place: Path) -> list[FoundFile]:
    """Every file in a folder and below it, hidden ones too, with its bytes; a file is itself."""
    return sorted((path, path.stat().st_size) for path in (place, *place.rglob("*")) if path.is_file())


def _file_of(url: str) -> Path | None:
    """The file of an SQLite address; None where a server holds the database."""
    try:
        target = make_url(url)
    except ArgumentError:
        return None  # reading the database then says what is wrong
    return Path(target.database) if target.database and target.get_backend_name() == "sqlite" else None
