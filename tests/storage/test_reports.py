from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.storage.releases import publish
from bot.storage.reports import ListingReport, MissingNeed, add_missing, add_reports, missing, reports

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.model import Directory

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


async def test_batches_add_up_since_the_day_of_the_first(engine: AsyncEngine) -> None:
    await add_reports(engine, {("x-1", "closed"): 2, ("x-2", "moved"): 1}, MONDAY)
    await add_reports(engine, {("x-1", "closed"): 3, ("x-1", "moved"): 1}, FRIDAY)
    assert await reports(engine) == [
        ListingReport("x-1", "", "closed", 5, MONDAY, FRIDAY),
        ListingReport("x-1", "", "moved", 1, FRIDAY, FRIDAY),
        ListingReport("x-2", "", "moved", 1, MONDAY, MONDAY),
    ]


async def test_a_listing_has_the_name_of_the_live_release(engine: AsyncEngine, directory: Directory) -> None:
    await publish(engine, replace(directory, services=directory.services[::-1]), now=datetime.now(UTC))
    await publish(engine, directory, now=datetime.now(UTC))  # a second release holds the service too
    await add_reports(engine, {("casa-norte-rent", "closed"): 1}, MONDAY)
    assert [report.name for report in await reports(engine)] == ["Rent help"]


async def test_reports_outlive_the_releases_of_their_service(engine: AsyncEngine, directory: Directory) -> None:
    await add_reports(engine, {("casa-norte-rent", "closed"): 1}, MONDAY)
    await publish(engine, directory, now=datetime.now(UTC))
    assert [report.count for report in await reports(engine)] == [1]


async def test_a_batch_that_fails_half_way_leaves_nothing(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def fail(_: object, __: object, ___: object, parameters: object, *____: object) -> None:
        if "x-2" in str(parameters):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await add_reports(engine, {("x-1", "closed"): 1, ("x-2", "closed"): 1}, MONDAY)
    assert await reports(engine) == []


async def test_what_is_missing_adds_up_by_need(engine: AsyncEngine) -> None:
    await add_missing(engine, {"none": 15}, MONDAY)
    await add_missing(engine, {"none": 10, "education.esl": 40}, FRIDAY)
    assert await missing(engine) == [
        MissingNeed("education.esl", 40, FRIDAY, FRIDAY),
        MissingNeed("none", 25, MONDAY, FRIDAY),
    ]
