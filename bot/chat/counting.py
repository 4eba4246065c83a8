"""What taps add up to, for staff: in memory at first, on disk as counts without anybody in them."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError

from bot.actions import Screen
from bot.chat.headcounts import HeadCounts
from bot.directory.model import NONE_OF_OURS
from bot.logs import Event, log_event
from bot.replies.reporting import kind_of
from bot.storage.reports import add_missing, add_reports

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.actions import Action
    from bot.directory.catalogue import Catalogue

DAY: Final = 24 * 60 * 60.0
WINDOW_DAYS: Final = 28
FEWEST: Final = 11
"""What is missing comes from what people asked, so it is kept only where that many missed the same."""
ROUNDED_TO: Final = 5


class Counting:
    """Reports of wrong listings, written once a day; what is missing, once in four weeks. A clean stop ends both.

    Reports are about listings and are written however few they are. A kill loses counts and reveals nothing.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reports: HeadCounts[tuple[str, str]] = HeadCounts()
        self._missing: HeadCounts[str] = HeadCounts()
        self._due_reports: Counter[tuple[str, str]] = Counter()
        self._due_missing: Counter[str] = Counter()

    def note(self, action: Action, catalogue: Catalogue, chat: int) -> None:
        """Count `action` if it is one that staff should hear of."""
        if action.screen is Screen.REPORT:
            service, kind = catalogue.service(action.service), kind_of(action)
            if service and kind:
                self._reports.add((service.id, kind), chat)
        elif action.screen is Screen.MISSING:
            need = catalogue.need(action.need)
            self._missing.add(need.id if need else NONE_OF_OURS, chat)

    async def keep(self) -> None:
        """Write every day, until cancelled."""
        for day in count(1):
            await asyncio.sleep(DAY)
            await self.write(closing=day % WINDOW_DAYS == 0)

    async def write(self, *, closing: bool) -> None:
        """Write the reports, and at the end of a window what is missing. What fails waits for the next time."""
        self._due_reports += self._reports.close()
        if closing:
            self._due_missing += _publishable(self._missing.close())
        day = datetime.now(UTC).date()
        try:
            if self._due_reports:
                await add_reports(self._engine, self._due_reports, day)
                self._due_reports.clear()
            if self._due_missing:
                await add_missing(self._engine, self._due_missing, day)
                self._due_missing.clear()
        except SQLAlchemyError as error:
            log_event(Event.COUNTS_UNWRITTEN, error=error)


def _publishable(counts: Counter[str]) -> Counter[str]:
    return Counter({cell: ROUNDED_TO * round(n / ROUNDED_TO) for cell, n in counts.items() if n >= FEWEST})
