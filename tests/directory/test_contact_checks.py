from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.directory.problems import Severity
from tests.directory.sample import only, set_cell

if TYPE_CHECKING:
    from pathlib import Path

ERRORS = [
    ("phone", "900-555-1234", "premium-phone"),
    ("phone", "505-976-1234", "premium-phone"),
    ("phone", "call us", "phone"),
    ("phone", "-8624", "sum-in-phone"),
    ("sms", "-8624", "sum-in-phone"),
    ("phone", "8624", "phone"),
    ("website", "https://help@example.org/", "url-with-name"),
    ("website", "https://example.org@evil.example/", "url-with-name"),
    ("website", "http://192.168.0.7/", "private-url"),
    ("website", "https://8.8.8.8/", "private-url"),
    ("website", "http://[::1]/", "private-url"),
    ("website", "http://localhost:8000/", "private-url"),
    ("website", "https://intranet.local/", "private-url"),
    ("website", "https://exаmple.org/", "look-alike-url"),  # a Cyrillic а
    ("website", "https://xn--exmple-4nf.org/", "look-alike-url"),
    ("website", "https://[::1", "url"),
    ("source_url", "https://help@example.org/", "url-with-name"),
]
DOUBTS = [
    ("phone", "5O5-555-O1Ol", "letters-in-phone"),
    ("website", "http://example.org/", "plain-http"),
    ("website", "https://bit.ly/abc", "short-link"),
    ("website", "https://www.tinyurl.com/abc", "short-link"),
    ("website", "example.org", "url-without-https"),
]


@pytest.mark.parametrize(("column", "typed", "code"), ERRORS)
def test_what_leads_residents_astray_is_an_error(folder: Path, column: str, typed: str, code: str) -> None:
    set_cell(folder / "services.csv", 2, column, typed)
    problem = only(folder)
    assert (problem.code, problem.severity, problem.column, problem.value) == (code, Severity.ERROR, column, typed)


@pytest.mark.parametrize(("column", "typed", "code"), DOUBTS)
def test_what_may_be_right_is_a_warning(folder: Path, column: str, typed: str, code: str) -> None:
    set_cell(folder / "services.csv", 2, column, typed)
    problem = only(folder)
    assert (problem.code, problem.severity, problem.column, problem.value) == (code, Severity.WARNING, column, typed)


@pytest.mark.parametrize(
    ("column", "typed", "near"),
    [
        ("phone", "505-880-8249 ask for Maria", "505-880-8249"),
        ("phone", "505-222-0000 (ask for María)", "505-222-0000"),
        ("phone", "505-768-5141 or 505-768-5142", "505-768-5141; 505-768-5142"),
        ("phone", "505-768-5141/505-768-5142", "505-768-5141; 505-768-5142"),
        ("sms", "505-768-5141 or 505-768-5142", "505-768-5141"),
    ],
)
def test_what_stands_beside_a_number_is_told_with_the_number_alone(
    folder: Path, column: str, typed: str, near: str
) -> None:
    set_cell(folder / "services.csv", 2, column, typed)
    problem = only(folder)
    assert (problem.code, problem.severity, problem.value, problem.near) == (
        *("more-than-a-phone", Severity.ERROR),
        *(typed, near),
    )
    assert "“how_to_apply”" in problem.action
    set_cell(folder / "services.csv", 2, column, near)
    assert read_directory(folder).problems == ()


def test_a_number_that_costs_extra_is_not_suggested(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "phone", "900-555-1234 ask for Maria at the front desk")
    assert (only(folder).code, only(folder).near) == ("phone", "")


def test_letters_typed_for_digits_are_read_as_digits_and_shown(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "phone", "5O5-555-O1Ol")
    result = read_directory(folder)
    assert "+1 505-555-0101" in result.problems[0].message
    assert result.directory is not None
    assert result.directory.services[0].phones[0].number == "+1 505-555-0101"


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("website", "https://例え.org/"),
        ("website", "https://пример.org/"),
        ("website", "https://example.org/@name"),
        ("source_url", "http://example.org/old-page"),
        ("phone", "1-800-273-TALK"),
        ("phone", "(505) 555-0101; 988"),
    ],
)
def test_good_addresses_and_numbers_are_no_problem(folder: Path, column: str, typed: str) -> None:
    set_cell(folder / "services.csv", 2, column, typed)
    assert read_directory(folder).problems == ()
