"""Counts that taps leave behind: which listing is said to be wrong, what is missing. Nothing is about a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.storage.session import writing
from bot.storage.tables import listing_report, live_release, missing_need, service

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


@dataclass(frozen=True, slots=True)
class ListingReport:
    """How often a listing was said to be wrong in one way. `name` is empty when the service is not live any more.

    `since` and `latest` are the days of the first and the last batch that counted it.
    """

    service_id: str
    name: str
    kind: str
    count: int
    since: date
    latest: date


@dataclass(frozen=True, slots=True)
class MissingNeed:
    """About how many people missed something under a need, or near none of ours (`none`)."""

    need_id: str
    count: int
    since: date
    latest: date


async def add_reports(engine: AsyncEngine, counts: Mapping[tuple[str, str], int], day: date) -> None:
    """Add one batch: how many people reported each (service id, kind). All of it is written or none."""
    async with writing(engine).begin() as connection:
        for (service_id, kind), count in counts.items():
            await _add(connection, listing_report, {"service_id": service_id, "kind": kind}, count, day)


async def add_missing(engine: AsyncEngine, counts: Mapping[str, int], day: date) -> None:
    """Add one window's counts by need, as they may be kept: none of few people. All of it is written or none."""
    async with writing(engine).begin() as connection:
        for need_id, count in counts.items():
            await _add(connection, missing_need, {"need_id": need_id}, count, day)


async def reports(engine: AsyncEngine) -> list[ListingReport]:
    """Every listing that was reported, the most reported first, each with the name it has in the live release."""
    named = select(service.c.id, service.c.name).join(live_release, live_release.c.release_id == service.c.release_id)
    live = named.subquery()
    query = (
        select(listing_report, live.c.name)
        .outerjoin(live, live.c.id == listing_report.c.service_id)
        .order_by(listing_report.c.count.desc(), listing_report.c.service_id, listing_report.c.kind)
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).mappings()
        return [ListingReport(**{**row, "name": row["name"] or ""}) for row in rows]


async def missing(engine: AsyncEngine) -> list[MissingNeed]:
    """What people missed, the most missed first."""
    query = select(missing_need).order_by(missing_need.c.count.desc(), missing_need.c.need_id)
    async with engine.connect() as connection:
        return [MissingNeed(**row) for row in (await connection.execute(query)).mappings()]


async def _add(connection: AsyncConnection, table: Table, key: Mapping[str, str], count: int, day: date) -> None:
    # Update first: the database itself adds, so that two processes lose nothing of each other's.
    here = [table.c[name] == value for name, value in key.items()]
    done = await connection.execute(update(table).where(*here).values(count=table.c.count + count, latest=day))
    if done.rowcount == 0:
        await connection.execute(insert(table).values(**key, count=count, since=day, latest=day))
