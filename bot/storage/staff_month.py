"""Which month's work lists the staff chat has: kept, so that a restart does not send them twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.storage.session import writing
from bot.storage.tables import staff_month

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


async def month_sent(engine: AsyncEngine) -> str | None:
    """The latest month that was sent, such as 2026-12; None before the first."""
    async with engine.connect() as connection:
        found: str | None = await connection.scalar(select(staff_month.c.month))
        return found


async def note_month(engine: AsyncEngine, month: str) -> None:
    """Remember that a month was sent, in place of the one before."""
    async with writing(engine).begin() as connection:
        await connection.execute(delete(staff_month))
        await connection.execute(insert(staff_month).values(id=1, month=month))
