from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.staff_month import month_sent, note_month

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


async def test_only_the_latest_month_is_kept(engine: AsyncEngine) -> None:
    assert await month_sent(engine) is None
    await note_month(engine, "2026-11")
    await note_month(engine, "2026-12")
    assert await month_sent(engine) == "2026-12"
