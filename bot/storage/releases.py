"""Publishing a directory as a release, and reading the live one. A release is whole or it is not there."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from bot.errors import NoReleaseError, UndoError
from bot.lexicon.learnt import read
from bot.storage import rows, tables
from bot.storage.session import writing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import RowMapping, Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.directory.model import Directory
    from bot.lexicon.learnt import Learnt

KEPT_RELEASES = 5
"""How many releases stay in the database, the live one included, so that staff can go back."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did. `is_new` is False when the live release already held the same content."""

    release_id: int
    is_new: bool


async def publish(engine: AsyncEngine, directory: Directory, *, now: datetime, learnt: bytes = b"") -> Publication:
    """Write the directory as a release and make it live, in one transaction; `now` is an aware time.

    Drafts and closed services are not written. The same content twice changes nothing. `learnt` are the weights
    learnt from its phrases; a release without them costs the bot the learning when it loads.
    """
    area = rows.area_row(directory.area)
    # A directory is large: in the loop of a running bot this would hold up everybody's questions.
    content = await asyncio.to_thread(rows.to_rows, directory)
    digest = await asyncio.to_thread(_digest, [area, *content.values()])
    async with writing(engine).begin() as connection:
        live = await _live_release(connection)
        if live is not None and live["digest"] == digest:
            return Publication(live["id"], is_new=False)
        new = insert(tables.release).values(digest=digest, published_at=now, learnt=learnt or None, **area)
        new = new.returning(tables.release.c.id)
        release_id: int = (await connection.execute(new)).scalar_one()
        for table in rows.RELEASED:
            if content[table]:
                await connection.execute(insert(table), [{"release_id": release_id, **row} for row in content[table]])
        await connection.execute(delete(tables.live_release))
        await connection.execute(insert(tables.live_release).values(id=1, release_id=release_id))
        releases = tables.release.c.id
        if live is not None:  # what was undone leaves only now, when its number cannot be given out again
            await connection.execute(delete(tables.release).where(releases > live["id"], releases < release_id))
        kept = select(releases).order_by(releases.desc()).limit(KEPT_RELEASES)
        await connection.execute(delete(tables.release).where(releases.not_in(kept)))
    return Publication(release_id, is_new=True)


@dataclass(frozen=True, slots=True)
class Release:
    """One published directory that is still kept. `published_at` is an aware time, `time_zone` that of its city."""

    id: int
    published_at: datetime
    time_zone: str
    services: int
    is_live: bool


async def kept_releases(engine: AsyncEngine) -> tuple[Release, ...]:
    """The releases in the database, the newest first."""
    release, live = tables.release.c, tables.live_release.c
    services = select(func.count()).select_from(tables.service).where(tables.service.c.release_id == release.id)
    query = (
        select(
            *(release.id, release.published_at, release.time_zone),
            *(services.scalar_subquery(), live.release_id.is_not(None)),
        )
        .join_from(tables.release, tables.live_release, live.release_id == release.id, isouter=True)
        .order_by(release.id.desc())
    )
    async with engine.connect() as connection:
        found = await connection.execute(query)
        return tuple(Release(number, _aware(at), zone, count, is_live) for number, at, zone, count, is_live in found)


async def undo(engine: AsyncEngine, release_id: int) -> int:
    """Make the release before `release_id` live again and return its id.

    Raises UndoError when `release_id` is not live any more (somebody was faster), or none before it is kept. The
    release that was undone stays in the database until the next one is published.
    """
    async with writing(engine).begin() as connection:
        live = await connection.scalar(select(tables.live_release.c.release_id))
        if live != release_id:
            raise UndoError("Another release is live by now. Nothing was undone.")
        earlier = select(func.max(tables.release.c.id)).where(tables.release.c.id < release_id)
        before: int | None = await connection.scalar(earlier)
        if before is None:
            raise UndoError("No earlier release is kept, so nothing can be undone.")
        await connection.execute(update(tables.live_release).values(release_id=before))
    return before


async def is_undone(engine: AsyncEngine) -> bool:
    """Whether residents see an earlier release again and nothing was published since."""
    live, newest = select(tables.live_release.c.release_id), select(func.max(tables.release.c.id))
    async with engine.connect() as connection:
        shown, last = await connection.scalar(live), await connection.scalar(newest)
    return shown is not None and shown != last


async def live_release_id(engine: AsyncEngine) -> int | None:
    """The id of the live release, None before the first one. Cheap enough to ask every second."""
    async with engine.connect() as connection:
        found: int | None = await connection.scalar(select(tables.live_release.c.release_id))
        return found


async def load_live(engine: AsyncEngine) -> tuple[int, Directory]:
    """The live release and its directory, read from one snapshot. Raises NoReleaseError before the first one."""
    release_id, directory, _ = await load_whole(engine)
    return release_id, directory


async def load_whole(engine: AsyncEngine) -> tuple[int, Directory, bytes]:
    """Like `load_live`, with the weights learnt from its phrases as they are stored."""
    async with engine.connect() as connection:
        release = await _live(connection)
        found = {table: await _rows_of(connection, table, release["id"]) for table in rows.RELEASED}
    return release["id"], await asyncio.to_thread(rows.from_rows, release, found), release["learnt"] or b""


async def load_answers(engine: AsyncEngine) -> tuple[int, Directory, Learnt | None]:
    """What answering needs of the live release: where its weights can be used, its phrases stay in the database.

    Raises NoReleaseError before the first release.
    """
    async with engine.connect() as connection:
        release = await _live(connection)
        learnt = read(release["learnt"] or b"")
        wanted = [table for table in rows.RELEASED if learnt is None or table not in rows.LEARNT_FROM]
        found = {table: await _rows_of(connection, table, release["id"]) for table in wanted}
    return release["id"], rows.from_rows(release, found), learnt


def _aware(at: datetime) -> datetime:
    # SQLite keeps no time zone; what is written is UTC.
    return at if at.tzinfo else at.replace(tzinfo=UTC)


async def _live(connection: AsyncConnection) -> RowMapping:
    release = await _live_release(connection)
    if release is None:
        raise NoReleaseError("Nothing is published yet. Run: vecino publish")
    return release


async def _live_release(connection: AsyncConnection) -> RowMapping | None:
    query = select(tables.release).join(tables.live_release, tables.live_release.c.release_id == tables.release.c.id)
    return (await connection.execute(query)).mappings().one_or_none()


async def _rows_of(connection: AsyncConnection, table: Table, release_id: int) -> list[RowMapping]:
    query = select(table).where(table.c.release_id == release_id).order_by(*table.primary_key.columns)
    return list((await connection.execute(query)).mappings())


def _digest(content: list[object]) -> str:
    """A fingerprint of everything a release holds, in its order."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
