"""Which rows are the same as before under another id: links to the old one stop working, which nobody should miss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    Cells = frozenset[tuple[str, str]]

ALIKE: Final = 7 / 8
"""The share of filled cells that must be the same; two services of one office differ in more."""
MOST_PAIRS: Final = 1_000_000
"""How many pairs of rows are compared, about a second. Beyond that every row is told as gone or new."""


def renamed(gone: Mapping[str, Cells], new: Mapping[str, Cells]) -> dict[str, str]:
    """New id to old id. `gone` and `new` are rows by their id, each as its filled cells without that id."""
    if len(gone) * len(new) > MOST_PAIRS:
        return {}
    found: dict[str, str] = {}
    left = dict(gone)
    for id, cells in new.items():
        old = max(left, key=lambda key: len(left[key] & cells), default=None)
        if old is not None and cells and len(left[old] & cells) >= ALIKE * max(len(left[old]), len(cells)):
            found[id] = old
            del left[old]
    return found
