"""The memory of a running bot: what a release leaves behind when the next one is swapped in goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from typing import Final

_M_MMAP_THRESHOLD: Final = -3  # both from malloc.h of glibc
_M_ARENA_MAX: Final = -8
_LARGE: Final = 256 * 1024


def keep_memory_whole() -> None:
    """Have glibc leave fewer holes: one heap for all threads, large blocks apart from it. Call it first of all.

    Left to itself it gives each thread a heap, so one for each release that is loaded, and after the first large block
    was freed it puts the next ones (an index's tables) among the small.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):  # another C library, another system
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_ARENA_MAX, 1)


def settle_memory() -> None:
    """Give back what loading a release and the one before it have left. Takes a fraction of a second.

    What is alive then lasts as long as the release, so Python's collector is told to leave it alone: its search for
    cycles through a whole index is a tenth of all CPU under load, and a pause for everybody each time.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
