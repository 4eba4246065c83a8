from __future__ import annotations

from bot.directory.problems import Severity
from bot.staff.groups import count_of, grouped, most_important_first
from tests.staff.sample import empty, over, phone


def test_what_says_the_same_of_one_column_is_one_group_in_the_place_of_the_first() -> None:
    groups = grouped([empty(2), phone(3, "12"), empty(4), phone(9, "13"), empty(9)])
    assert [(group.first.code, group.rows, group.values) for group in groups] == [
        ("empty-cell", (2, 4, 9), ()),
        ("phone", (3, 9), ("12", "13")),
    ]


def test_other_words_or_another_column_make_another_group() -> None:
    assert len(grouped([empty(2), empty(3, "city"), empty(4, example="Other")])) == 3


def test_errors_come_before_warnings_and_keep_their_order() -> None:
    groups = most_important_first(grouped([over(2), phone(3, "12"), empty(4)]))
    assert [group.first.code for group in groups] == ["phone", "empty-cell", "expired-alert"]


def test_each_problem_counts_and_not_each_group() -> None:
    problems = [over(2), over(3), phone(3, "12")]
    assert (count_of(problems, Severity.ERROR), count_of(problems, Severity.WARNING)) == (1, 2)
