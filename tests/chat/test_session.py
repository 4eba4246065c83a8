"""Sessions: half an hour, a bound, and nothing shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from bot.chat.session import IDLE_SECONDS, MOST_SESSIONS, Session, Sessions, coarsen
from bot.directory.places import Point

if TYPE_CHECKING:
    from bot.actions import Action


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_chat_without_a_session_gets_a_blank_one_that_is_not_kept(clock: Clock) -> None:
    sessions = Sessions(clock)
    assert sessions.get(5) == Session()
    assert len(sessions) == 0


def test_a_session_is_kept_while_it_is_used(clock: Clock) -> None:
    sessions = Sessions(clock)
    sessions.put(5, Session(language="fa", partner="abq"))
    for _ in range(4):
        clock.now += IDLE_SECONDS - 1
        assert sessions.get(5).language == "fa"


def test_a_session_is_gone_after_half_an_hour(clock: Clock) -> None:
    sessions = Sessions(clock)
    sessions.put(5, Session(language="fa"))
    clock.now += IDLE_SECONDS
    assert sessions.get(5) == Session()


def test_idle_sessions_leave_the_memory_without_traffic_of_their_own(clock: Clock) -> None:
    sessions = Sessions(clock)
    sessions.put(5, Session(language="fa"))
    sessions.put(6, Session(language="vi"))
    clock.now += IDLE_SECONDS
    sessions.sweep()
    assert len(sessions) == 0


def test_past_the_bound_the_chat_silent_longest_is_forgotten(clock: Clock) -> None:
    sessions = Sessions(clock)
    for chat in range(MOST_SESSIONS):
        clock.now += 0.01
        sessions.put(chat, Session(language="es"))
    sessions.get(0)
    sessions.put(-1, Session(language="es"))
    assert len(sessions) == MOST_SESSIONS
    assert sessions.get(1) == Session()
    assert sessions.get(0).language == sessions.get(-1).language == "es"


def test_forgetting_is_at_once_and_needs_no_session(clock: Clock) -> None:
    sessions = Sessions(clock)
    sessions.put(5, Session(language="fa"))
    sessions.forget(5)
    sessions.forget(5)
    assert sessions.get(5) == Session() and len(sessions) == 0


def test_the_exact_place_is_rounded_away() -> None:
    assert coarsen(35.084399, -106.650421) == coarsen(35.0791, -106.6549) == Point(35.08, -106.65)


def test_a_typed_number_finds_its_choice_and_others_find_none() -> None:
    first, second = cast("Action", "first"), cast("Action", "second")
    session = Session(choices=(first, second))
    assert [session.choice(number) for number in (-1, 0, 1, 2, 3)] == [None, None, first, second, None]


def test_no_repr_reveals_anything(clock: Clock) -> None:
    action = cast("Action", "sentinel")
    session = Session("fa-sentinel", "sentinel", action, coarsen(35.08, -106.65), (action,))
    sessions = Sessions(clock)
    sessions.put(123456789, replace(session, language="sentinel"))
    shown = f"{session!r} {session} {sessions!r} {sessions} {session.place!r}"
    assert not any(secret in shown for secret in ("sentinel", "35.08", "106.65", "123456789"))


@pytest.mark.parametrize(
    ("sent", "kept"), [((float("inf"), -1e9), Point(90, -180)), ((-91, 200), Point(-90, 180)), ((1, 2), Point(1, 2))]
)
def test_a_place_off_the_globe_is_moved_to_its_edge(sent: tuple[float, float], kept: Point) -> None:
    assert coarsen(*sent) == kept
