"""vecino releases: which directories are kept. vecino undo: go back to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.database import DatabaseUrl, database_url, read_database
from bot.cli.problems import terminal
from bot.errors import NoReleaseError, UndoError
from bot.storage.releases import kept_releases, live_release_id
from bot.storage.releases import undo as undo_release
from bot.storage.session import migrate

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.releases import Release


def releases(database: DatabaseUrl = None) -> None:
    """Show the releases that are kept, and which one residents see."""
    console = terminal()
    found = read_database(database_url(database, console), _read, console)
    if not found:
        console.print("Nothing is published yet. Run: vecino publish")
        return
    table = Table("release", "published (UTC)", "services", "", box=None)
    for release in found:
        live = "residents see this one" if release.is_live else ""
        at = f"{release.published_at:%Y-%m-%d %H:%M}"
        table.add_row(str(release.id), at, str(release.services), live)
    console.print(table)


def undo(database: DatabaseUrl = None) -> None:
    """Show residents the release before the live one again. The spreadsheets stay as they are."""
    console = terminal()
    try:
        before, now = read_database(database_url(database, console), _undo, console)
    except (NoReleaseError, UndoError) as error:
        console.print(Text(str(error)))
        raise typer.Exit(1) from None
    console.print(f"Undone: residents see release {now} again, not {before}.")
    console.print("The spreadsheets still hold what was undone. Mend them before you publish again.")


async def _read(engine: AsyncEngine) -> tuple[Release, ...]:
    await migrate(engine)
    return await kept_releases(engine)


async def _undo(engine: AsyncEngine) -> tuple[int, int]:
    await migrate(engine)
    live = await live_release_id(engine)
    if live is None:
        raise NoReleaseError("Nothing is published yet. Run: vecino publish")
    return live, await undo_release(engine, live)
