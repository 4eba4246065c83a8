"""The bucket, with a clock that the test turns."""

from __future__ import annotations

import pytest

from bot.chat.pace import BURST, MOST_CHATS, REMIND_EVERY, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock)


def admitted(pace: Pace, chat: int, asked: int) -> int:
    return sum(pace.admits(chat) for _ in range(asked))


def test_a_burst_passes_and_what_comes_above_it_does_not(pace: Pace) -> None:
    assert [pace.admits(1) for _ in range(BURST + 2)] == [True] * BURST + [False] * 2


def test_one_chat_does_not_use_up_the_tokens_of_another(pace: Pace) -> None:
    assert admitted(pace, 1, 1_000) == BURST
    assert admitted(pace, 2, 1_000) == BURST


def test_a_token_comes_back_each_second_and_never_more_than_a_burst(pace: Pace, clock: Clock) -> None:
    admitted(pace, 1, BURST)
    clock.now += 3.5
    assert admitted(pace, 1, 10) == 3
    clock.now += 0.5
    assert admitted(pace, 1, 10) == 1
    clock.now += 40
    assert admitted(pace, 1, 100) == BURST


def test_who_writes_once_a_second_is_always_admitted(pace: Pace, clock: Clock) -> None:
    for _ in range(500):
        assert pace.admits(1)
        clock.now += 1.0


def test_a_chat_is_told_once_a_minute_even_if_it_never_rests(pace: Pace, clock: Clock) -> None:
    told = []
    for second in range(130):
        clock.now += 1.0
        if admitted(pace, 1, 50) < 50 and pace.may_remind(1):
            told.append(second)
    assert told == [0, 60, 120]


def test_after_a_rest_nothing_is_kept_of_a_chat(pace: Pace, clock: Clock) -> None:
    admitted(pace, 1, BURST + 1)
    clock.now += REMIND_EVERY
    admitted(pace, 2, 1)
    assert len(pace) == 1
    clock.now += REMIND_EVERY
    pace.sweep()
    assert len(pace) == 0


def test_the_chats_kept_are_bounded_and_a_busy_one_stays(pace: Pace) -> None:
    admitted(pace, 1, BURST)
    for chat in range(2, MOST_CHATS + 100):
        assert not pace.admits(1)
        pace.admits(chat)
    assert len(pace) == MOST_CHATS
