from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.reports import reports
from bot.storage.reports import add_missing, add_reports
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


def run(url: str) -> Result:
    app = typer.Typer()
    app.command()(reports)
    return CliRunner().invoke(app, ["--database", url])


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/vecino.db"


def test_each_report_is_a_line_with_service_kind_count_and_days(url: str) -> None:
    async def report() -> None:
        engine = open_engine(url)
        await migrate(engine)
        await add_reports(engine, {("x-1", "wrong_phone"): 12}, date(2026, 3, 2))
        await add_reports(engine, {("x-1", "wrong_phone"): 2}, date(2026, 3, 6))
        await add_missing(engine, {"education.esl": 15}, date(2026, 3, 6))
        await engine.dispose()

    asyncio.run(report())
    result = run(url)
    assert result.exit_code == 0
    lines = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in result.output.splitlines()]
    assert ["x-1", "(not published now)", "wrong phone", "14", "2026-03-02", "2026-03-06"] in lines
    assert lines[-1] == ["education.esl", "15", "2026-03-06", "2026-03-06"]


def test_no_report_is_said_plainly(url: str) -> None:
    result = run(url)
    assert (result.exit_code, "Nothing was reported yet" in result.output) == (0, True)


def test_a_database_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    result = run(f"sqlite+aiosqlite:///{tmp_path}")
    assert (result.exit_code, "The database cannot be read" in result.output) == (1, True)
    assert "Traceback" not in result.output
