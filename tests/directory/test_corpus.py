"""Clumsy and hostile files, each with the outcome it must have."""

from __future__ import annotations

import pytest

from bot.directory.sheet_reading import read_sheet
from tests.directory.corpus import cells, limits, programs, texts, workbooks
from tests.directory.corpus.case import SCHEMA, Case

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


def test_no_two_cases_share_a_name() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
