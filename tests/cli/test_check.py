from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.check import check
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    app = typer.Typer()
    app.command()(check)
    return CliRunner().invoke(app, arguments, env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


def test_a_clean_directory_says_what_will_be_published_and_what_is_missing(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "website", "https://example.org")
    result = run("--data", str(folder))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2 services will be published. 1 draft stays back.",
        "Needs without a service yet: education.esl.",
    ]


def test_a_test_question_that_finds_something_else_is_named(folder: Path) -> None:
    set_cell(folder / "questions.csv", 2, "expected", "none")
    result = run("--data", str(folder))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == [
        "1 test question does not find what it should:",
        "  “cannot pay rent” (en) should find none, but finds housing.rent_help.",
    ]


def test_every_problem_is_printed_by_file_with_row_column_value_and_what_to_do(folder: Path) -> None:
    set_cell(folder / "services.csv", 4, "needs", "housing.sheltr")
    set_cell(folder / "hotlines.csv", 2, "phone", "12")
    result = run("--data", str(folder))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "services.csv",
        "  row 4, column C “needs”: housing.sheltr",
        "    ERROR  This need does not stand in needs.csv.",
        "    What to do: Did you mean “housing.shelter”? Use an id from needs.csv, or add it there.",
        "",
        "hotlines.csv",
        "  row 2, column D “phone”: 12",
        "    ERROR  Nobody can be called at this number: digits are missing, wrong or too many.",
        "    What to do: Write it like 505-555-0123, with a semicolon between two numbers. "
        "If there is none, leave the cell empty.",
        "",
        "services.csv",
        "  row 2, column K “website”: example.org/rent",
        "    WARNING  The address does not start with https://, so it was added.",
        "    What to do: Write https:// in front of it.",
        "",
        "2 errors, 1 warning.",
        "Nothing can be published yet: 2 errors to mend.",
    ]


def test_warnings_alone_do_not_fail(folder: Path) -> None:
    result = run("--data", str(folder))
    assert (result.exit_code, "0 errors, 1 warning." in result.output) == (0, True)


def test_brackets_and_control_characters_in_a_cell_are_printed_as_text(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "phone", "[bold]12[/bold] \x1b[31m")
    assert "“phone”: [bold]12[/bold]  [31m" in run("--data", str(folder)).output


def test_colour_only_where_it_is_wanted(folder: Path) -> None:
    yellow = "\x1b[1;33mWARNING"
    assert yellow in run("--data", str(folder), env={"FORCE_COLOR": "1"}).output
    assert yellow not in run("--data", str(folder), env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).output
    assert "\x1b" not in run("--data", str(folder)).output


def test_nothing_is_written(folder: Path) -> None:
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    run("--data", str(folder))
    before = {file.relative_to(copy): file.read_bytes() for file in copy.rglob("*") if file.is_file()}
    assert {f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()} == before


def test_a_folder_that_is_not_there_is_said_in_plain_words(tmp_path: Path) -> None:
    result = run("--data", str(tmp_path / "nowhere"))
    assert (result.exit_code, "There is no such folder." in result.output) == (1, True)


def test_a_report_may_be_read_in_spanish(folder: Path) -> None:
    for result in (
        run("--data", str(folder), "--language", "es"),
        run("--data", str(folder), env={"STAFF_LANGUAGE": "es"}),
    ):
        assert "    AVISO  La dirección no empieza con https://, así que se le agregó." in result.output
        assert "Se publicarán 2 servicios. 1 borrador se queda sin publicar." in result.output


def test_a_wrong_setting_is_told_before_anything_is_read(folder: Path) -> None:
    result = run("--data", str(folder), env={"STAFF_LANGUAGE": "fr"})
    assert (result.exit_code, result.output) == (1, "STAFF_LANGUAGE must be en or es.\n")


def test_a_report_for_programs_holds_nothing_else(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "phone", "12")
    result = run("--data", str(folder), "--format", "json")
    assert (result.exit_code, json.loads(result.output)["errors"]) == (1, 1)
    lines = run("--data", str(folder), "--format", "github").output.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning"]
    assert lines[0].startswith(f"::error file={folder.as_posix()}/services.csv,line=2,col=7,title=phone::")


@pytest.mark.parametrize(("format", "begin"), [("html", "<!doctype html>"), ("text", "services.csv\n"), ("json", "{")])
def test_a_report_is_written_to_a_file(folder: Path, format: str, begin: str) -> None:
    out = folder.with_name("report")
    result = run("--data", str(folder), "--format", format, "--out", str(out))
    assert (result.exit_code, result.output) == (0, f"The report is in {out}.\n")
    assert out.read_text(encoding="utf-8").startswith(begin)


def test_a_report_that_cannot_be_written_is_told(folder: Path) -> None:
    result = run("--data", str(folder), "--out", str(folder))
    assert (result.exit_code, "cannot be written" in result.output) == (1, True)
