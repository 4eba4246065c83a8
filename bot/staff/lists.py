"""The lists for staff by their names, and how one is read in a chat: as text when short, else as a CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.directory.csv_output import csv_bytes
from bot.staff import worklists
from bot.staff.asked import asked
from bot.storage.releases import load_live
from bot.storage.reports import reports
from bot.storage.usage import windows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.i18n.translations import Translator
    from bot.staff.worklists import WorkList

SHORT: Final = 15
"""How many rows a message shows; more are easier to work with in a spreadsheet."""
_ROOM: Final = 3500


async def read_lists(engine: AsyncEngine, languages: Iterable[str], today: date, t: Translator) -> dict[str, WorkList]:
    """Every list by its name, of the release that residents see. Raises NoReleaseError."""
    _, directory = await load_live(engine)
    counted = await windows(engine)
    found = (
        asked(counted, t),
        worklists.stale(directory, today, t),
        worklists.wrong(await reports(engine), t),
        worklists.unmatched(counted, t),
        worklists.gaps(directory, languages, t),
        worklists.notices(directory, today, t),
    )
    return {work.name: work for work in found}


def title_of(work: WorkList) -> str:
    """The title and how many rows there are."""
    return f"{work.title}: {len(work.rows)}"


def text_of(work: WorkList) -> str | None:
    """The list as a message, None when it is too long for one."""
    if len(work.rows) > SHORT:
        return None
    rows = [" · ".join(cell for cell in row if cell) for row in work.rows]
    text = "\n".join((title_of(work), *(f"• {row}" for row in rows)))
    return text if len(text.encode("utf-16-le")) // 2 <= _ROOM else None


def csv_of(work: WorkList) -> bytes:
    """The list as a file for spreadsheet programs."""
    return csv_bytes(work.headings, work.rows)
