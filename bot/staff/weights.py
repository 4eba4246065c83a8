"""The weights of a directory's phrases: those at hand when they fit, else learnt in a process of its own.

Learning takes some minutes and much memory. In the bot's own process it would hold up residents' questions.
"""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import LearningError
from bot.lexicon.learnt import read_current, saved

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.directory.model import Directory


class Weights:
    """Finds the weights for a directory. The last ones learnt stay in memory until the bot stops."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = b""

    async def of(self, directory: Directory, before_learning: Callable[[], Awaitable[object]]) -> bytes:
        """The weights of these phrases. `before_learning` is called when that will take a while.

        Raises LearningError.
        """
        for packed in (self._last, await asyncio.to_thread(saved, self._folder)):
            if packed and await asyncio.to_thread(read_current, directory, packed) is not None:
                return packed
        await before_learning()
        self._last = await learn_apart(directory)
        return self._last


async def learn_apart(directory: Directory) -> bytes:
    """Learn in a process of its own, which ends when this is cancelled. Raises LearningError."""
    # Services are not learnt from, and they are what is heavy beside the phrases.
    lessons = await asyncio.to_thread(pickle.dumps, replace(directory, services=(), zip_centers=()))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.lexicon.apart"), stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        learnt, _ = await process.communicate(lessons)
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        raise LearningError("The phrases could not be learnt.")
    return learnt
