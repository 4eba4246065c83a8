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
