"""Calls to Telegram that wait and try again where that cannot do a thing twice.

Everything the bot sends goes through one of two functions, so that no caller has to know the rules:
`send_once` for what must not happen twice (messages), `make_sure` for what may (edits, deletes, answers to taps).
A pause concerns only the caller: other chats are served meanwhile, because each chat has its own queue.
"""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.chat.transport import NotSentError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

RETRIES: Final = 3
LONGEST_WAIT: Final = 600.0
"""Seconds of pauses asked by Telegram after which an answer would come too late to help."""

_ALREADY_DONE = ("message is not modified", "message to delete not found", "query is too old")


async def send_once(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call that would act twice if repeated: again only after a 429 or when no connection came about.

    Raises what the call raises; TimedOut and NetworkError mean that Telegram may have acted or not.
    """
    return await _call(call, repeatable=False)


async def make_sure(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call that may be repeated, also after timeouts and server errors; "already so" counts as done."""
    try:
        await _call(call, repeatable=True)
    except BadRequest as error:
        if not any(sign in error.message.lower() for sign in _ALREADY_DONE):
            raise


async def _call(call: Callable[[], Awaitable[T]], *, repeatable: bool) -> T:
    waited = 0.0
    failures = 0
    while True:
        try:
            return await call()
        except RetryAfter as error:
            pause = pause_of(error)
            waited += pause
            if waited > LONGEST_WAIT:
                raise
        except BadRequest:
            raise
        except NetworkError as error:
            failures += 1
            if failures > RETRIES or not (repeatable or isinstance(error, NotSentError)):
                raise
            pause = backoff(failures)
        await asyncio.sleep(pause)


def pause_of(error: RetryAfter) -> float:
    """Seconds to wait after a 429, a little more than asked: never earlier, whatever the clock's grain."""
    asked = error.retry_after
    return (asked.total_seconds() if isinstance(asked, timedelta) else asked) + 0.05


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: fourfold each time, from a tenth of a second to 30.

    Most failures are single ones, and somebody waits. Scattered downwards by up to a half, so that many who failed
    together do not come back together.
    """
    return min(30.0, 4.0 ** min(failures, 6) / 40) * random.uniform(0.5, 1.0)
