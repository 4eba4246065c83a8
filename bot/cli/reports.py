"""vecino reports: what residents said is wrong with listings, and what they miss."""

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
from bot.storage.reports import missing
from bot.storage.reports import reports as read_reports
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from bot.storage.reports import ListingReport, MissingNeed


def reports(database: DatabaseUrl = None) -> None:
    """Show which listings residents said are wrong, and what they miss. These are counts, nobody is in them."""
    console = terminal()
    try:
        wrong, lacking = asyncio.run(_read(database or read_settings().database_url))
    except SettingsError as error:
        console.print(Text(str(error)))
        raise typer.Exit(1) from None
    except (SQLAlchemyError, OSError) as error:
        # The error's own text may hold the address of the database with its password.
        console.print(Text(f"The database cannot be read ({type(error).__name__}). Check that DATABASE_URL is right."))
        raise typer.Exit(1) from None
    if not wrong and not lacking:
        console.print("Nothing was reported yet. The bot writes reports once a day, and when it is stopped.")
    if wrong:
        console.print(_wrong_table(wrong))
    if lacking:
        console.print("Missing, by the nearest need (in fives, and only what 11 people or more missed in four weeks):")
        console.print(_missing_table(lacking))


def _wrong_table(found: list[ListingReport]) -> Table:
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


def _missing_table(found: list[MissingNeed]) -> Table:
    table = Table("need", "people", "since", "latest", box=None)
    for row in found:
        table.add_row(Text(row.need_id), str(row.count), row.since.isoformat(), row.latest.isoformat())
    return table


async def _read(database: str) -> tuple[list[ListingReport], list[MissingNeed]]:
    engine = open_engine(database)
    try:
        await migrate(engine)
        return await read_reports(engine), await missing(engine)
    finally:
        await engine.dispose()
