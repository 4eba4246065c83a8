from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.__main__ import application
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


def preview(folder: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(application, ["preview", *words, "--data", str(folder)])
    return result.exit_code, result.stdout


def test_a_card_is_shown_as_residents_will_see_it_with_its_buttons(folder: Path) -> None:
    code, told = preview(folder, "casa-norte-rent")
    assert code == 0
    assert "Call: +1 505-555-0101 #12" in told
    assert "[Open the website]" in told
    assert "Second number on the door" not in told


def test_a_card_in_another_language_shows_what_staff_translated(folder: Path) -> None:
    code, told = preview(folder, "casa-norte-rent", "--language", "es")
    assert (code, "Ayuda a pagar un mes de renta." in told) == (0, True)


def test_a_language_without_texts_says_what_its_people_get(folder: Path) -> None:
    assert (
        "There are no texts in “ru”. People who speak it get en."
        in preview(folder, "hidden-house", "--language", "ru")[1]
    )


@pytest.mark.parametrize(("status", "said"), [("draft", "This row is a draft"), ("closed", "This row is closed")])
def test_a_row_that_stays_back_is_shown_and_says_so(folder: Path, status: str, said: str) -> None:
    set_cell(folder / "services.csv", 2, "status", status)
    code, told = preview(folder, "casa-norte-rent")
    assert (code, told.startswith(said), "Helps families" in told) == (0, True, True)


def test_an_unknown_id_offers_the_nearest(folder: Path) -> None:
    code, told = preview(folder, "casa-norte-rnt")
    assert (code, told) == (1, "No service has the id casa-norte-rnt. Did you mean “casa-norte-rent”?\n")


def test_errors_in_the_sheets_are_said_first(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "phone", "12")
    code, told = preview(folder, "casa-norte-rent")
    assert (code, "row 2" in told) == (1, True)
