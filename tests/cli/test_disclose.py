from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.disclose import disclose
from bot.directory.loader import load_directory
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine
from bot.storage.tables import METADATA
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


@pytest.fixture
def database(tmp_path: Path, data: Path) -> Path:
    """A database with one release."""
    file = tmp_path / "var" / "vecino.db"

    async def publish_sample() -> None:
        engine = open_engine(f"sqlite+aiosqlite:///{file}")
        await migrate(engine)
        await publish(engine, load_directory(data), now=datetime.now(UTC))
        await engine.dispose()

    asyncio.run(publish_sample())
    return file


def run(database: Path, data: Path, *more: str) -> Result:
    app = typer.Typer()
    app.command()(disclose)
    return CliRunner().invoke(app, ["--database", f"sqlite+aiosqlite:///{database}", "--data", str(data), *more])


def plant(database: Path, statement: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()


def test_every_table_with_its_rows_and_every_column_is_told(database: Path, data: Path) -> None:
    result = run(database, data)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert "  release: 1 row" in lines
    assert f"  service: {len(load_directory(data).published)} rows" in lines
    assert "  usage_need: 0 rows" in lines
    assert {"    matched BOOLEAN", "    published_at DATETIME", "    version_num VARCHAR(32)"} <= set(lines)
    for table in METADATA.tables.values():
        assert any(line.startswith(f"  {table.name}: ") for line in lines)
    assert "NOT MADE BY VECINO" not in result.output


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("ALTER TABLE listing_report ADD COLUMN user_id INTEGER", "    user_id INTEGER   NOT MADE BY VECINO"),
        ("CREATE TABLE people AS SELECT 1 AS chat", "  people: 1 row"),
        ("CREATE VIEW peeping AS SELECT 1 AS chat UNION SELECT 2", "  peeping: 2 rows"),
    ],
)
def test_what_was_planted_in_the_database_shows_up(database: Path, data: Path, statement: str, shown: str) -> None:
    plant(database, statement)
    result = run(database, data)
    assert shown in result.output.splitlines()
    assert "1 column in the database was not made by Vecino." in result.output
    assert result.exit_code == 1


def test_every_file_is_told_the_hidden_and_the_nested_too(database: Path, data: Path, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    for file in (database.parent / ".dump.sql", data / "old" / "people.csv", logs / "bot.log"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("12345", encoding="utf-8")
    lines = run(database, data, "--logs", str(logs)).output.splitlines()
    for file in (database.parent / ".dump.sql", data / "old" / "people.csv", logs / "bot.log"):
        assert f"  {file}: 5 bytes" in lines
    assert f"  {database}: {database.stat().st_size} bytes" in lines
    assert any(line.startswith(f"  {data / 'services.csv'}: ") for line in lines)


def test_without_logs_it_says_where_the_lines_go(database: Path, data: Path) -> None:
    assert "The bot writes lines to standard error and keeps no file." in run(database, data).output


def test_looking_changes_nothing(database: Path, data: Path) -> None:
    before = database.read_bytes(), sorted(database.parent.iterdir())
    run(database, data)
    assert (database.read_bytes(), sorted(database.parent.iterdir())) == before


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, data: Path) -> None:
    missing = tmp_path / "none" / "vecino.db"
    result = run(missing, data)
    assert (result.exit_code, missing.parent.exists()) == (0, False)
    assert "There is no database yet." in result.output


def test_an_address_that_is_none_gets_a_sentence(data: Path) -> None:
    app = typer.Typer()
    app.command()(disclose)
    result = CliRunner().invoke(app, ["--database", "nonsense", "--data", str(data)])
    assert (result.exit_code, "The database cannot be read" in result.output) == (1, True)
