from __future__ import annotations

import pytest

from bot.directory import renaming
from bot.directory.renaming import renamed


def row(*texts: str) -> frozenset[tuple[str, str]]:
    return frozenset((f"column {number}", text) for number, text in enumerate(texts))


EIGHT = tuple("abcdefgh")


def test_the_same_cells_under_another_id_are_the_same_row() -> None:
    assert renamed({"old": row("Library")}, {"new": row("Library")}) == {"new": "old"}


@pytest.mark.parametrize(("differing", "is_same"), [(1, True), (2, False)])
def test_one_cell_of_eight_may_differ(differing: int, is_same: bool) -> None:
    other = row(*"xy"[:differing], *EIGHT[differing:])
    assert renamed({"old": row(*EIGHT)}, {"new": other}) == ({"new": "old"} if is_same else {})


def test_a_longer_row_is_another_one() -> None:
    assert renamed({"old": row("a")}, {"new": row("a", "b")}) == {}


def test_each_row_goes_to_one_other_and_to_the_likest() -> None:
    gone = {"near": row(*EIGHT[:7], "x"), "same": row(*EIGHT)}
    assert renamed(gone, {"new": row(*EIGHT)}) == {"new": "same"}
    assert renamed({"old": row(*EIGHT)}, {"a": row(*EIGHT), "b": row(*EIGHT)}) == {"a": "old"}


def test_rows_without_cells_are_never_the_same() -> None:
    assert renamed({"old": row()}, {"new": row()}) == {}


def test_very_many_rows_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, new = {"a": row("x"), "b": row("y")}, {"c": row("x"), "d": row("y")}
    assert renamed(gone, new) == {"c": "a", "d": "b"}
    monkeypatch.setattr(renaming, "MOST_PAIRS", 3)
    assert renamed(gone, new) == {}
