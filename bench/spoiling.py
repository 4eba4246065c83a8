"""Updates as Telegram never sends them: parts gone, of the wrong type, too deep or in a wrong place."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from bench.shapes import MARK

if TYPE_CHECKING:
    import random

DEEPEST: Final = 100
WRONG: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1.5, 2**63, 10**400, float("inf"), "", "x", MARK, [], {}, [None], {"id": {}}, [[]],
)  # fmt: skip
"""Values that stand where Telegram sends another type."""


def spoil(update: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """The update with parts gone, of the wrong type, nested a hundred levels deep or in a wrong place."""
    spoilt = copy.deepcopy(update)
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        holder: Any = spoilt
        while True:
            key = draw.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            inner = holder[key]
            if not (isinstance(inner, dict | list) and inner) or draw.random() < 0.2:
                break
            holder = inner
        way = draw.random()
        if way < 0.2 and isinstance(holder, dict):
            del holder[key]
            if not spoilt:
                break
        elif way < 0.3:
            holder[key] = _nested(draw.choice(([], {})), inner if draw.random() < 0.5 else MARK)
        elif way < 0.33 and isinstance(inner, dict):
            holder[key] = _nested_in(draw.choice(("reply_to_message", "pinned_message", "message", "chat")), inner)
        else:
            holder[key] = copy.deepcopy(draw.choice(WRONG))
    return spoilt


def _nested(outer: list[Any] | dict[str, Any], value: Any) -> Any:
    for _ in range(DEEPEST):
        value = [value] if isinstance(outer, list) else {"text": value}
    return value


def _nested_in(key: str, value: dict[str, Any]) -> dict[str, Any]:
    for _ in range(DEEPEST):
        value = {**value, key: value}
    return value
