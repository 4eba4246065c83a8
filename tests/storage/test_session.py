from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.session import BUSY_MILLISECONDS, migrate, open_engine, writing
from bot.storage.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

SNAPSHOT = Path(__file__).with_name("schema.sql")


async def schema(engine: AsyncEngine) -> str:
    """Every table and index as SQL, in one order."""
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"
    async with engine.connect() as connection:
        return "".join(f"{sql};\n" for sql in await connection.scalars(text(query)) if "alembic_version" not in sql)


async def test_the_models_are_what_the_migrations_make(engine: AsyncEngine) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_constraints_too_are_the_same_with_and_without_migrations(engine: AsyncEngine, tmp_path: Path) -> None:
    fresh = open_engine(f"sqlite+aiosqlite:///{tmp_path}/fresh.db")
    async with fresh.begin() as connection:
        await connection.run_sync(METADATA.create_all)

    def plain(sql: str) -> list[str]:
        # Columns that a later migration adds stand in one line behind the constraints, before the last bracket.
        lines = re.split(r"\n|,\s+(?=\w+ [A-Z])", sql)
        return sorted(line.strip(" ,\t();") for line in lines if line.strip(" ,\t();"))

    assert plain(await schema(engine)) == plain(await schema(fresh))
    await fresh.dispose()


async def test_the_schema_is_the_checked_in_one(engine: AsyncEngine) -> None:
    """No column is added unseen: whoever changes a table changes schema.sql, where a reader sees it."""
    assert await schema(engine) == SNAPSHOT.read_text(encoding="utf-8")


async def test_newest_tables_are_left_alone_without_loading_what_changes_them(engine: AsyncEngine) -> None:
    program = (
        "import asyncio, sys; from bot.storage.session import migrate, open_engine\n"
        "asyncio.run(migrate(open_engine(sys.argv[1]))); print('alembic' in sys.modules)"
    )
    for url, is_loaded in ((str(engine.url), False), ("sqlite+aiosqlite:///:memory:", True)):
        child = await asyncio.create_subprocess_exec(sys.executable, "-c", program, url, stdout=asyncio.subprocess.PIPE)
        said, _ = await child.communicate()
        assert said.decode().strip() == str(is_loaded)


async def test_migrating_twice_changes_nothing(engine: AsyncEngine) -> None:
    before = await schema(engine)
    await migrate(engine)
    assert await schema(engine) == before


async def test_a_migration_that_fails_half_way_leaves_no_table_behind(url: str) -> None:
    engine = open_engine(url)
    created: list[str] = []

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def fail(_: object, __: object, statement: str, *___: object) -> None:
        if "CREATE TABLE service" in statement:
            raise InterruptedError
        created.append(statement)

    with pytest.raises(InterruptedError):
        await migrate(engine)
    assert any("CREATE TABLE release" in statement for statement in created)
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM sqlite_master")) == 0
    await engine.dispose()


async def test_the_folder_of_the_file_is_made(url: str, tmp_path: Path) -> None:
    engine = open_engine(url)
    assert (tmp_path / "var").is_dir()
    await engine.dispose()


def test_a_file_that_cannot_be_made_is_an_os_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        open_engine(f"sqlite+aiosqlite:///{tmp_path}")


async def test_every_connection_waits_keeps_references_and_uses_the_log(engine: AsyncEngine) -> None:
    async with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            values = [
                await connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "busy_timeout", "foreign_keys")
            ]
            assert values == ["wal", BUSY_MILLISECONDS, 1]


async def test_references_are_held(engine: AsyncEngine) -> None:
    with pytest.raises(IntegrityError):
        async with writing(engine).begin() as connection:
            await connection.execute(text("INSERT INTO live_release (id, release_id) VALUES (1, 99)"))


async def test_a_reader_sees_one_snapshot_while_another_connection_writes(engine: AsyncEngine) -> None:
    insert = (
        "INSERT INTO release (digest, published_at, name, city, country, state, time_zone, phone_region, categories)"
        " VALUES ('', '2027-01-01 00:00:00', '', '', '', '', '', '', '[]')"
    )
    count = text("SELECT count(*) FROM release")
    async with engine.connect() as reader:
        assert await reader.scalar(count) == 0
        async with writing(engine).begin() as writer:
            await writer.execute(text(insert))
        assert await reader.scalar(count) == 0
    async with engine.connect() as reader:
        assert await reader.scalar(count) == 1


async def test_errors_do_not_repeat_values(engine: AsyncEngine) -> None:
    with pytest.raises(OperationalError) as caught:
        async with engine.connect() as connection:
            await connection.execute(text("INSERT INTO nowhere VALUES (:value)"), {"value": "a private word"})
    assert "a private word" not in str(caught.value)
