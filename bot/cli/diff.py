"""vecino diff: what publishing would change for residents."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from gettext import NullTranslations
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from bot.cli.check import DEFAULT_DATA, DataFolder
from bot.cli.database import DatabaseUrl, database_url, read_database
from bot.cli.learn import learnt_bytes
from bot.cli.problems import print_problems, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.staff.changes import change_lines, miss_lines, summary
from bot.staff.publication import propose
from bot.storage.session import migrate

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.loader import LoadResult
    from bot.staff.publication import Proposal


def diff(data: DataFolder = DEFAULT_DATA, database: DatabaseUrl = None) -> None:
    """Show what publishing would change, row by row and field by field. Nothing is published."""
    console = terminal()
    result = read_spreadsheets(data)
    if result.directory is None:
        print_problems(result.problems, console)
        raise typer.Exit(1)
    url = database_url(database, console)
    print_proposal(read_database(url, lambda engine: proposal_of(engine, data, result), console), console)


async def proposal_of(engine: AsyncEngine, data: Path, result: LoadResult) -> Proposal:
    """What publishing the folder `data`, read without errors, would mean."""
    if result.directory is None:
        raise ValueError("errors hold back publishing")
    await migrate(engine)
    learnt = await asyncio.to_thread(learnt_bytes, data, result.directory)
    return await propose(engine, result.directory, result.questions, learnt, datetime.now(UTC))


def print_proposal(proposal: Proposal, console: Console) -> None:
    """Print the changes, then the test questions that miss, then the doubts."""
    t = NullTranslations()
    if proposal.live is None:
        console.print("Nothing is published yet, so everything is new.")
    else:
        for line in change_lines(proposal.diff, t):
            console.print(Text(line))
    console.print(Text(summary(proposal.diff, t)))
    if proposal.missed:
        console.print(Text(f"{len(proposal.missed)} test questions do not find what they should:", style="bold yellow"))
        for line in miss_lines(proposal.missed, t):
            console.print(Text(f"  {line}"))
    for doubt in proposal.doubts:
        console.print(Text(str(doubt), style="bold yellow"))
