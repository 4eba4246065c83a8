"""Opening the database and bringing its tables up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event, inspect, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MILLISECONDS = 10_000
"""How long a connection waits while another one writes."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_BEGIN = "sqlite_begin"


def open_engine(url: str) -> AsyncEngine:
    """Open the database at `url`, such as sqlite+aiosqlite:///var/vecino.db; its folder is made when missing.

    Errors of the engine never repeat values. Raises sqlalchemy.exc.ArgumentError for a URL that is none, OSError
    for a file that cannot be made.
    """
    target = make_url(url)
    engine = create_async_engine(target, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        if target.database and target.database != ":memory:":
            file = Path(target.database)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.open("ab").close()  # fails here with a plain OSError, not later in the thread of the driver
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine for a transaction that writes: it takes its turn at once, not at the first change.

    A transaction that reads before it writes would otherwise fail when another one wrote in between.
    """
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to the newest revision, in one transaction; does nothing when they are."""
    async with writing(engine).begin() as connection:
        if not await connection.run_sync(_is_newest):
            await connection.run_sync(_upgrade)


def _is_newest(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    newest = max(file.stem for file in _MIGRATIONS.glob("versions/r*.py"))
    applied: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return newest.startswith(f"r{applied}_")


def _upgrade(connection: Connection) -> None:
    # Only here: most starts find newest tables, and a running bot has better uses for 10 MB.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _set_up_sqlite(dbapi_connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # Without this the driver opens transactions by its own rules: none for reading, none around CREATE TABLE.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get(_BEGIN, "BEGIN")))
