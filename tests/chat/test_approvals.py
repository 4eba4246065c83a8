from __future__ import annotations

from bot.chat.approvals import HOUR, MOST, Approvals


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_first_yes_is_remembered_for_exactly_what_was_shown() -> None:
    approvals = Approvals(Clock())
    approvals.note(5, "abc", 700)
    assert approvals.first(5, "abc") == 700
    assert approvals.first(5, "abd") is None and approvals.first(6, "abc") is None
    approvals.forget(5)
    assert approvals.first(5, "abc") is None


def test_an_hour_later_it_begins_anew() -> None:
    clock = Clock()
    approvals = Approvals(clock)
    approvals.note(5, "abc", 700)
    clock.now = HOUR - 1
    assert approvals.first(5, "abc") == 700
    clock.now = HOUR
    assert approvals.first(5, "abc") is None


def test_only_so_many_are_remembered() -> None:
    approvals = Approvals(Clock())
    for message in range(MOST + 1):
        approvals.note(message, "abc", 700)
    assert approvals.first(0, "abc") is None and approvals.first(1, "abc") == 700


def test_nobody_is_named_when_it_is_printed() -> None:
    approvals = Approvals(Clock())
    approvals.note(5, "abc", 700)
    assert "700" not in repr(vars(approvals))
