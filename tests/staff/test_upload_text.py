from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.directory.diff import compare
from bot.directory.loader import LoadResult, load_directory, read_directory
from bot.directory.problems import Problem
from bot.directory.service_checks import MISSING_TRANSLATIONS
from bot.staff.language import staff_translator
from bot.staff.publication import Proposal
from bot.staff.upload_text import describe
from bot.staff.uploads import Upload
from tests.directory.sample import set_cell, write_sample
from tests.staff.sample import over, phone

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = staff_translator("en")
STANDING = [over(row) for row in range(2, 30)]
OWN = replace(over(2), file="partners.csv")


def sent(*problems: Problem, label: str = "partners.csv", proposal: Proposal | None = None) -> Upload:
    directory = proposal.directory if proposal else None
    return Upload((label,) if label else (), {}, LoadResult(directory, problems), proposal, "")


@pytest.fixture
def proposal(tmp_path: Path) -> Proposal:
    """Another name of a service."""
    folder = write_sample(tmp_path / "data")
    before = load_directory(folder)
    set_cell(folder / "services.csv", 2, "name", "Help with the rent")
    after = load_directory(folder)
    return Proposal(1, after, b"", compare(before, after), (), (), ())


@pytest.mark.parametrize("label", ["partners.csv", "partners.xlsx", "directory.xlsx (Partners)"])
def test_warnings_of_other_sheets_are_counted_only(proposal: Proposal, label: str) -> None:
    text = describe(sent(*STANDING, replace(OWN, file=label), label=label, proposal=proposal), ENGLISH).text
    assert f"WARNING {label}, row 2" in text and "WARNING services.csv" not in text
    assert "28 warnings about what stays as before (in /check)." in text


def test_before_the_first_release_nothing_is_as_before(proposal: Proposal) -> None:
    report = describe(sent(*STANDING, OWN, proposal=replace(proposal, live=None)), ENGLISH)
    assert "WARNING partners.csv, row 2" in report.text
    assert "28 warnings stand in the report beside this." in report.text and "This notice is over." in report.page


def test_of_a_whole_workbook_the_first_sheets_are_named_and_all_counted(proposal: Proposal) -> None:
    labels = tuple(f"directory.xlsx (phrases {number})" for number in range(53))
    text = describe(replace(sent(proposal=proposal), labels=labels), ENGLISH).text
    named = ", ".join(labels[:3])
    assert text.startswith(f"Read as {named} … (53).\n")


def test_errors_of_other_sheets_are_always_told() -> None:
    text = describe(sent(*STANDING, phone(4, "12")), ENGLISH).text
    assert "ERROR services.csv, row 4" in text and "row 5" not in text


def test_beside_errors_every_warning_is_left_to_the_page(proposal: Proposal) -> None:
    upload = sent(*STANDING, phone(4, "12"), label="services.csv")
    report = describe(upload, ENGLISH)
    assert "ERROR services.csv, row 4" in report.text and "WARNING" not in report.text
    assert "28 warnings stand in the report beside this." in report.text and "This notice is over." in report.page
    assert "WARNING" in describe(upload, ENGLISH, is_whole=True).text
    assert describe(sent(phone(4, "12")), ENGLISH).page == ""


def test_translations_that_a_change_makes_missing_are_counted_by_themselves(proposal: Proposal) -> None:
    missing = [
        Problem(MISSING_TRANSLATIONS, f"translations/{language}.csv", facts={"count": "3", "field": "cost", "id": "a"})
        for language in ("es", "vi", "zh")
    ]
    fresh = replace(proposal, untranslated={"es": 2, "vi": 1})
    text = describe(sent(*STANDING, *missing, proposal=fresh), ENGLISH).text
    assert "29 warnings about what stays as before (in /check).\n\n3 translations are missing now." in text
    before = describe(sent(*STANDING, *missing, proposal=proposal), ENGLISH).text
    assert "31 warnings about what stays as before" in before and "missing now" not in before


def test_a_text_that_is_not_shown_is_said_so_in_the_language_of_staff(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "data")
    before = load_directory(folder)
    set_cell(folder / "services.csv", 2, "editor_note", "Ask for the night guard.")
    after = load_directory(folder)
    changed = Proposal(1, after, b"", compare(before, after), (), (), ())
    text = describe(sent(label="", proposal=changed), staff_translator("es")).text
    assert "editor_note: (no se muestra) → (no se muestra)" in text


def test_of_the_folder_the_sheets_that_change_are_told(proposal: Proposal) -> None:
    text = describe(sent(over(7), OWN, label="", proposal=proposal), ENGLISH).text
    assert "WARNING services.csv, row 7" in text and "1 warning about what stays as before (in /check)." in text


def changed(folder: Path, *cells: tuple[str, int, str, str], label: str = "services.csv") -> Upload:
    """A sheet that was sent, with these cells changed against the release: file, row, column, text."""
    before = load_directory(folder)
    for file, row, column, value in cells:
        set_cell(folder / file, row, column, value)
    result = read_directory(folder)
    assert result.directory
    return Upload(
        (label,), {}, result, Proposal(1, result.directory, b"", compare(before, result.directory), (), (), ()), ""
    )


def test_only_what_is_new_against_the_release_is_told_in_full(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "data")
    set_cell(folder / "services.csv", 2, "alert_until", "2020-01-01")
    upload = changed(folder, ("services.csv", 2, "cost", "N/A"))
    text = describe(upload, ENGLISH).text
    assert "WARNING services.csv, row 2" in text and "“cost”: N/A" in text
    assert "alert_until" not in text and "“website”" not in text
    assert "2 warnings about what stays as before (in /check)." in text
    assert "2 avisos sobre lo que queda como antes (en /check)." in describe(upload, staff_translator("es")).text
    assert "This notice is over." in describe(upload, ENGLISH, is_whole=True).text


def test_a_service_that_goes_takes_its_warnings_along(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "data")
    set_cell(folder / "services.csv", 3, "email", "")
    set_cell(folder / "services.csv", 3, "website", "example.org/house")
    upload = changed(folder, ("services.csv", 3, "status", "closed"))
    assert [problem.row for problem in upload.result.problems] == [2, 3]
    text = describe(upload, ENGLISH).text
    assert "WARNING" not in text and "1 warning about what stays as before (in /check)." in text


def test_whole_is_whole(proposal: Proposal) -> None:
    text = describe(sent(over(7), OWN, label="", proposal=proposal), ENGLISH, is_whole=True).text
    assert "WARNING services.csv, row 7" in text and "WARNING partners.csv" in text and "as before" not in text
