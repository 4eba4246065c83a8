from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.report import report
from bot.storage.session import migrate, open_engine
from bot.storage.usage import UsageWindow, add_window

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

MARCH, APRIL, MAY, JUNE = date(2026, 3, 2), date(2026, 3, 30), date(2026, 5, 4), date(2026, 6, 1)
ASKED = UsageWindow(
    MARCH,
    APRIL,
    {("housing.rent_help", True): 120, ("none", False): 20, ("healthcare.vision", False): 45},
    {("housing.rent_help", "es"): 40, ("housing.rent_help", "vi"): 15},
    {"lib": 35, "wic": 80},
)


def run(url: str, *more: str) -> Result:
    app = typer.Typer()
    app.command()(report)
    return CliRunner().invoke(app, ["--database", url, *more])


def write(url: str, *windows: UsageWindow) -> None:
    async def written() -> None:
        engine = open_engine(url)
        await migrate(engine)
        for window in windows:
            await add_window(engine, window)
        await engine.dispose()

    asyncio.run(written())


def lines_of(result: Result) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in result.output.splitlines()]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/vecino.db"


def test_each_need_is_a_line_and_each_partner_too_the_most_asked_first(url: str) -> None:
    write(url, ASKED)
    result = run(url)
    assert result.exit_code == 0
    rent = ["housing.rent_help", "120", "under 11", "es 40, vi 15, the others not shown"]
    vision = ["healthcare.vision", "under 11", "45", "not shown"]
    unknown = ["(not in our list)", "20", "not shown"]
    first = lines_of(result).index(rent)
    assert lines_of(result)[first : first + 3] == [rent, vision, unknown]
    partners = lines_of(result).index(["wic", "80"])
    assert lines_of(result)[partners + 1] == ["lib", "35"]


def test_it_says_which_days_were_counted_and_that_others_were_lost(url: str) -> None:
    write(url, ASKED, UsageWindow(APRIL, APRIL), UsageWindow(MAY, JUNE))
    output = run(url).output
    assert "Counted on 58 of 92 days, from 2026-03-02 to 2026-06-01, in 3 windows." in output
    assert "lost its counts" in output
    write(url, UsageWindow(APRIL, MAY))
    output = run(url).output
    assert "Counted on 92 of 92 days, from 2026-03-02 to 2026-06-01, in 4 windows." in output
    assert "lost its counts" not in output


def test_it_says_what_is_hidden_and_why(url: str) -> None:
    write(url, ASKED)
    output = run(url).output
    for words in ("What is hidden, and why", "Numbers under 11: a small", "the most used language", "in fives"):
        assert words in output


def test_windows_that_tell_nothing_stand_in_no_table_and_only_the_latest_are_shown(url: str) -> None:
    write(url, ASKED, UsageWindow(MAY, JUNE, {("none", False): 15}), UsageWindow(JUNE, JUNE))
    assert "From 2026-03-02" in run(url).output
    output = run(url, "--latest", "1").output
    assert "From 2026-05-04 to 2026-06-01" in output
    assert "From 2026-03-02" not in output and "From 2026-06-01" not in output


def test_few_people_get_a_sentence_and_nobody_too(url: str) -> None:
    assert "Nothing was counted yet" in run(url).output
    write(url, UsageWindow(MARCH, APRIL))
    assert "Nothing was asked for by 11 people or more" in run(url).output


def test_a_database_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    result = run(f"sqlite+aiosqlite:///{tmp_path}")
    assert (result.exit_code, "The database cannot be read" in result.output) == (1, True)
    assert "Traceback" not in result.output
