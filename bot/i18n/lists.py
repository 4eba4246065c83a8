"""Items one after the other, as a language writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from babel.lists import format_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel import Locale

_SPANISH: Final = {
    # "y" and "o" change before their own sound: "español e inglés", "siete u ocho", but "nieve y hielo" (RAE).
    "standard": (" y ", " e ", re.compile(r"[\W_]*(?:[ií]|h[ií](?![aeoáéó])|y(?=[^aeiouáéíóú]))", re.IGNORECASE)),
    "or": (" o ", " u ", re.compile(r"[\W_]*(?:h?[oó]|8|11\b)", re.IGNORECASE)),
}


def listed(items: Sequence[str], locale: Locale, style: Literal["standard", "or"] = "standard") -> str:
    """The items with the commas of a language and its word for "and" or "or". Source: CLDR, which lacks Spanish e/u."""
    text = format_list(items, style=style, locale=locale)
    word, changed, before = _SPANISH[style]
    if locale.language == "es" and len(items) > 1 and before.match(items[-1]):
        return text.removesuffix(word + items[-1]) + changed + items[-1]
    return text
