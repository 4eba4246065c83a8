from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.storage.usage import UsageWindow, add_window, windows

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 3, 30), date(2026, 4, 27)
FULL = UsageWindow(
    MARCH,
    APRIL,
    {("housing.rent_help", True): 60, ("housing.rent_help", False): 15, ("none", False): 20},
    {("housing.rent_help", "es"): 25},
    {"lib": 10},
)


async def test_windows_come_back_as_they_were_written_the_earliest_first(engine: AsyncEngine) -> None:
    later = UsageWindow(APRIL, MAY, {("housing.rent_help", True): 35}, partners={"lib": 15})
    for window in (later, FULL):
        await add_window(engine, window)
    assert await windows(engine) == [FULL, later]


async def test_a_window_without_a_count_is_written_too(engine: AsyncEngine) -> None:
    for _ in range(2):  # the bot was stopped twice on one day
        await add_window(engine, UsageWindow(MARCH, MARCH))
    assert await windows(engine) == [UsageWindow(MARCH, MARCH)] * 2


async def test_a_window_that_fails_half_way_leaves_nothing(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def fail(_: object, __: object, statement: str, *___: object) -> None:
        if "INSERT INTO usage_partner" in statement:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await add_window(engine, FULL)
    assert await windows(engine) == []


async def test_the_order_of_counting_is_not_on_disk(engine: AsyncEngine) -> None:
    turned = UsageWindow(MARCH, APRIL, dict(reversed([*FULL.needs.items()])))
    for window in (FULL, turned):
        await add_window(engine, window)
    first, second = await windows(engine)
    assert list(first.needs) == list(second.needs) == sorted(FULL.needs)
