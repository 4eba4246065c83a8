from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.chat.marks import Marks

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def after(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def test_a_bot_that_has_not_run_for_two_days_knows_no_border() -> None:
    marks = Marks()
    assert (marks.newest, marks.oldest_erasable(NOON)) == (0, 1)
    marks.note(500, NOON)
    assert marks.oldest_erasable(after(47)) == 1


def test_the_border_is_the_first_message_of_the_hour_that_was_two_days_ago() -> None:
    marks = Marks()
    for hour in range(100):
        marks.note(1000 + 10 * hour, after(hour))
        marks.note(1005 + 10 * hour, after(hour + 0.5))
    assert marks.newest == 1995
    assert marks.oldest_erasable(after(99.75)) == 1000 + 10 * 51


def test_late_messages_do_not_move_the_border_forward() -> None:
    marks = Marks()
    marks.note(10, NOON)
    marks.note(80, after(60.2))
    marks.note(70, after(60.1))
    assert marks.oldest_erasable(after(60.5)) == 70
    assert marks.newest == 80


def test_after_two_quiet_days_there_is_nothing_to_erase() -> None:
    marks = Marks()
    marks.note(10, NOON)
    assert marks.oldest_erasable(after(72)) == 11


def test_only_two_days_of_hours_are_kept() -> None:
    marks = Marks()
    for hour in range(1000):
        marks.note(hour, after(hour))
    assert len(marks._first) <= 51
