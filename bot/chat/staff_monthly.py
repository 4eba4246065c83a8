"""Once a month the staff chat gets its work lists: how long each is, and the lists as files."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot.errors import NoReleaseError
from bot.logs import Event, log_event
from bot.staff.lists import csv_of, read_lists, title_of
from bot.storage.staff_month import month_sent, note_month

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.chat.staff_room import StaffRoom

LOOK_EVERY: Final = 10 * 60.0
MORNING: Final = 8
"""The hour, by the directory's time zone, from which somebody is at work."""


async def send_monthly(room: StaffRoom, local: Callable[[], datetime], look_every: float = LOOK_EVERY) -> None:
    """Look every ten minutes whether a month has begun, until cancelled. `local` is now in the directory's city."""
    while not room.closed.is_set():
        try:
            await send_if_due(room, local())
        except (TelegramError, SQLAlchemyError, NoReleaseError) as error:
            log_event(Event.SEND_FAILED, error=error)  # the next look tries again
        await asyncio.sleep(look_every)


async def send_if_due(room: StaffRoom, now: datetime) -> None:
    """Send the lists on the first morning of a month, or on the first one after that on which the bot runs.

    A bot that has never sent any waits for the first day of a month. Raises TelegramError, SQLAlchemyError,
    NoReleaseError.
    """
    month = f"{now:%Y-%m}"
    sent = await month_sent(room.office.engine)
    if now.hour < MORNING or sent == month or (sent is None and now.day != 1):
        return
    await _send(room, now)
    await note_month(room.office.engine, month)


async def _send(room: StaffRoom, now: datetime) -> None:
    t = room.t
    languages = [language.code for language in room.translations.languages.interface]
    lists = (await read_lists(room.office.engine, languages, now.date(), t)).values()
    head = t.gettext("What to look at this month ({month}):", month=f"{now:%Y-%m}")
    await room.say("\n".join((head, *(f"• {title_of(work)}" for work in lists))))
    for work in lists:
        if work.rows:
            await room.attach(f"{work.name}.csv", csv_of(work), caption=title_of(work))
