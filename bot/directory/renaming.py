"""Which rows are the same as before under another id: links to the old one stop working, which nobody should miss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Cells = frozenset[tuple[str, str]]

Key = TypeVar("Key")

ALIKE: Final = 7 / 8
"""The share of filled cells that must be the same; two services of one office differ in more."""
MOST_PAIRS: Final = 1_000_000
"""How many pairs of rows are compared, about a second. Beyond that every row is told as gone or new."""


def beside(cells: Iterable[tuple[str, str]], id: str) -> Cells:
    """What stands in a row beside its id."""
    texts = ((name, text.strip()) for name, text in cells)
    return frozenset((name, text) for name, text in texts if text not in ("", id))


def renamed(gone: Mapping[str, Cells], new: Mapping[Key, Cells]) -> dict[Key, str]:
    """New row to old id. `gone` are rows by their id, `new` by any name, each as its filled cells without that id."""
    if len(gone) * len(new) > MOST_PAIRS:
        return {}
    found: dict[Key, str] = {}
    left = dict(gone)
    for row, cells in new.items():
        old = max(left, key=lambda key: len(left[key] & cells), default=None)
        if old is not None and cells and len(left[old] & cells) >= ALIKE * max(len(left[old]), len(cells)):
            found[row] = old
            del left[old]
    return found
