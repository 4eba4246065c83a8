"""Publishing a directory as a release, and reading the live one. A release is whole or it is not there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.errors import NoReleaseError
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
    content = rows.to_rows(directory)
    area = rows.area_row(directory.area)
    digest = _digest([area, *content.values()])
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
        kept = select(tables.release.c.id).order_by(tables.release.c.id.desc()).limit(KEPT_RELEASES)
        await connection.execute(delete(tables.release).where(tables.release.c.id.not_in(kept)))
    return Publication(release_id, is_new=True)


async def live_release_id(engine: AsyncEngine) -> int | None:
    """The id of the live release, None before the first one. Cheap enough to ask every second."""
    async with engine.connect() as connection:
        found: int | None = await connection.scalar(select(tables.live_release.c.release_id))
        return found


async def load_live(engine: AsyncEngine) -> tuple[int, Directory]:
    """The live release and its directory, read from one snapshot. Raises NoReleaseError before the first one."""
    async with engine.connect() as connection:
        release = await _live(connection)
        found = {table: await _rows_of(connection, table, release["id"]) for table in rows.RELEASED}
    return release["id"], rows.from_rows(release, found)


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
