"""Memory after a release was loaded: what loading left behind goes back, what stays is looked through no more."""

from __future__ import annotations

import ctypes
import gc


def settle_memory() -> None:
    """Give back what the last release and the loading of this one have left. Takes a fraction of a second.

    What is alive then lasts as long as the release, so Python's collector is told to leave it alone: its search for
    cycles through a whole index is a tenth of all CPU under load, and a pause for everybody each time.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    # glibc keeps what is freed unless told otherwise; other C libraries have no such function.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
