from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import load_directory, read_directory
from bot.directory.problems import Severity
from tests.directory.sample import add_row, read_rows, set_cell, write_rows, write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from bot.directory.model import Directory
    from bot.directory.problems import Problem

SERVICES = "services.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


@pytest.fixture
def live(folder: Path) -> Directory:
    """What residents see, of the folder as it stands."""
    return load_directory(folder)


def told(folder: Path, live: Directory) -> list[tuple[str, int | None]]:
    """What is said beside the live release and was not said of the folder before."""
    before = [(problem.code, problem.row) for problem in read_directory(folder).problems if problem.code == "stale"]
    standing = {("url-without-https", 2), *before}
    return [(p.code, p.row) for p in read_directory(folder, live=live).problems if (p.code, p.row) not in standing]


def problem_of(folder: Path, live: Directory, code: str) -> Problem:
    (problem,) = (problem for problem in read_directory(folder, live=live).problems if problem.code == code)
    return problem


def test_another_id_is_told_once_with_the_id_before_and_nothing_that_follows_from_it(
    folder: Path, live: Directory
) -> None:
    set_cell(folder / SERVICES, 3, "id", "quiet-house")
    assert "unknown-service" in {problem.code for problem in read_directory(folder).problems}
    problem = problem_of(folder, live, "changed-id")
    assert problem.severity is Severity.WARNING
    assert problem.action == "Write hidden-house into this cell again, unless the new id is meant."
    assert told(folder, live) == [("changed-id", 3)]
    directory = read_directory(folder, live=live).directory
    assert directory and "quiet-house" in {service.id for service in directory.services}


def test_an_id_that_the_translations_follow_is_meant(folder: Path, live: Directory) -> None:
    set_cell(folder / SERVICES, 3, "id", "quiet-house")
    sheet = folder / "translations" / "es.csv"
    rows = [[cell.replace("hidden-house", "quiet-house") for cell in row] for row in read_rows(sheet)]
    write_rows(sheet, rows)
    assert told(folder, live) == []


@pytest.mark.parametrize("id", ["", "Quiet House!"])
def test_an_id_that_cannot_stand_there_is_an_error_with_the_id_before(folder: Path, live: Directory, id: str) -> None:
    set_cell(folder / SERVICES, 3, "id", id)
    assert told(folder, live) == [("lost-id", 3)]
    assert problem_of(folder, live, "lost-id").action == "Write hidden-house into this cell again."


def test_two_rows_with_one_new_id_are_errors(folder: Path, live: Directory) -> None:
    for row in (2, 3):
        set_cell(folder / SERVICES, row, "id", "new-one")
    assert told(folder, live) == [("lost-id", 2), ("lost-id", 3)]


def test_an_id_that_a_test_question_asks_for_is_an_error(folder: Path) -> None:
    set_cell(folder / "questions.csv", 2, "expected", "hidden-house")
    live = load_directory(folder)
    set_cell(folder / SERVICES, 3, "id", "quiet-house")
    assert told(folder, live) == [("lost-id", 3)]


@pytest.mark.parametrize(("row", "id", "was"), [(3, "casa-norte-rent", "hidden-house"), (2, "hidden-house", None)])
def test_a_row_with_the_id_of_another_one_gets_its_own_back(
    folder: Path, live: Directory, row: int, id: str, was: str | None
) -> None:
    set_cell(folder / SERVICES, row, "id", id)
    assert told(folder, live) == [("lost-id", row)]
    assert problem_of(folder, live, "lost-id").facts["id"] == (was or "casa-norte-rent")


@pytest.mark.parametrize("is_above", [True, False])
def test_of_a_row_and_a_new_one_with_its_id_the_new_one_is_to_blame(
    folder: Path, live: Directory, is_above: bool
) -> None:
    rows = read_rows(folder / SERVICES)
    new = {**dict(zip(rows[0], rows[2], strict=True)), "name": "Another house", "description": "Open in winter."}
    new |= {"phone": "505-555-0177", "organization": "Casa Sur"}
    line = [new[name] for name in rows[0]]
    write_rows(folder / SERVICES, [*rows[:2], *([line, rows[2]] if is_above else [rows[2], line]), *rows[3:]])
    problem = problem_of(folder, live, "duplicate-id")
    assert (problem.row, problem.facts["first"]) == ((3, "4") if is_above else (4, "3"))


def test_without_the_column_of_ids_only_that_is_told(folder: Path, live: Directory) -> None:
    rows = read_rows(folder / SERVICES)
    write_rows(folder / SERVICES, [["No.", *rows[0][1:]], *rows[1:]])
    errors = [problem.code for problem in read_directory(folder, live=live).problems if problem.code != "stale"]
    assert errors == [problem.code for problem in read_directory(folder).problems if problem.code != "stale"]
    assert "unknown-heading" in errors and "missing-translations" not in errors


def with_houses(folder: Path) -> list[int]:
    """The rows of eight more services."""
    shelter = dict(zip(*(read_rows(folder / SERVICES)[row] for row in (0, 2)), strict=True))
    found = []
    for n in range(1, 9):
        texts = {name: f"{name} {n}." for name in ("name", "description", "how_to_apply")}
        house = {**shelter, **texts, "id": f"house-{n}", "phone": f"505-555-01{n}0"}
        found.append(add_row(folder / SERVICES, house))
    return found


@pytest.mark.parametrize(("column", "letter"), [("phone", "G"), ("id", "A")])
def test_beside_errors_a_column_sorted_by_itself_is_told_first(folder: Path, column: str, letter: str) -> None:
    rows = with_houses(folder)
    live = load_directory(folder)
    place = read_rows(folder / SERVICES)[0].index(column)
    texts = [read_rows(folder / SERVICES)[row - 1][place] for row in rows]
    for row, text in zip(rows, [*texts[1:], texts[0]], strict=True):
        set_cell(folder / SERVICES, row, column, text)
    assert "moved-column" not in {problem.code for problem in read_directory(folder, live=live).problems}
    set_cell(folder / SERVICES, 3, "email", "none")
    first, second = (p for p in read_directory(folder, live=live).problems if p.severity is Severity.ERROR)
    assert (first.code, first.row, second.code) == ("moved-column", None, "email")
    assert (first.column, first.letter) == (column, letter)


def test_beside_errors_ordinary_work_moves_no_column(folder: Path) -> None:
    rows = with_houses(folder)
    live = load_directory(folder)
    for row in rows:
        set_cell(folder / SERVICES, row, "phone", f"505-555-02{row:02}")
    set_cell(folder / SERVICES, 3, "email", "none")
    assert "moved-column" not in {code for code, _ in told(folder, live)}
