"""What can go wrong inside the process, with the whole update in its words: errors at an await, lost tasks, threads."""

from __future__ import annotations

import asyncio
import logging
import threading
import types
import warnings
from functools import partial
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Final

from bench.canary.plants import swap
from bot import app
from bot.chat import counting, lanes, patience
from bot.chat.answering import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

    from telegram import Update

    from bot.chat.turn import Desk

SHARE: Final = 0.3
"""Of the updates, how many meet a mishap."""
DAY: Final = 0.3
"""Seconds after which the bot writes counts, closing a window every second time."""
PAUSE: Final = 0.05
"""Seconds that the bot waits after a fault in this trial."""
AWAITS: Final = 12
"""An error comes at one of the first so many awaits of an answer; few answers have more."""


def let_happen() -> None:
    """Make the bot's code fail now and then, and its day so short that it writes counts all the time."""
    random = Random()

    async def answer_with_mishaps(desk: Desk, update: Update) -> None:
        if random.random() > SHARE:
            await answer(desk, update)
            return
        mishap = random.choice(MISHAPS)
        words = str(update)
        if mishap is fail:
            await break_off(answer(desk, update), random.randrange(-1, AWAITS), ValueError(words))
        else:
            mishap(words)
            await answer(desk, update)

    swap(app, "answer", answer_with_mishaps)
    # Residue does not depend on how long the bot waits after a fault, the number of conversations a minute does.
    for module, name in ((lanes, "backoff"), (patience, "backoff"), (patience, "pause_of")):
        swap(module, name, lambda _: PAUSE)
    swap(counting, "DAY", DAY)
    swap(counting, "WINDOW_DAYS", 2)


@types.coroutine
def break_off(answering: Coroutine[object, None, None], after: int, error: Exception) -> Generator[object, None, None]:
    """Await `answering`, and let its await number `after` raise `error`; -1 is before the first."""
    step: Callable[[], object] = partial(answering.send, None) if after >= 0 else partial(answering.throw, error)
    for number in count():
        try:
            awaited = step()
        except StopIteration:
            return
        try:
            yield awaited
        except BaseException as fault:
            step = partial(answering.throw, fault)
        else:
            step = partial(answering.throw, error) if number == after else partial(answering.send, None)


def fail(words: str) -> None:
    """Raise."""
    raise ValueError(words)


def lose_a_task(words: str) -> None:
    """A task fails that nobody awaits."""

    async def failing() -> None:
        fail(words)

    asyncio.get_running_loop().create_task(failing(), name=words)


def fail_in_a_callback(words: str) -> None:
    """A callback of the loop fails."""
    asyncio.get_running_loop().call_soon(fail, words)


def fail_in_a_thread(words: str) -> None:
    """A thread fails."""
    threading.Thread(target=fail, args=(words,), name=words).start()


def fail_in_a_destructor(words: str) -> None:
    """What nobody can catch."""
    type("Doomed", (), {"__del__": lambda self: fail(words)})()  # gone at once: nothing holds it


def report_to_the_loop(words: str) -> None:
    """As aiohttp and others do."""
    asyncio.get_running_loop().call_exception_handler({"message": words, "exception": ValueError(words)})


def warn(words: str) -> None:
    """As libraries do."""
    warnings.warn(words, stacklevel=1)


def log_as_a_library(words: str) -> None:
    """With the words as message, as argument, as error and as the logger's name."""
    try:
        fail(words)
    except ValueError:
        logging.getLogger("telegram.ext").exception("update %s caused an error", words, extra={"update": words})
        logging.getLogger(words[:60]).critical(words)


MISHAPS: Final[tuple[Callable[[str], None], ...]] = (
    *(fail,) * 4,
    lose_a_task,
    fail_in_a_callback,
    fail_in_a_thread,
    fail_in_a_destructor,
    report_to_the_loop,
    warn,
    log_as_a_library,
)
