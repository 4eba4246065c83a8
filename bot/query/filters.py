"""What a person asks of a service beside the need: at no cost, open on Saturday, near a ZIP code, in a language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.actions import FILTERS
from bot.lexicon.expressions import CONTRAST, DANGER, FILLER, NEIGHBORHOOD, UNWANTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions import Action
    from bot.lexicon.expressions import Found

Filters = dict[str, str | bool]

_ABOUT_WORDS: Final = frozenset({FILLER, UNWANTED, CONTRAST, NEIGHBORHOOD})
_ZIP: Final = re.compile(r"\d{5}")
_HOUSE_NUMBER_FOLLOWS: Final = frozenset({"st", "street", "ave", "avenue", "rd", "road", "blvd", "dr", "drive", "ln"})


def find_filters(found: Sequence[Found], spelled: Sequence[str]) -> Filters:
    """Filters by name; `found` are the expressions in `spelled`. `language`, `neighborhood` and `zip` hold a text."""
    filters: Filters = {}
    places = [" ".join(spelled[one.start : one.end]) for one in found if one.kind == NEIGHBORHOOD]
    if places:
        filters["neighborhood"] = places[0]
    for kind in dict.fromkeys(one.kind for one in found):
        if kind in _ABOUT_WORDS or kind.startswith(DANGER):
            continue
        if kind.startswith("language_"):
            filters["language"] = kind.removeprefix("language_")
        else:
            filters[kind] = True
    codes = [piece for at, piece in enumerate(spelled) if _ZIP.fullmatch(piece) and not _is_house_number(spelled, at)]
    if codes:
        filters["zip"] = codes[0]
    return filters


def filters_of(action: Action) -> Filters:
    """What the list of a button is narrowed to, in the order of `FILTERS`, the spoken language last."""
    filters: Filters = {name: True for name in FILTERS if name in action.filters}
    if action.spoken:
        filters["language"] = action.spoken
    return filters


def carrying(action: Action, filters: Filters) -> Action:
    """The action with those of `filters` that a button can hold, in place of its own."""
    spoken = str(filters.get("language", ""))
    return replace(action, filters=frozenset(FILTERS).intersection(filters), spoken=spoken)


def _is_house_number(pieces: Sequence[str], at: int) -> bool:
    return any(piece in _HOUSE_NUMBER_FOLLOWS for piece in pieces[at + 1 : at + 4])
