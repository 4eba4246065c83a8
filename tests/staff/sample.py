"""Problems as a check finds them, for the tests of what staff read."""

from __future__ import annotations

from bot.directory.problems import Check, Problem, Severity

PHONE = Check("phone", "Nobody can be called at this number.", "Write it like 505-555-0123.")
EMPTY = Check("empty-cell", "“{column}” is empty.", "Fill it in, for example: {example}")
OVER = Check("expired-alert", "This notice is over.", "Empty “alert”.", Severity.WARNING)


def phone(row: int, value: str) -> Problem:
    """A number nobody can call."""
    return Problem(PHONE, "services.csv", row, "G", "phone", value)


def empty(row: int, column: str = "name", example: str = "Rent help") -> Problem:
    """An empty cell."""
    return Problem(EMPTY, "services.csv", row, "E", column, facts={"example": example})


def over(row: int, value: str = "2020-01-01") -> Problem:
    """A warning."""
    return Problem(OVER, "services.csv", row, "H", "alert_until", value)
