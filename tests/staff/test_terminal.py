from __future__ import annotations

from dataclasses import replace

from bot.staff.language import staff_translator
from bot.staff.terminal import report_lines
from tests.staff.sample import empty, over

ENGLISH = staff_translator("en")


def test_repeats_are_one_entry_under_the_name_of_their_file() -> None:
    assert [line.plain for line in report_lines([empty(2), over(3), empty(4)], ENGLISH)] == [
        "services.csv",
        "  2 rows: 2, 4, column E “name”\n"
        "    ERROR  “name” is empty.\n    What to do: Fill it in, for example: Rent help",
        "  row 3, column H “alert_until”: 2020-01-01\n"
        "    WARNING  This notice is over.\n    What to do: Empty “alert”.",
        "",
        "2 errors, 1 warning.",
    ]


def test_errors_stand_above_the_warnings_of_every_file() -> None:
    told = [line.plain for line in report_lines([over(3), empty(4), replace(empty(2), file="needs.csv")], ENGLISH)]
    assert told[0::3] == ["services.csv", "needs.csv", "services.csv", "2 errors, 1 warning."]
    assert ["ERROR" in line for line in told[1::3]] == [True, True, False]


def test_no_problems_are_no_lines() -> None:
    assert list(report_lines([], ENGLISH)) == []
