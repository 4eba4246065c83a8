"""vecino publish: check the spreadsheets, then make them what residents see."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.check import print_coverage
from bot.cli.database import DatabaseUrl, database_url, live_directory
from bot.cli.diff import print_proposal, proposal_of
from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import Language, print_problems, reader, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.staff.outcome import say_done, say_doubtful, say_refused, say_unwritable
from bot.storage.releases import publish as publish_release
from bot.storage.session import open_engine

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from bot.directory.loader import LoadResult
    from bot.i18n.translations import Translator


def publish(
    data: DataFolder = DEFAULT_DATA,
    database: DatabaseUrl = None,
    is_checked: Annotated[
        bool, typer.Option("--yes-i-checked", help="Publish although the change is unusually large.")
    ] = False,
    language: Language = None,
) -> None:
    """Check the spreadsheets, then show them to residents. With errors nothing changes."""
    console, t = terminal(), reader(language)
    url = database_url(database, console)
    result = read_spreadsheets(data, live_directory(url))
    print_problems(result.problems, console, t)
    print_coverage(result, console, t)
    if result.directory is None:
        console.print(Text(say_refused(t)))
        raise typer.Exit(1)
    try:
        is_published, sentence = asyncio.run(_publish(url, data, result, console, t, is_checked=is_checked))
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address of the database with its password.
        for sentence in say_unwritable(type(error).__name__, t):
            console.print(Text(sentence))
        raise typer.Exit(1) from None
    console.print(Text(sentence))
    if not is_published:
        raise typer.Exit(1)


async def _publish(
    url: str, data: Path, result: LoadResult, console: Console, t: Translator, *, is_checked: bool
) -> tuple[bool, str]:
    """Whether residents see the folder now, and what to say. A doubtful change waits for somebody who says yes."""
    engine = open_engine(url)
    try:
        proposal = await proposal_of(engine, data, result)
        print_proposal(proposal, result, console, t)
        if proposal.doubts and not is_checked:
            return False, say_doubtful(t)
        done = await publish_release(engine, proposal.directory, now=datetime.now(UTC), learnt=proposal.learnt)
        return True, say_done(done, t, is_first=proposal.live is None)
    finally:
        await engine.dispose()
