"""What people asked for, as counts by window. Only counts of many people come here; none is about a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.storage.session import writing
from bot.storage.tables import usage_language, usage_need, usage_partner, usage_window

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class UsageWindow:
    """About how many people asked from `since` to `until`, by (need, whether matched), (need, language) and partner.

    What is not in it was asked by few people, or would tell how many those few are, or was not asked at all.
    """

    since: date
    until: date
    needs: Mapping[tuple[str, bool], int] = field(default_factory=dict)
    languages: Mapping[tuple[str, str], int] = field(default_factory=dict)
    partners: Mapping[str, int] = field(default_factory=dict)


async def add_window(engine: AsyncEngine, window: UsageWindow) -> None:
    """Write one window, also one without a count: the report tells by it which days were counted. All or nothing."""
    # Sorted, because the order of rows on disk would tell who asked first.
    needs = [{"need_id": need, "matched": hit, "count": n} for (need, hit), n in sorted(window.needs.items())]
    spoken = [{"need_id": need, "language": code, "count": n} for (need, code), n in sorted(window.languages.items())]
    partners = [{"partner_code": code, "count": n} for code, n in sorted(window.partners.items())]
    async with writing(engine).begin() as connection:
        new = insert(usage_window).values(since=window.since, until=window.until).returning(usage_window.c.id)
        window_id: int = (await connection.execute(new)).scalar_one()
        for table, cells in ((usage_need, needs), (usage_language, spoken), (usage_partner, partners)):
            if cells:
                await connection.execute(insert(table), [{"window_id": window_id, **cell} for cell in cells])


async def windows(engine: AsyncEngine) -> list[UsageWindow]:
    """Every window, the earliest first."""
    tables = (usage_need, usage_language, usage_partner)
    async with engine.connect() as connection:
        found = (await connection.execute(select(usage_window).order_by(usage_window.c.since, usage_window.c.id))).all()
        needs, spoken, partners = [(await connection.execute(select(table))).all() for table in tables]
    return [
        UsageWindow(
            since,
            until,
            {(need, matched): n for at, need, matched, n in needs if at == id},
            {(need, language): n for at, need, language, n in spoken if at == id},
            {code: n for at, code, n in partners if at == id},
        )
        for id, since, until in found
    ]
