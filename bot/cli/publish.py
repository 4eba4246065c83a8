"""vecino publish: check the spreadsheets, then make them what residents see."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.check import DEFAULT_DATA, DataFolder, print_coverage
from bot.cli.learn import learnt_bytes
from bot.cli.problems import print_problems, terminal
from bot.config import read_settings
from bot.directory.loader import read_directory
from bot.errors import SettingsError
from bot.storage.releases import publish as publish_release
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from bot.directory.model import Directory
    from bot.storage.releases import Publication

DatabaseUrl = Annotated[
    str | None,
    typer.Option("--database", help="The address of the database. Without it: DATABASE_URL.", metavar="URL"),
]


def publish(data: DataFolder = DEFAULT_DATA, database: DatabaseUrl = None) -> None:
    """Check the spreadsheets, then show them to residents. With errors nothing changes."""
    console = terminal()
    result = read_directory(data)
    print_problems(result.problems, console)
    print_coverage(result, console)
    if result.directory is None:
        console.print("What residents see stays as it was.")
        raise typer.Exit(1)
    try:
        learnt = learnt_bytes(data, result.directory)
        done = asyncio.run(_publish(database or read_settings().database_url, result.directory, learnt))
    except SettingsError as error:
        console.print(Text(str(error)))
        raise typer.Exit(1) from None
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address of the database with its password.
        console.print(Text(f"The database cannot be written ({type(error).__name__}). Nothing was changed."))
        console.print("Check that DATABASE_URL is right, that the folder may be written to and the disk is not full.")
        raise typer.Exit(1) from None
    if done.is_new:
        console.print(f"Published as release {done.release_id}.")
    else:
        console.print(f"Release {done.release_id} already holds exactly this. Nothing was changed.")


async def _publish(database: str, directory: Directory, learnt: bytes) -> Publication:
    engine = open_engine(database)
    try:
        await migrate(engine)
        return await publish_release(engine, directory, now=datetime.now(UTC), learnt=learnt)
    finally:
        await engine.dispose()
