"""vecino releases: which directories are kept. vecino undo: go back to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.database import DatabaseUrl, database_url, read_database
from bot.cli.problems import Language, reader, terminal
from bot.errors import UndoError
from bot.staff.outcome import (
    headings_of_releases,
    say_live,
    say_none_yet,
    say_not_undone,
    say_still_there,
    say_undone,
)
from bot.storage.releases import kept_releases, live_release_id
from bot.storage.releases import undo as undo_release
from bot.storage.session import migrate

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.releases import Release


def releases(database: DatabaseUrl = None, language: Language = None) -> None:
    """Show the releases that are kept, and which one residents see."""
    console, t = terminal(), reader(language)
    found = read_database(database_url(database, console), _read, console)
    if not found:
        console.print(Text(say_none_yet(t)))
        return
    zone = next((release.time_zone for release in found if release.is_live), "UTC")
    table = Table(*headings_of_releases(zone, t), "", box=None)
    for release in found:
        live = say_live(t) if release.is_live else ""
        at = f"{release.published_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
        table.add_row(str(release.id), at, str(release.services), live)
    console.print(table)


def undo(database: DatabaseUrl = None, language: Language = None) -> None:
    """Show residents the release before the live one again. The spreadsheets stay as they are."""
    console, t = terminal(), reader(language)
    try:
        undone = read_database(database_url(database, console), _undo, console)
    except UndoError:
        console.print(Text(say_not_undone(t)))
        raise typer.Exit(1) from None
    if undone is None:
        console.print(Text(say_none_yet(t)))
        raise typer.Exit(1)
    console.print(Text(say_undone(*undone, t)))
    console.print(Text(say_still_there(t)))


async def _read(engine: AsyncEngine) -> tuple[Release, ...]:
    await migrate(engine)
    return await kept_releases(engine)


async def _undo(engine: AsyncEngine) -> tuple[int, int] | None:
    """The release that was live, and the one that is now; None when there was none."""
    await migrate(engine)
    live = await live_release_id(engine)
    return None if live is None else (live, await undo_release(engine, live))
