from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.staff.groups import grouped
from bot.staff.language import staff_translator
from bot.staff.wording import SHOWN_ROWS, say_action, say_count, say_coverage, say_place
from tests.directory.sample import set_cell, write_sample
from tests.staff.sample import empty, over, phone

if TYPE_CHECKING:
    from pathlib import Path

    from bot.directory.problems import Problem

ENGLISH = staff_translator("en")
SPANISH = staff_translator("es")


@pytest.mark.parametrize(
    ("problems", "place"),
    [
        ([phone(4, "12")], "row 4, column G “phone”: 12"),
        ([empty(2), empty(4), empty(9)], "3 rows: 2, 4, 9, column E “name”"),
        ([over(4), over(7)], "2 rows: 4, 7, column H “alert_until”: 2020-01-01"),
        ([phone(4, "12"), phone(7, "13")], "2 rows: 4 (12), 7 (13), column G “phone”"),
        ([phone(4, "12"), phone(7, "")], "2 rows: 4 (12), 7, column G “phone”"),
        ([replace(phone(4, "12"), column="")], "row 4, column G: 12"),
        ([replace(phone(4, ""), row=None, letter="")], "“phone”"),
        ([replace(phone(4, ""), row=None, letter="", column="")], "the whole file"),
        ([replace(phone(4, ""), column="", letter="")], "row 4"),
    ],
)
def test_a_place_names_every_row_the_column_and_what_stands_there(problems: list[Problem], place: str) -> None:
    (group,) = grouped(problems)
    assert say_place(group, ENGLISH) == place


def test_many_rows_are_counted_and_the_first_ones_named() -> None:
    (group,) = grouped([empty(row) for row in range(2, 102)])
    named = ", ".join(map(str, range(2, 2 + SHOWN_ROWS)))
    assert say_place(group, ENGLISH) == f"100 rows: {named} …, column E “name”"
    assert say_place(group, ENGLISH, most=None).startswith("100 rows: 2, 3, ")
    assert "…" not in say_place(group, ENGLISH, most=None)


def test_what_was_probably_meant_stands_before_what_to_do() -> None:
    (group,) = grouped([replace(phone(4, "12"), near="505-555-0112")])
    assert say_action(group, ENGLISH) == "Did you mean “505-555-0112”? Write it like 505-555-0123."
    assert group.first.action == say_action(group, ENGLISH)
    assert say_action(group, SPANISH).startswith("¿Quiso decir “505-555-0112”?")


def test_numbers_and_places_are_told_in_spanish_too() -> None:
    (group,) = grouped([empty(2), empty(4)])
    assert say_place(group, SPANISH) == "2 filas: 2, 4, columna E “name”"
    assert say_count([empty(2), over(3), over(4)], SPANISH) == "1 error, 2 avisos."


def test_what_would_be_published_is_told_in_both_languages(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    assert say_coverage(read_directory(folder), ENGLISH) == (
        "2 services will be published. 1 draft stays back.",
        "Needs without a service yet: education.esl.",
    )
    set_cell(folder / "services.csv", 2, "phone", "12")
    assert say_coverage(read_directory(folder), SPANISH) == (
        "Todavía no se puede publicar nada: hay 1 error por corregir.",
    )
