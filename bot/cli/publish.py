"""vecino publish: check the spreadsheets, then make them what residents see."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.check import print_coverage
from bot.cli.database import DatabaseUrl, database_url
from bot.cli.diff import print_proposal, proposal_of
from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import Language, print_problems, reader, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.storage.releases import publish as publish_release
from bot.storage.session import open_engine

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from bot.directory.loader import LoadResult
    from bot.i18n.translations import Translator
    from bot.storage.releases import Publication


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
    result = read_spreadsheets(data)
    print_problems(result.problems, console, t)
    print_coverage(result, console, t)
    if result.directory is None:
        console.print("What residents see stays as it was.")
        raise typer.Exit(1)
    try:
        done = asyncio.run(_publish(database_url(database, console), data, result, console, t, is_checked=is_checked))
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address of the database with its password.
        console.print(Text(f"The database cannot be written ({type(error).__name__}). Nothing was changed."))
        console.print("Check that DATABASE_URL is right, that the folder may be written to and the disk is not full.")
        raise typer.Exit(1) from None
    if done is None:
        console.print("Nothing was published. If all of this is right: vecino publish --yes-i-checked")
        raise typer.Exit(1)
    if done.is_new:
        console.print(f"Published as release {done.release_id}. To take it back: vecino undo")
    else:
        console.print(f"Release {done.release_id} already holds exactly this. Nothing was changed.")


async def _publish(
    url: str, data: Path, result: LoadResult, console: Console, t: Translator, *, is_checked: bool
) -> Publication | None:
    """None when the change is doubtful and nobody has said that it is right."""
    engine = open_engine(url)
    try:
        proposal = await proposal_of(engine, data, result)
        print_proposal(proposal, console, t)
        if proposal.doubts and not is_checked:
            return None
        return await publish_release(engine, proposal.directory, now=datetime.now(UTC), learnt=proposal.learnt)
    finally:
        await engine.dispose()
