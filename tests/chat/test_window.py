"""The window: what may be confirmed, as a rule over every order of events."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.window import PARKED_LIMIT, REMEMBERED, Window


def test_before_the_first_update_no_offset_is_named() -> None:
    assert Window().offset is None


def test_only_the_answered_prefix_may_be_confirmed() -> None:
    window = Window()
    for update_id in (10, 11, 12):
        assert window.take(update_id, 0.0)
    window.advance(12, None)
    window.close(11)
    assert window.offset == 10
    window.close(10)
    assert window.offset == 12
    window.close(12)
    assert window.offset == 13 and not window.open


@given(
    st.lists(st.tuples(st.sampled_from(["take", "close", "park"]), st.integers(0, 30)), max_size=80),
)
def test_no_update_is_ever_confirmed_before_it_is_answered_or_parked(steps: list[tuple[str, int]]) -> None:
    window, open_now, seen = Window(), set(), set()
    for step, number in steps:
        if step == "take":
            assert window.take(number, 0.0) == (number not in seen)
            if number not in seen:
                open_now.add(number)
            seen.add(number)
            window.advance(number, window.offset)
        elif step == "close":
            window.close(number)
            open_now.discard(number)
        else:
            window.park(window.open_since(1.0))
            open_now.clear()
        assert open_now == set() or window.offset == min(open_now)
        assert window.offset is None or window.offset >= 0


def test_a_parked_update_may_be_confirmed_but_is_not_answered() -> None:
    window = Window()
    window.take(10, now=0.0)
    window.take(11, now=9.0)
    window.advance(11, None)
    assert window.park(window.open_since(5.0)) == 1
    assert window.offset == 11 and window.unanswered == 2
    window.close(10)
    assert window.unanswered == 1


def test_what_is_not_open_is_not_parked() -> None:
    window = Window()
    window.take(10, 0.0)
    window.take(11, 0.0)
    window.close(10)
    assert window.park([9, 10, 11]) == 1
    assert [window.holds(update_id) for update_id in (9, 10, 11)] == [False, False, True]


def test_memory_for_parked_updates_is_bounded() -> None:
    window = Window()
    for update_id in range(PARKED_LIMIT + 5):
        window.take(update_id, 0.0)
    assert window.park(window.open_since(1.0)) == PARKED_LIMIT
    assert window.offset == PARKED_LIMIT
    assert window.park(window.open_since(1.0)) == 0


def test_lately_taken_updates_are_known_again_and_old_ones_forgotten() -> None:
    window = Window()
    for update_id in range(REMEMBERED + 1):
        window.take(update_id, 0.0)
        window.close(update_id)
    assert not window.take(1, 0.0)
    assert window.take(0, 0.0)


def test_numbers_that_start_anew_lower_are_followed() -> None:
    window = Window()
    window.take(9_000, 0.0)
    window.advance(9_000, None)
    window.close(9_000)
    window.take(50, 0.0)
    window.advance(50, asked=9_001)
    window.close(50)
    assert window.offset == 51


def test_a_shortened_answer_does_not_take_the_end_back() -> None:
    window = Window()
    for update_id in (10, 11, 12):
        window.take(update_id, 0.0)
    window.advance(12, None)
    window.advance(10, asked=10)
    for update_id in (10, 11, 12):
        window.close(update_id)
    assert window.offset == 13
