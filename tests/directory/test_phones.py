from __future__ import annotations

import pytest

from bot.directory.model import Phone
from bot.directory.phones import parse_phone


@pytest.mark.parametrize(
    ("typed", "number", "extension"),
    [
        ("+1-505-555-0123", "+1 505-555-0123", ""),
        ("505-555-0123", "+1 505-555-0123", ""),
        ("(505) 555.0123", "+1 505-555-0123", ""),
        ("505-555-0123 ext. 12", "+1 505-555-0123", "12"),
        ("1-800-273-TALK", "+1 800-273-8255", ""),
        ("+52 55 1234 5678", "+52 55 1234 5678", ""),
        ("211", "211", ""),
        ("2-1-1", "211", ""),
        ("311", "311", ""),
        ("911", "911", ""),
        ("988", "988", ""),
        ("741741", "741741", ""),
    ],
)
def test_numbers_come_out_in_one_form(typed: str, number: str, extension: str) -> None:
    assert parse_phone(typed, "US") == Phone(number, extension)


@pytest.mark.parametrize(
    "typed",
    ["", "call us", "555-0123", "505-555-012", "505-555-01234", "999", "12", "+988", "505-555-0123 or 0124", "8624"],
)
def test_numbers_nobody_answers_are_refused(typed: str) -> None:
    assert parse_phone(typed, "US") is None


@pytest.mark.parametrize("typed", ["-8624", "-5055550123", "-5055550123.0", "−8624"])
def test_a_number_below_zero_is_never_a_phone(typed: str) -> None:
    assert parse_phone(typed, "US") is None


def test_the_region_decides_about_numbers_without_a_country_code() -> None:
    assert parse_phone("55 1234 5678", "MX") == Phone("+52 55 1234 5678")
    assert parse_phone("988", "DE") is None
