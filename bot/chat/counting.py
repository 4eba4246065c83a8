"""What questions and taps add up to, for staff: in memory at first, on disk as counts without anybody in them."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError

from bot.actions import Screen
from bot.chat.headcounts import HeadCounts
from bot.chat.suppression import of_many, rounded
from bot.chat.usage import Usage, needs_asked
from bot.directory.model import NONE_OF_OURS
from bot.logs import Event, log_event
from bot.replies.reporting import kind_of
from bot.storage.reports import add_missing, add_reports
from bot.storage.usage import add_window

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.actions import Action
    from bot.directory.catalogue import Catalogue
    from bot.search.decision import Decision
    from bot.storage.usage import UsageWindow

DAY: Final = 24 * 60 * 60.0
WINDOW_DAYS: Final = 28


class Counting:
    """Reports of wrong listings, written once a day; what is asked for and what is missing, once in four weeks.

    Reports are about listings and are written however few they are; all else only of many people. A clean stop ends
    the day and the window. A kill loses counts and reveals nothing.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reports: HeadCounts[tuple[str, str]] = HeadCounts()
        self._missing: HeadCounts[str] = HeadCounts()
        self._due_reports: Counter[tuple[str, str]] = Counter()
        self._due_missing: Counter[str] = Counter()
        self._usage = Usage(_today())
        self._due_windows: list[UsageWindow] = []

    def note_question(self, decision: Decision, catalogue: Catalogue, language: str, partner: str, chat: int) -> None:
        """Count what a question was about; its words are not looked at."""
        self._usage.add(needs_asked(decision), language, partner, catalogue, chat)

    def note(self, action: Action, catalogue: Catalogue, chat: int) -> None:
        """Count `action`, which names its language and partner, if it is one that staff should hear of."""
        if action.screen is Screen.REPORT:
            service, kind = catalogue.service(action.service), kind_of(action)
            if service and kind:
                self._reports.add((service.id, kind), chat)
        elif action.screen is Screen.MISSING:
            need = catalogue.need(action.need)
            self._missing.add(need.id if need else NONE_OF_OURS, chat)
        elif action.screen is Screen.RESULTS and not action.near:  # near a place it is the same list, opened before
            need = catalogue.need(action.need)
            asked = {need.id: bool(catalogue.services_for(need.id))} if need else {}
            self._usage.add(asked, action.language, action.partner, catalogue, chat)

    async def keep(self) -> None:
        """Write every day, until cancelled."""
        for day in count(1):
            await asyncio.sleep(DAY)
            await self.write(closing=day % WINDOW_DAYS == 0)

    async def write(self, *, closing: bool) -> None:
        """Write the reports, and at the end of a window all else. What fails waits for the next time."""
        day = _today()
        self._due_reports += self._reports.close()
        if closing:
            self._due_missing += rounded(of_many(self._missing.close()))
            self._due_windows.append(self._usage.close(day))
        try:
            if self._due_reports:
                await add_reports(self._engine, self._due_reports, day)
                self._due_reports.clear()
            if self._due_missing:
                await add_missing(self._engine, self._due_missing, day)
                self._due_missing.clear()
            while self._due_windows:
                await add_window(self._engine, self._due_windows[0])
                del self._due_windows[0]
        except SQLAlchemyError as error:
            log_event(Event.COUNTS_UNWRITTEN, error=error)


def _today() -> date:
    return datetime.now(UTC).date()
