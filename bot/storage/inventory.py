"""What a database really holds, asked of the database itself and not of our own description of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, inspect, select, table
from sqlalchemy.engine import Inspector

from bot.storage.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

_OF_THE_MIGRATIONS = {"alembic_version": {"version_num"}}


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column as the database has it. `is_ours` says whether Vecino made it."""

    name: str
    type: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table or view as the database has it, with how many rows it holds."""

    name: str
    rows: int
    columns: tuple[FoundColumn, ...]

    @property
    def is_ours(self) -> bool:
        """Whether every column is Vecino's."""
        return all(column.is_ours for column in self.columns)


async def take_inventory(engine: AsyncEngine) -> list[FoundTable]:
    """Every table and view in the order of their names. Nothing is changed, no row is read."""
    async with engine.connect() as connection:
        return await connection.run_sync(_look)


def _look(connection: Connection) -> list[FoundTable]:
    ours = {name: set(known.columns.keys()) for name, known in METADATA.tables.items()} | _OF_THE_MIGRATIONS
    look = inspect(connection)
    assert isinstance(look, Inspector)
    return [
        FoundTable(
            name,
            connection.scalar(select(func.count()).select_from(table(name))) or 0,
            tuple(
                FoundColumn(column["name"], str(column["type"]), column["name"] in ours.get(name, ()))
                for column in look.get_columns(name)
            ),
        )
        for name in sorted({*look.get_table_names(), *look.get_view_names()})
    ]
