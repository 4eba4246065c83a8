from __future__ import annotations

import asyncio
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.__main__ import application
from bot.cli.publish import publish
from bot.directory.schema import SPOKEN
from bot.lexicon.learnt import FILE
from bot.storage.releases import load_live
from bot.storage.session import open_engine
from tests.directory.sample import set_cell, write_rows, write_sample
from tests.directory.spoilt import SPOILT, Spoilt

if TYPE_CHECKING:
    from typer.testing import Result

    from bot.directory.model import Directory

SHIPPED = Path(__file__).parents[2] / "directory_data"


def run(folder: Path, url: str, *options: str) -> Result:
    app = typer.Typer()
    app.command()(publish)
    return CliRunner().invoke(app, ["--data", str(folder), "--database", url, *options])


def live(url: str) -> tuple[int, Directory]:
    async def load() -> tuple[int, Directory]:
        engine = open_engine(url)
        try:
            return await load_live(engine)
        finally:
            await engine.dispose()

    return asyncio.run(load())


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/var/vecino.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


def test_a_directory_is_published_into_a_new_database(folder: Path, url: str) -> None:
    result = run(folder, url)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-5:] == [
        "2 services will be published. 1 draft stays back.",
        "Needs without a service yet: education.esl.",
        "Nothing is published yet, so everything is new.",
        "Services: 2 new, 0 changed, 0 gone.",
        "Published as release 1.",
    ]
    release_id, directory = live(url)
    assert (release_id, [service.id for service in directory.services]) == (1, ["casa-norte-rent", "hidden-house"])


def test_what_keeps_the_learning_is_told_where_it_has_to_be_done_anew(folder: Path, url: str) -> None:
    told = run(folder, url).stderr
    assert "about a minute" in told and f"vecino learn --data {folder}" in told
    learnt = CliRunner().invoke(application, ["learn", "--data", str(folder)])
    assert (learnt.exit_code, run(folder, url).stderr) == (0, "")


def test_the_same_again_says_so(folder: Path, url: str) -> None:
    run(folder, url)
    result = run(folder, url)
    assert result.exit_code == 0
    assert "Release 1 already holds exactly this. Nothing was changed." in result.output


def test_only_what_has_a_release_before_it_is_told_how_to_take_back(folder: Path, url: str) -> None:
    run(folder, url)
    set_cell(folder / "services.csv", 2, "name", "Help with the rent")
    assert run(folder, url).stdout.splitlines()[-1] == "Published as release 2. To take it back: vecino undo"


def test_the_last_lines_speak_the_language_of_the_report(folder: Path, url: str, tmp_path: Path) -> None:
    def last(*options: str, database: str = url) -> str:
        return run(folder, database, "--language", "es", *options).stdout.splitlines()[-1]

    assert last() == "Publicado como versión 1."
    assert last() == "La versión 1 ya tiene exactamente esto. No se cambió nada."
    assert last(database=f"sqlite+aiosqlite:///{tmp_path}").startswith("Revise que DATABASE_URL esté bien")
    set_cell(folder / "services.csv", 3, "status", "closed")
    assert last() == "No se publicó nada. Si todo esto está bien: vecino publish --yes-i-checked"
    assert last("--yes-i-checked") == "Publicado como versión 2. Para deshacerlo: vecino undo"
    set_cell(folder / "services.csv", 2, "phone", "12")
    assert last() == "Los residentes siguen viendo lo mismo que antes."


def test_an_unusually_large_change_waits_for_a_second_look(folder: Path, url: str) -> None:
    run(folder, url)
    set_cell(folder / "services.csv", 3, "status", "closed")
    held = run(folder, url)
    assert held.exit_code == 1
    assert "1 of 2 services would disappear." in held.output
    assert held.stdout.splitlines()[-1].endswith("vecino publish --yes-i-checked")
    assert live(url)[0] == 1
    assert run(folder, url, "--yes-i-checked").exit_code == 0
    release_id, directory = live(url)
    assert (release_id, [service.id for service in directory.services]) == (2, ["casa-norte-rent"])


def test_a_row_that_has_lost_its_id_is_told_by_the_live_release(folder: Path, url: str) -> None:
    run(folder, url)
    set_cell(folder / "services.csv", 3, "id", "casa-norte-rent")
    held = run(folder, url)
    assert held.exit_code == 1
    assert "Until now this row had the id hidden-house." in held.output
    assert "already stands" not in held.output and "No service has this id" not in held.output


def test_a_test_question_that_is_lost_holds_back_and_is_named(folder: Path, url: str) -> None:
    run(folder, url)
    write_rows(folder / "phrases" / "en.csv", [["need", "phrase"], ["none", "help with rent"], ["none", "cannot pay"]])
    held = run(folder, url)
    assert held.exit_code == 1
    assert "“cannot pay rent” (en) should find housing.rent_help, but finds nothing." in held.output
    assert live(url)[0] == 1


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped directory with the first phrases of each file: the rules for the last one are the same."""
    folder = tmp_path_factory.mktemp("copy") / "data"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns(FILE))
    for schema in SPOKEN:
        for file in folder.glob(schema.path.replace("<lang>", "*")):
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            file.write_text("".join(lines[:60]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def published(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database in which the copy is live."""
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('live')}/vecino.db"
    assert run(copy, url).exit_code == 0
    return url


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_spoilt_copy_is_refused_in_plain_words_and_the_live_release_stays(
    spoilt: Spoilt, copy: Path, published: str, tmp_path: Path
) -> None:
    before = live(published)
    folder = tmp_path / "data"
    shutil.copytree(copy, folder)
    spoilt.spoil(folder)
    result = run(folder, published)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert spoilt.file in result.output.splitlines()
    assert spoilt.row is None or f"  row {spoilt.row}" in result.output
    assert spoilt.column in result.output
    assert "What residents see stays as it was." in result.output
    assert live(published) == before


def test_a_database_that_is_none_is_said_in_plain_words(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear neighbour, this is not a database. " * 40)
    for url in (f"sqlite+aiosqlite:///{tmp_path}/letter.db", f"sqlite+aiosqlite:///{tmp_path}", "nonsense"):
        result = run(folder, url)
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert "The database cannot be written" in result.output


def test_a_directory_with_errors_touches_no_database(folder: Path, url: str, tmp_path: Path) -> None:
    set_cell(folder / "services.csv", 2, "phone", "12")
    assert run(folder, url).exit_code == 1
    assert not (tmp_path / "var").exists()


def test_without_the_option_the_database_of_the_settings_is_used(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/mine.db")
    app = typer.Typer()
    app.command()(publish)
    assert CliRunner().invoke(app, ["--data", str(folder)]).exit_code == 0
    with sqlite3.connect(tmp_path / "mine.db") as database:
        assert database.execute("SELECT count(*) FROM service").fetchone() == (2,)
    monkeypatch.setenv("DATABASE_URL", "mysql://example.org")
    refused = CliRunner().invoke(app, ["--data", str(folder)])
    assert (refused.exit_code, "DATABASE_URL must start with" in refused.output) == (1, True)
