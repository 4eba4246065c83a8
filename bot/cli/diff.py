"""vecino diff: what publishing would change for residents."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from bot.cli.database import DatabaseUrl, database_url, live_directory, read_database
from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.learn import learnt_bytes
from bot.cli.problems import Language, print_problems, reader, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.staff.changes import change_lines, doubt_lines, miss_lines, say_first, say_missed, summary
from bot.staff.publication import propose, read_live
from bot.storage.session import migrate

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.loader import LoadResult
    from bot.i18n.translations import Translator
    from bot.staff.publication import Proposal


def diff(data: DataFolder = DEFAULT_DATA, database: DatabaseUrl = None, language: Language = None) -> None:
    """Show what publishing would change, row by row and field by field. Nothing is published."""
    console, t = terminal(), reader(language)
    url = database_url(database, console)
    result = read_spreadsheets(data, live_directory(url))
    if result.directory is None:
        print_problems(result.problems, console, t)
        raise typer.Exit(1)
    proposal = read_database(url, lambda engine: proposal_of(engine, data, result), console)
    print_proposal(proposal, result, console, t)


async def proposal_of(engine: AsyncEngine, data: Path, result: LoadResult) -> Proposal:
    """What publishing the folder `data`, read without errors, would mean."""
    if result.directory is None:
        raise ValueError("errors hold back publishing")
    await migrate(engine)
    learnt = await asyncio.to_thread(learnt_bytes, data, result.directory)
    return await propose(await read_live(engine), result.directory, result.questions, learnt, datetime.now(UTC))


def print_proposal(proposal: Proposal, result: LoadResult, console: Console, t: Translator) -> None:
    """Print the changes to what was read, then the test questions that miss, then the doubts."""
    if proposal.live is None:
        console.print(Text(say_first(t)))
    else:
        for line in change_lines(proposal.diff, result.labels, t):
            console.print(Text(line))
    console.print(Text(summary(proposal.diff, t)))
    if proposal.missed:
        console.print(Text(say_missed(proposal.missed, t), style="bold yellow"))
        for line in miss_lines(proposal.missed, t):
            console.print(Text(f"  {line}"))
    for line in doubt_lines(proposal.doubts, t):
        console.print(Text(line, style="bold yellow"))
