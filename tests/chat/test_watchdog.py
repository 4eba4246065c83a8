from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.chat.watchdog import END_AFTER, LOOK_EVERY, TELL_AFTER, wait_for_silence

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """Time that passes only in `sleep`."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def ended_after(last_poll: Callable[[Clock], float | None]) -> float:
    """Seconds after which the watch ended."""
    clock = Clock()
    await wait_for_silence(lambda: last_poll(clock), clock, clock.sleep)
    return clock.now - 1000.0


async def test_a_bot_that_never_hears_from_telegram_says_so_once_and_ends(caplog: pytest.LogCaptureFixture) -> None:
    assert END_AFTER <= await ended_after(lambda clock: None) <= END_AFTER + LOOK_EVERY
    assert caplog.messages.count("POLL_SILENT") == 1


async def test_silence_counts_from_the_last_successful_poll(caplog: pytest.LogCaptureFixture) -> None:
    assert await ended_after(lambda clock: min(clock.now, 9000.0)) == pytest.approx(8000.0 + END_AFTER, abs=LOOK_EVERY)
    assert caplog.messages.count("POLL_SILENT") == 1


async def test_each_long_silence_is_told_and_short_ones_are_not(caplog: pytest.LogCaptureFixture) -> None:
    def last_poll(clock: Clock) -> float:
        gaps = (0.0, TELL_AFTER - LOOK_EVERY, 2 * TELL_AFTER, 5 * TELL_AFTER, 9 * TELL_AFTER)
        return max(1000.0 + at for at in gaps if 1000.0 + at <= clock.now)

    await ended_after(last_poll)
    # From the second to the third poll just over two minutes, then six, then eight, then the end.
    assert caplog.messages.count("POLL_SILENT") == 4
