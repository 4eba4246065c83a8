"""Reading the database for a command: one sentence and exit code 1 where it cannot be read."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.text import Text
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.config import read_settings
from bot.errors import NoReleaseError, SettingsError
from bot.storage.releases import load_live
from bot.storage.session import open_engine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.model import Directory

Found = TypeVar("Found")

DatabaseUrl = Annotated[
    str | None,
    typer.Option("--database", help="The address of the database. Without it: DATABASE_URL.", metavar="URL"),
]


def database_url(named: str | None, console: Console) -> str:
    """The address named on the command line, else that of the settings. Raises typer.Exit where they are wrong."""
    try:
        return named or read_settings().database_url
    except SettingsError as error:
        console.print(Text(str(error)))
        raise typer.Exit(1) from None


def live_directory(url: str) -> Directory | None:
    """What residents see, to compare with; None where nothing is published or can be read. Makes no database."""

    async def opened() -> Directory | None:
        engine = open_engine(url)
        try:
            return (await load_live(engine))[1]
        finally:
            await engine.dispose()

    try:
        target = make_url(url)
        if target.get_backend_name() == "sqlite" and not Path(target.database or "").is_file():
            return None
        return asyncio.run(opened())
    except (NoReleaseError, SQLAlchemyError, OSError):
        return None


def read_database(url: str, read: Callable[[AsyncEngine], Awaitable[Found]], console: Console) -> Found:
    """Give what `read` finds. Raises typer.Exit where the database cannot be read."""

    async def opened() -> Found:
        engine = open_engine(url)
        try:
            return await read(engine)
        finally:
            await engine.dispose()

    try:
        return asyncio.run(opened())
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address of the database with its password.
        console.print(Text(f"The database cannot be read ({type(error).__name__}). Check that DATABASE_URL is right."))
        raise typer.Exit(1) from None
