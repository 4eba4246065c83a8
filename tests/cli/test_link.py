from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.link import link
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # no .env here
    monkeypatch.setenv("BOT_USERNAME", "@city_help_bot")
    return write_sample(tmp_path / "data")


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(link)
    return CliRunner().invoke(app, [*arguments, "--data", "data", "--out", "codes"])


def test_the_address_and_both_files_are_printed_and_written(folder: Path) -> None:
    result = run("need", "housing.rent_help", "--language", "es")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "https://t.me/city_help_bot?start=need-housing-rent-help_es",
        "codes/need-housing-rent-help_es.svg",
        "codes/need-housing-rent-help_es.png",
    ]
    assert len(list((folder.parent / "codes").iterdir())) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("need", "housing.rent_hepl"),
            "There is no need with the id housing.rent_hepl. Did you mean housing.rent_help",
        ),
        (("service", "xq"), "There is no service with the id xq."),
        (("category", "housing", "--language", "tlh"), "There is no language with the code tlh."),
        (("category", "housing", "--partner", "nobody"), "There is no partner with the code nobody."),
    ],
)
def test_an_unknown_name_gets_a_sentence_and_perhaps_the_right_one(
    folder: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.output.startswith(sentence) and "Traceback" not in result.output
    assert not (folder.parent / "codes").exists()


def test_a_missing_bot_name_gets_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOT_USERNAME")
    result = run("category", "housing")
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "BOT_USERNAME" in result.output
