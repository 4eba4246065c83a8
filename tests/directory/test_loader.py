from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.directory.loader import load_directory, read_directory
from bot.directory.problems import Severity
from bot.errors import DirectoryError
from tests.directory.sample import only_error, read_rows, set_cell, write_sample
from tests.directory.spoilt import SPOILT, Spoilt

SHIPPED = Path(__file__).parents[2] / "directory_data"
UNSEEN = dict.fromkeys(map(ord, "\u00a0\u202a\u202c"), " ")
"""How problems show signs that nobody can see."""


def test_the_shipped_directory_has_no_errors_and_two_kinds_of_doubt() -> None:
    # Hours that only people understand, and websites whose https nobody has tried.
    assert {problem.code for problem in read_directory(SHIPPED).problems} == {"unread-hours", "plain-http"}
    assert read_directory(SHIPPED).errors == ()


def test_the_invented_directory_has_one_warning_about_a_website_without_https(tmp_path: Path) -> None:
    result = read_directory(write_sample(tmp_path))
    assert result.directory is not None
    assert [(p.code, p.severity, p.row, p.column) for p in result.problems] == [
        ("url-without-https", Severity.WARNING, 2, "website")
    ]
    assert result.errors == ()


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_spoilt_copy_names_its_fault_and_no_other(spoilt: Spoilt, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(SHIPPED, folder)
    spoilt.spoil(folder)
    result = read_directory(folder)
    assert result.directory is None
    assert {problem.code for problem in result.errors} == {spoilt.code}
    found = {(p.code, p.file, p.row, p.column) for p in result.errors}
    assert (spoilt.code, spoilt.file, spoilt.row, spoilt.column) in found
    assert all(problem.message and problem.action for problem in result.problems)


def test_all_problems_are_collected_at_once(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    set_cell(folder / "services.csv", 2, "phone", "12")
    set_cell(folder / "services.csv", 3, "status", "open")
    set_cell(folder / "hotlines.csv", 2, "name", "")
    (folder / "needs.csv").unlink()
    codes = [problem.code for problem in read_directory(folder).errors]
    assert sorted(codes) == ["empty-cell", "missing-file", "phone", "unknown-choice"]


@pytest.mark.parametrize("column", ["id", "status", "name", "phone", "source_url"])
def test_a_formula_without_a_value_is_one_error_and_not_missing_too(column: str, tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    rows = read_rows(folder / "services.csv")
    rows[2][rows[0].index(column)] = '=CONCATENATE("a","b")'
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "services.xlsx")
    (folder / "services.csv").unlink()
    error = only_error(folder)
    assert (error.code, error.row, error.column) == ("formula-without-value", 3, column)


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("email", "#REF!", "error-cell"),
        ("phone", "5.06E+09", "number-shortened"),
        ("phone", "-8624", "sum-in-phone"),
        ("checked_on", "#VALUE!", "error-cell"),
    ],
)
def test_of_a_cell_whose_value_is_lost_only_that_is_told(column: str, typed: str, code: str, tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    set_cell(folder / "services.csv", 2, column, typed)
    assert [(p.code, p.value) for p in read_directory(folder).problems if p.column == column] == [(code, typed)]


@pytest.mark.parametrize(
    ("column", "typed"),
    [("status", "“active”"), ("phone", "505\u00a0555\u00a00101"), ("phone", "\u202a505-555-0101\u202c")],
)
def test_what_looks_like_the_cell_itself_is_not_suggested(column: str, typed: str, tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    set_cell(folder / "services.csv", 2, column, typed)
    (problem,) = (p for p in read_directory(folder).problems if p.column == column)
    assert (problem.severity, problem.value, problem.near) == (Severity.WARNING, typed.translate(UNSEEN), "")


@pytest.mark.parametrize(("typed", "near"), [("5055550101.0", "5055550101"), ("50555501.0", "")])
def test_only_what_the_checks_accept_is_suggested(typed: str, near: str, tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    set_cell(folder / "services.csv", 2, "phone", typed)
    assert {p.near for p in read_directory(folder).problems if p.column == "phone"} == {near}


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in read_directory(tmp_path / "nowhere").problems] == ["missing-folder"]


def test_an_empty_folder_lists_each_missing_file(tmp_path: Path) -> None:
    problems = read_directory(tmp_path).problems
    assert [problem.code for problem in problems] == ["missing-file"] * 4 + ["empty-folder"] * 2
    assert [p.file for p in problems] == [
        "directory.toml", "services.csv", "needs.csv", "hotlines.csv", "phrases/", "urgent_phrases/"
    ]  # fmt: skip


def test_partners_questions_and_translations_may_be_missing(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    for file in ("partners.csv", "questions.csv", "translations/es.csv"):
        (folder / file).unlink()
    assert read_directory(folder).errors == ()


def test_a_file_that_is_a_folder_is_a_problem(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    (folder / "partners.csv").unlink()
    (folder / "partners.csv").mkdir()
    assert [problem.code for problem in read_directory(folder).errors] == ["unreadable-file"]


def test_a_notice_is_compared_with_the_given_day(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    set_cell(folder / "services.csv", 2, "alert_until", "2027-07-04")

    def codes(today: date) -> set[str]:
        return {problem.code for problem in read_directory(folder, today=today).problems}

    assert "expired-alert" not in codes(date(2027, 7, 4))
    assert "expired-alert" in codes(date(2027, 7, 5))


def test_load_directory_raises_with_every_problem(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    assert len(load_directory(folder).services) == 3
    set_cell(folder / "services.csv", 2, "phone", "12")
    with pytest.raises(DirectoryError) as caught:
        load_directory(folder)
    assert {problem.code for problem in caught.value.problems} == {"phone", "url-without-https"}


FILES = ("services.csv", "needs.csv", "hotlines.csv", "phrases/en.csv", "translations/es.csv", "directory.toml")


@given(
    file=st.sampled_from(FILES),
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.one_of(
        st.binary(max_size=12), st.sampled_from([b'"', b",", b"\n", b"\0", b"\xff", b"'", b";", b"\xc3\xa9"])
    ),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_to_a_file_nothing_is_raised(
    tmp_path: Path, file: str, at: float, cut: int, put: bytes
) -> None:
    folder = write_sample(tmp_path)
    data = (folder / file).read_bytes()
    start = int(at * len(data))
    (folder / file).write_bytes(data[:start] + put + data[start + cut :])
    result = read_directory(folder)
    assert (result.directory is None) == bool(result.errors)
