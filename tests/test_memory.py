from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from bot.memory import settle_memory

if TYPE_CHECKING:
    from collections.abc import Iterator


class Release:
    """What refers to itself: only Python's collector can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_alive_is_looked_through_no_more() -> None:
    release = Release()
    assert any(found is release for found in gc.get_objects())
    settle_memory()
    assert not any(found is release for found in gc.get_objects())


def test_the_release_before_is_freed_although_it_was_settled() -> None:
    release = Release()
    before = weakref.ref(release)
    settle_memory()
    release = Release()
    gc.collect()
    assert before() is not None
    settle_memory()
    assert before() is None
