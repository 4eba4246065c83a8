"""Clumsy and hostile files, each with the outcome it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.directory.sheet_reading import read_sheet
from tests.directory.corpus import cells, directories, limits, programs, texts, workbooks
from tests.directory.corpus.case import SCHEMA, Case
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path

CASES = (*texts.CASES, *cells.CASES, *programs.CASES, *workbooks.CASES, *workbooks.NAMED_CSV, *limits.CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_has_the_outcome_it_must_have(case: Case) -> None:
    sheet, problems = read_sheet(case.data(), case.file, SCHEMA)
    assert sorted({problem.code for problem in problems}) == sorted(case.codes)
    assert len(sheet.rows) == case.rows
    if case.cell is not None:
        number, column, value = case.cell
        (row,) = (row for row in sheet.rows if row.number == number)
        assert row[column] == value
    assert all(problem.message and problem.action for problem in problems)


@pytest.mark.parametrize("typed", directories.TYPED, ids=lambda typed: typed.name)
def test_a_cell_has_the_outcome_it_must_have(typed: directories.Typed, tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    usual = {problem.code for problem in read_directory(folder).problems}
    set_cell(folder / "services.csv", typed.row, typed.column, typed.value)
    told = {(p.code, p.row) for p in read_directory(folder).problems if p.file == "services.csv"}
    if typed.code is None:
        assert {code for code, _ in told} <= usual
    else:
        assert (typed.code, typed.row) in told


def test_no_two_cases_share_a_name() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("typed", "code", "message", "action"),
    [
        (
            ["14/3/26", "3/4/2026"],
            "day-as-others",
            "read as 2026-04-03, in the order of row 2.",
            "2026-03-04",
        ),
        (
            ["4/3/2026", "3/14/26"],
            "day-as-others",
            "read as 2026-04-03, in the order of row 3.",
            "2026-03-04",
        ),
        (["2026-01-01", "3/4/2026"], "day-or-month", "read as 2026-03-04, with the month first.", "2026-04-03"),
        (["2026-01-01", "14-Feb-26"], "date-read", "read as 2026-02-14.", "2027-02-14"),
    ],
)
def test_a_date_says_as_which_day_it_was_read_and_why(typed: list[str], code: str, message: str, action: str) -> None:
    rows = "".join(f"{i},Casa,911,{day}\n" for i, day in enumerate(typed))
    _, problems = read_sheet(f"id,name,phone,checked_on\n{rows}".encode(), "services.csv", SCHEMA)
    (problem,) = (problem for problem in problems if problem.code == code)
    assert problem.message.endswith(message)
    assert action in problem.action
    assert problem.near == ""
