from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.directory.problems import Severity
from bot.directory.service_checks import ROOM
from tests.directory.sample import TODAY, add_row, only, read_rows, set_cell

if TYPE_CHECKING:
    from pathlib import Path

SERVICES = "services.csv"


@pytest.mark.parametrize("hours", ["Mon 8:00 am - 7:00 pm; Tue-Fri until 5:00 pm", "Line up for a bed 5 pm"])
def test_hours_that_cannot_be_told_are_a_warning(folder: Path, hours: str) -> None:
    set_cell(folder / SERVICES, 2, "hours", hours)
    assert (only(folder).code, only(folder).severity, only(folder).value) == ("unread-hours", Severity.WARNING, hours)


@pytest.mark.parametrize(
    "hours", ["", "Call for hours", "By appointment", "Mon-Fri 9am-5pm", "lunes a viernes de 8 a 4"]
)
def test_hours_that_can_be_told_or_name_no_time_are_no_problem(folder: Path, hours: str) -> None:
    set_cell(folder / SERVICES, 2, "hours", hours)
    assert read_directory(folder).problems == ()


def add_twin(folder: Path, **changes: str) -> int:
    rows = read_rows(folder / SERVICES)
    return add_row(folder / SERVICES, {**dict(zip(rows[0], rows[1], strict=True)), "id": "casa-norte-two", **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Rent helps"},
        {"name": "help: RENT"},
        {"phone": "(505) 555-0102"},
        {"address": ""},
        {"address": "12 main st. nw"},
    ],
)
def test_the_same_service_twice_is_a_warning(folder: Path, changes: dict[str, str]) -> None:
    row = add_twin(folder, **changes)
    twins = [p for p in read_directory(folder).problems if p.code == "twin"]
    assert [(p.row, p.column, p.severity, p.facts) for p in twins] == [(row, "name", Severity.WARNING, {"first": "2"})]


@pytest.mark.parametrize(
    "changes", [{"name": "Eviction help"}, {"phone": "505-555-0177"}, {"address": "900 Other Rd SE"}]
)
def test_another_program_office_or_number_is_no_twin(folder: Path, changes: dict[str, str]) -> None:
    add_twin(folder, **changes)
    assert "twin" not in {p.code for p in read_directory(folder).problems}


@pytest.mark.parametrize(("age", "codes"), [(0, []), (365, []), (366, ["stale"]), (-1, ["future-day"])])
def test_a_row_grows_stale_after_a_year(folder: Path, age: int, codes: list[str]) -> None:
    set_cell(folder / SERVICES, 2, "checked_on", (TODAY - timedelta(days=age)).isoformat())
    found = read_directory(folder, today=TODAY)
    assert [(p.code, p.severity) for p in found.problems] == [(code, Severity.WARNING) for code in codes]


def test_what_nobody_sees_does_not_grow_stale(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "status", "closed")
    assert read_directory(folder, today=date(2199, 1, 1)).problems == ()


def test_missing_translations_are_one_warning_a_language(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "documents", "A letter")
    problem = only(folder)
    assert (problem.code, problem.file, problem.row) == ("missing-translations", "translations/es.csv", None)
    assert problem.severity is Severity.WARNING
    assert problem.facts == {"count": "1", "field": "documents", "id": "casa-norte-rent"}


def test_a_card_that_would_be_cut_off_is_a_warning_in_the_language_in_which_it_is_longest(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "description", "a" * (ROOM - 200))
    assert read_directory(folder).problems == ()
    set_cell(folder / "translations/es.csv", 2, "text", "b" * ROOM)
    problem = only(folder)
    assert (problem.code, problem.row, problem.facts["language"]) == ("long-card", 2, "es")
    assert int(problem.facts["length"]) > ROOM
