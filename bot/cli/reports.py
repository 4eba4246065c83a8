"""vecino reports: what residents said is wrong with listings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.problems import terminal
from bot.cli.publish import DatabaseUrl
from bot.config import read_settings
from bot.errors import SettingsError
from bot.storage.reports import reports as read_reports
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from bot.storage.reports import ListingReport


def reports(database: DatabaseUrl = None) -> None:
    """Show which listings residents said are wrong, the most reported first. It holds counts only."""
    console = terminal()
    try:
        found = asyncio.run(_read(database or read_settings().database_url))
    except SettingsError as error:
        console.print(Text(str(error)))
        raise typer.Exit(1) from None
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address of the database with its password.
        console.print(Text(f"The database cannot be read ({type(error).__name__}). Check that DATABASE_URL is right."))
        raise typer.Exit(1) from None
    if not found:
        console.print("No listing was reported yet. The bot writes reports once a day, and when it is stopped.")
        return
    console.print(_table(found))


def _table(found: list[ListingReport]) -> Table:
    table = Table("service", "name", "what is wrong", "reports", "since", "latest", box=None)
    for row in found:
        table.add_row(
            Text(row.service_id),
            Text(row.name or "(not published now)"),
            row.kind.replace("_", " "),
            str(row.count),
            row.since.isoformat(),
            row.latest.isoformat(),
        )
    return table


async def _read(database: str) -> list[ListingReport]:
    engine = open_engine(database)
    try:
        await migrate(engine)
        return await read_reports(engine)
    finally:
        await engine.dispose()
