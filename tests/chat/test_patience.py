"""Trying again: only where Telegram surely did not act, or where acting twice changes nothing."""

from __future__ import annotations

import asyncio

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut

from bot.chat.patience import LONGEST_WAIT, RETRIES, backoff, make_sure, pause_of, send_once
from bot.chat.transport import FloodError, NotSentError


class Calls:
    """A Bot API method that fails with `failures`, one a call, then gives "done"."""

    def __init__(self, *failures: TelegramError) -> None:
        self._failures = list(failures)
        self.count = 0

    async def __call__(self) -> str:
        self.count += 1
        if self._failures:
            raise self._failures.pop(0)
        return "done"


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses asked for; the clock is not waited for."""
    asked: list[float] = []

    async def sleep(seconds: float) -> None:
        asked.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return asked


async def test_a_flood_pause_is_kept_in_full_and_then_the_call_is_made_again(pauses: list[float]) -> None:
    calls = Calls(FloodError(7), FloodError(2))
    assert await send_once(calls) == "done"
    assert calls.count == 3
    assert pauses[0] > 7 and pauses[1] > 2


async def test_a_pause_longer_than_an_answer_is_worth_is_given_up(pauses: list[float]) -> None:
    with pytest.raises(FloodError):
        await send_once(Calls(FloodError(int(LONGEST_WAIT) + 1)))
    assert pauses == []


async def test_a_message_is_sent_again_when_no_connection_came_about() -> None:
    calls = Calls(*[NotSentError("refused")] * RETRIES)
    assert await send_once(calls) == "done"


@pytest.mark.parametrize("failure", [TimedOut(), NetworkError("502"), BadRequest("no"), Forbidden("no")])
async def test_a_message_is_not_sent_again_when_it_may_have_arrived(failure: TelegramError) -> None:
    calls = Calls(failure)
    with pytest.raises(type(failure)):
        await send_once(calls)
    assert calls.count == 1


@pytest.mark.parametrize("failure", [TimedOut(), NetworkError("502"), NotSentError("refused")])
async def test_an_edit_is_made_again_after_every_passing_fault(failure: TelegramError) -> None:
    calls = Calls(*[failure] * RETRIES)
    await make_sure(calls)
    assert calls.count == RETRIES + 1


async def test_passing_faults_that_do_not_pass_are_given_up() -> None:
    with pytest.raises(TimedOut):
        await make_sure(Calls(*[TimedOut()] * (RETRIES + 1)))


@pytest.mark.parametrize(
    "refusal",
    [
        "Message is not modified: specified new message content is exactly the same",
        "Message to delete not found",
        "Query is too old and response timeout expired or query id is invalid",
    ],
)
async def test_already_so_counts_as_done(refusal: str) -> None:
    await make_sure(Calls(BadRequest(refusal)))


async def test_other_refusals_are_raised() -> None:
    with pytest.raises(BadRequest):
        await make_sure(Calls(BadRequest("Chat not found")))


def test_the_pause_is_never_shorter_than_asked() -> None:
    assert pause_of(FloodError(3)) > 3


def test_waiting_grows_to_half_a_minute_and_is_scattered() -> None:
    assert all(0.05 <= backoff(1) <= 0.1 for _ in range(100))
    assert all(15 <= backoff(failures) <= 30 for failures in (7, 50, 10**9))
    assert len({backoff(3) for _ in range(10)}) > 1
