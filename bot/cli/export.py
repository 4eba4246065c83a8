"""vecino export: the spreadsheets as clean CSV files, or as one Excel workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import count, print_problems, terminal
from bot.cli.spreadsheets import fetch_sheets
from bot.directory.csv_output import csv_bytes
from bot.directory.loader import read_tables
from bot.directory.problems import Severity
from bot.directory.schema import AREA_FILE
from bot.directory.tables import ids_of
from bot.directory.workbook_output import WORKBOOK, Page, workbook_bytes
from bot.files import write_whole
from bot.lexicon.learnt import FILE as LEARNT
from bot.lexicon.learnt import saved

if TYPE_CHECKING:
    from bot.directory.tables import Tables


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write. It must not hold spreadsheets yet.")
    ],
    data: DataFolder = DEFAULT_DATA,
    xlsx: Annotated[bool, typer.Option("--xlsx", help=f"Write one Excel workbook, {WORKBOOK}.")] = False,
) -> None:
    """Write the spreadsheets anew, every cell as it is, in a form that spreadsheet programs open right."""
    console = terminal()
    tables, problems = read_tables(data, date.today(), fetch_sheets())
    unread = [problem for problem in problems if problem.severity is Severity.ERROR]
    if unread or not tables.sheets:
        print_problems(unread, console)
        console.print("Nothing was written.")
        raise typer.Exit(1)
    if folder.exists() and any(folder.iterdir()):
        console.print(Text(f"{folder} is not empty. Name a new folder, so that nothing is lost."))
        raise typer.Exit(1)
    try:
        files = {WORKBOOK: workbook_of(tables)} if xlsx else dict(_csv_files(tables))
        for file, content in files.items():
            write_whole(folder / file, content)
        if (area := data / AREA_FILE).is_file():
            write_whole(folder / AREA_FILE, area.read_bytes())
        if learnt := saved(data):  # it says itself from which phrases it is, so one of older phrases does no harm
            write_whole(folder / LEARNT, learnt)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        console.print(Text(f"It cannot be written: {reason}"))
        raise typer.Exit(1) from None
    console.print(Text(f"Wrote {count(len(files), 'file')} and {AREA_FILE} into {folder}."))


def workbook_of(tables: Tables) -> bytes:
    """All sheets as one workbook. Raises ValueError for a cell that no workbook can hold."""
    pages = [
        Page(sheet.page_name, sheet.schema, sheet.header.typed, tuple(row.typed for row in sheet.rows))
        for sheet in tables.sheets
    ]
    return workbook_bytes(pages, list(ids_of(tables.needs)))


def _csv_files(tables: Tables) -> list[tuple[str, bytes]]:
    return [(sheet.path, csv_bytes(sheet.header.typed, (row.typed for row in sheet.rows))) for sheet in tables.sheets]
