"""What taps add up to, for staff: in memory while the day lasts, on disk as counts without anybody in them."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError

from bot.actions import Screen
from bot.chat.headcounts import HeadCounts
from bot.logs import Event, log_event
from bot.replies.reporting import kind_of
from bot.storage.reports import add_reports

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.actions import Action
    from bot.directory.catalogue import Catalogue

DAY: Final = 24 * 60 * 60.0


class Counting:
    """Reports of wrong listings, written once a day and at a clean stop. A kill loses a day's counts, never more."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reports: HeadCounts[tuple[str, str]] = HeadCounts()
        self._unwritten: Counter[tuple[str, str]] = Counter()

    def note(self, action: Action, catalogue: Catalogue, chat: int) -> None:
        """Count `action` if it is one that staff should hear of."""
        if action.screen is Screen.REPORT:
            service, kind = catalogue.service(action.service), kind_of(action)
            if service and kind:
                self._reports.add((service.id, kind), chat)

    async def keep(self) -> None:
        """Write every day, until cancelled."""
        while True:
            await asyncio.sleep(DAY)
            await self.write()

    async def write(self) -> None:
        """Write what was counted. What the database does not take waits for the next time."""
        self._unwritten += self._reports.close()
        if not self._unwritten:
            return
        try:
            await add_reports(self._engine, self._unwritten, datetime.now(UTC).date())
        except SQLAlchemyError as error:
            log_event(Event.COUNTS_UNWRITTEN, error=error)
        else:
            self._unwritten.clear()
