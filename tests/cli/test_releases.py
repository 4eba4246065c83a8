from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest
from typer.testing import CliRunner

from bot.__main__ import application
from bot.storage.releases import live_release_id
from bot.storage.session import open_engine
from tests.directory.sample import read_rows, set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/vecino.db"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(application, words)
    return result.exit_code, result.stdout


def publish_twice(folder: Path, url: str) -> None:
    write_sample(folder)
    run("publish", "--data", str(folder), "--database", url)
    set_cell(folder / "services.csv", 2, "cost", "5 dollars")
    run("publish", "--data", str(folder), "--database", url)


def live(url: str) -> int | None:
    async def read() -> int | None:
        engine = open_engine(url)
        try:
            return await live_release_id(engine)
        finally:
            await engine.dispose()

    return asyncio.run(read())


def test_the_releases_are_listed_the_newest_first(tmp_path: Path, url: str) -> None:
    publish_twice(tmp_path / "data", url)
    code, told = run("releases", "--database", url)
    newest, oldest = told.splitlines()[1:]
    assert (code, newest.split()[0], oldest.split()[0]) == (0, "2", "1")
    assert "residents see this one" in newest and "residents see this one" not in oldest


def test_the_times_are_those_of_the_city(tmp_path: Path, url: str) -> None:
    write_sample(tmp_path / "data")
    run("publish", "--data", str(tmp_path / "data"), "--database", url)
    with closing(sqlite3.connect(tmp_path / "vecino.db")) as database:
        database.execute("UPDATE release SET published_at = '2026-11-24 02:05:00.000000'")  # kept in UTC
        database.commit()
    heading, only = run("releases", "--database", url)[1].splitlines()
    assert "published (America/Denver)" in heading and "2026-11-23 19:05" in only


def test_undo_goes_back_once_and_then_says_that_it_cannot(tmp_path: Path, url: str) -> None:
    publish_twice(tmp_path / "data", url)
    code, told = run("undo", "--database", url)
    assert (code, live(url)) == (0, 1)
    assert told.startswith("Undone: residents see release 1 again, not 2.")
    code, told = run("undo", "--database", url)
    assert (code, live(url)) == (1, 1)
    assert told == "Nothing was undone: another release is live by now, or no earlier one is kept.\n"


def test_releases_and_undo_speak_the_language_of_the_office(tmp_path: Path, url: str) -> None:
    publish_twice(tmp_path / "data", url)
    listed = run("releases", "--database", url, "--language", "es")[1]
    assert "residents" not in listed and "los residentes ven esta" in listed
    told = run("undo", "--database", url, "--language", "es")[1]
    assert told.startswith("Deshecho:") and "spreadsheets" not in told


def test_before_the_first_release_there_is_nothing_to_list_or_undo(url: str) -> None:
    assert run("releases", "--database", url) == (0, "Nothing is published yet. Run: vecino publish\n")
    assert run("undo", "--database", url) == (1, "Nothing is published yet. Run: vecino publish\n")


def test_diff_shows_each_changed_cell_and_publishes_nothing(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "data"
    write_sample(folder)
    run("publish", "--data", str(folder), "--database", url)
    set_cell(folder / "services.csv", 2, "cost", "5 dollars")
    code, told = run("diff", "--data", str(folder), "--database", url)
    assert code == 0
    assert told.splitlines()[-4:] == [
        "services.csv",
        "  changed  Casa Norte: Rent help (casa-norte-rent)",
        "      cost: Free → 5 dollars",
        "Services: 0 new, 1 changed, 0 gone.",
    ]
    assert live(url) == 1


def test_diff_names_the_sheets_as_the_office_has_them(tmp_path: Path, url: str) -> None:
    folder = write_sample(tmp_path / "data")
    run("publish", "--data", str(folder), "--database", url)
    set_cell(folder / "services.csv", 2, "cost", "5 dollars")
    book = openpyxl.Workbook()
    for file, name in (("services.csv", "Services"), ("zip_centers.csv", "ZIP centers")):
        sheet = book.create_sheet(name)
        for row in read_rows(folder / file)[: 4 if name == "ZIP centers" else None]:
            sheet.append(row)
        (folder / file).unlink()
    book.save(folder / "directory.xlsx")
    _, told = run("diff", "--data", str(folder), "--database", url)
    lines = told.splitlines()
    assert lines[lines.index("directory.xlsx (Services)") + 1].startswith("  changed  Casa Norte")
    assert any(line.startswith("directory.xlsx (ZIP centers): ") for line in lines)
    assert "services.csv" not in lines


def test_diff_of_sheets_with_errors_says_the_errors(tmp_path: Path, url: str) -> None:
    folder = write_sample(tmp_path / "data")
    set_cell(folder / "services.csv", 2, "phone", "12")
    code, told = run("diff", "--data", str(folder), "--database", url)
    assert (code, "row 2, column" in told) == (1, True)
