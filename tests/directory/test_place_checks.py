from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.directory.problems import Severity
from tests.directory.sample import only, set_cell

if TYPE_CHECKING:
    from pathlib import Path

SERVICES = "services.csv"
HIDDEN = 3
"""The row of the sample whose address is hidden."""
HIDDEN_TEXT = 7
"""The row of its translation."""


@pytest.mark.parametrize("column", ["address", "latitude", "longitude"])
def test_a_hidden_place_may_not_be_told_and_is_not_repeated(folder: Path, column: str) -> None:
    set_cell(folder / SERVICES, HIDDEN, column, "35.1")
    found = [p for p in read_directory(folder).problems if p.code == "hidden-address"]
    assert [(p.row, p.column, p.severity) for p in found] == [(HIDDEN, column, Severity.ERROR)]
    assert found[0].value == ""
    assert "Empty" in found[0].action


@pytest.mark.parametrize(
    "text",
    [
        "Come to 12 Main St NW.",
        "We are at 4500 N. Silver Oak Ave, behind the church.",
        "it is 4500 silver oak ave nw",
        "1209 CANDELARIA RD",
        "Estamos en la Calle del Sol 123.",
        "Avenida Central #4500",
        "4500 Calle del Sol",
        "٤٥٠٠ Silver Oak Avenue",
        "4500\u00a0Silver\nOak Avenue",
        "35.0853, -106.6056",
        "https://www.google.com/maps/place/x",
        "See maps.app.goo.gl/abc",
    ],
)
@pytest.mark.parametrize("column", ["description", "how_to_apply", "alert", "editor_note", "our own column"])
def test_no_text_of_a_hidden_row_may_tell_the_place(folder: Path, column: str, text: str) -> None:
    set_cell(folder / SERVICES, HIDDEN, column, text)
    found = [(p.code, p.row, p.column, p.value) for p in read_directory(folder).errors]
    assert found == [("hidden-place-told", HIDDEN, column, "")]


@pytest.mark.parametrize(
    "text",
    [
        "Open 24 hours a day, 7 days a week. A place to stay for families.",
        "You can stay about 30 days in a safe place.",
        "Ages 12 to 17. Call the office first: they find a way.",
        "Helps 300 Families a Year, on the way to a Home",
        "The drop-in center is elsewhere. Street address taken out.",
        "Office phone: +1 505-246-9244.",
    ],
)
def test_ordinary_texts_of_a_hidden_row_are_no_problem(folder: Path, text: str) -> None:
    set_cell(folder / SERVICES, HIDDEN, "description", text)
    assert read_directory(folder).problems == ()


def test_rows_that_are_public_may_tell_where_they_are(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "description", "Come to 12 Main St NW.")
    assert read_directory(folder).problems == ()


def test_a_translation_of_a_hidden_row_may_not_tell_the_place(folder: Path) -> None:
    set_cell(folder / "translations/es.csv", HIDDEN_TEXT, "text", "Venga a 12 Main St NW.")
    problem = only(folder)
    assert (problem.code, problem.file, problem.row) == ("hidden-place-told", "translations/es.csv", HIDDEN_TEXT)
    assert problem.value == ""


def test_the_street_of_a_hidden_row_is_found_however_it_is_written(folder: Path) -> None:
    set_cell(folder / SERVICES, HIDDEN, "address", "4500 Lomas")
    set_cell(folder / SERVICES, HIDDEN, "description", "Shelter at 4500 LOMAS, second floor.")
    found = [(p.code, p.column) for p in read_directory(folder).errors]
    assert found == [("hidden-address", "address"), ("hidden-place-told", "description")]


def test_another_problem_of_that_cell_does_not_repeat_it(folder: Path) -> None:
    set_cell(folder / SERVICES, HIDDEN, "description", "Come to 12 Main St NW <now>, niÃ±o")
    found = {p.code: (p.value, p.near) for p in read_directory(folder).problems}
    assert found == {"hidden-place-told": ("", ""), "markup": ("", ""), "garbled-text": ("", "")}


def test_a_point_far_from_its_zip_code_is_told_with_the_distance(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "latitude", "35.6")
    problem = only(folder)
    assert (problem.code, problem.severity, problem.column) == ("far-from-zip", Severity.WARNING, "latitude")
    assert problem.message == "This point is 36 miles from the middle of the ZIP code 87102."


def test_a_lost_minus_is_far_away(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "longitude", "106.6056")
    assert only(folder).code == "far-from-zip"


def test_without_a_middle_no_point_is_far(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "latitude", "35.6")
    set_cell(folder / SERVICES, 2, "zip", "87103")
    assert read_directory(folder).problems == ()


@pytest.mark.parametrize("typed", ["87102-1234", "99999"])
def test_a_zip_code_nobody_knows_is_a_warning(folder: Path, typed: str) -> None:
    set_cell(folder / SERVICES, 2, "zip", typed)
    assert (only(folder).code, only(folder).severity, only(folder).value) == ("unlisted-zip", Severity.WARNING, typed)


@pytest.mark.parametrize(("typed", "count"), [("8710", "4"), ("501", "3"), ("871022", "6"), ("8710212345", "10")])
def test_a_zip_code_of_another_length_is_an_error_that_says_how_long_it_is(
    folder: Path, typed: str, count: str
) -> None:
    set_cell(folder / SERVICES, 2, "zip", typed)
    problem = only(folder)
    assert (problem.code, problem.severity, problem.value) == ("zip", Severity.ERROR, typed)
    assert f"has {count}." in problem.message
    assert "format Text" in problem.action


@pytest.mark.parametrize(("typed", "near"), [("871O2", "87102"), ("NM", ""), ("87102.0", ""), ("871-02", "")])
def test_other_signs_in_a_zip_code_are_an_error(folder: Path, typed: str, near: str) -> None:
    set_cell(folder / SERVICES, 2, "zip", typed)
    problem = only(folder)
    assert (problem.code, problem.severity, problem.near) == ("zip-signs", Severity.ERROR, near)


@pytest.mark.parametrize("typed", ["87102-1234", "87102 1234", "871021234"])
def test_of_a_longer_zip_code_the_first_five_digits_are_meant(folder: Path, typed: str) -> None:
    set_cell(folder / SERVICES, 2, "zip", typed)
    assert (only(folder).code, only(folder).near) == ("unlisted-zip", "87102")
