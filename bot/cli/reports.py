"""vecino reports: what residents said is wrong with listings, and what they miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bot.chat.suppression import FEWEST
from bot.cli.database import DatabaseUrl, database_url, read_database
from bot.cli.problems import terminal
from bot.storage.reports import missing
from bot.storage.reports import reports as read_reports
from bot.storage.session import migrate

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.reports import ListingReport, MissingNeed


def reports(database: DatabaseUrl = None) -> None:
    """Show which listings residents said are wrong, and what they miss. These are counts, nobody is in them."""
    console = terminal()
    wrong, lacking = read_database(database_url(database, console), _read, console)
    if not wrong and not lacking:
        console.print("Nothing was reported yet. The bot writes reports once a day, and when it is stopped.")
    if wrong:
        console.print(_wrong_table(wrong))
    if lacking:
        console.print(
            f"Missing, by the nearest need (in fives, and only what {FEWEST} people or more missed in four weeks):"
        )
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


async def _read(engine: AsyncEngine) -> tuple[list[ListingReport], list[MissingNeed]]:
    await migrate(engine)
    return await read_reports(engine), await missing(engine)
