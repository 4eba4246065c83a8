"""What a tap or a link asks for, and its two encodings.

`encode_callback` packs an Action into a button: fixed places over `A-Za-z0-9_-`, versioned, with a checksum that
tells stale or forged data from ours. `encode_start` writes the readable part of a link that stands on posters for
years. Neither holds a coordinate or anything that a person typed.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

VERSION: Final = "2"
LENGTH: Final = 42
START_LIMIT: Final = 64
_PAD: Final = "-"
_NUMERALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
_START: Final = re.compile(r"(?P<kind>service|need|category)-(?P<slug>[a-z0-9-]+)")
MOST_ORIGIN_NEEDS: Final = 3
FILTERS: Final = (
    *("open_now", "no_id", "free", "walk_in", "for_children", "for_women", "for_men", "for_youth", "for_elders"),
    *("for_families", "no_insurance", "no_ssn", "no_address", "wheelchair", "pets", "open_tonight", "open_weekend"),
)
"""What a list can be narrowed to, by bit: never move one, three numerals hold 17."""
HERE: Final = "here"
"""The value of `near` that means the place in the Session; no coordinate ever stands in a button."""
_HERE_NUMBER: Final = 100_000  # behind the last ZIP code
ANY_LANGUAGE: Final = "und"
"""The value of `spoken` that asks which language it is: the ISO 639 code for one that nobody has named."""
LAST_PAGE: Final = len(_NUMERALS) - 1


class Screen(StrEnum):
    """What to show. The letter stands in buttons: never give a used one another meaning."""

    HOME = "h"
    CATEGORY = "c"
    RESULTS = "r"
    SERVICE = "s"
    LANGUAGES = "l"
    URGENT = "u"
    URGENT_CLASS = "x"
    HELP = "e"
    PRIVACY = "p"
    FORGET = "f"
    NEAR = "n"  # asks for a place; page 1 forgets it
    MAP = "m"
    CONTACT = "v"
    MORE_FILTERS = "i"
    DESK = "d"
    SEND_IN = "t"
    REPORT = "w"  # what is wrong with the listing rides in `page`, beside the page of the list
    PACK = "k"  # a list as a file; without `need` the choice of a list
    MISSING = "g"  # `need` is the nearest one, if any
    NOT_MEANT = "y"  # `need` is what was answered, `origin` what comes next


@dataclass(frozen=True, slots=True)
class Action:
    """A request for one screen. `service`, `need` and `origin` hold keys from `key_of`, never ids or positions.

    `need` is the category, need or urgent class shown; `origin` the needs of the list a card was opened from;
    `language` the interface language; `partner` up to four characters a-z0-9; `page` counts from 0.
    The list is narrowed to services known to have all of `filters` (from `FILTERS`), with staff who speak `spoken`
    (a language code of two or three letters), the nearest to `near` first: a ZIP code, or `HERE`.
    On a desk card `spoken` is the language to ask an interpreter for, behind "send in" the one to send the card in.
    """

    screen: Screen
    language: str = ""
    partner: str = ""
    service: str = ""
    need: str = ""
    origin: tuple[str, ...] = ()
    page: int = 0
    filters: frozenset[str] = frozenset()
    spoken: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class StartLink:
    """What a deep link names. Unknown parts are empty: a link on a poster must never end in an error."""

    kind: str = ""
    slug: str = ""
    language: str = ""
    partner: str = ""


@lru_cache(maxsize=4096)
def service_key(service_id: str) -> str:
    """Six characters for a service id. Publishing refuses two ids with the same key."""
    return _hash(service_id, 6)


@lru_cache(maxsize=4096)
def need_key(need_id: str) -> str:
    """Four characters for the id of a need, a category or an urgent class."""
    return _hash(need_id, 4)


def slug_of(identifier: str) -> str:
    """The form of an id that stands in links: `housing.rent_help` is `housing-rent-help`."""
    return re.sub(r"[^a-z0-9]+", "-", identifier.lower())


def encode_callback(action: Action, language_number: int) -> str:
    """Pack `action` into 42 characters (of 64 bytes); `language_number` is the one in languages.toml."""
    origin = action.origin[:MOST_ORIGIN_NEEDS]
    body = "".join(
        (
            VERSION,
            _NUMERALS[language_number],
            action.partner.ljust(4, _PAD),
            action.screen.value,
            action.service.ljust(6, _PAD),
            action.need.ljust(4, _PAD),
            *(key.ljust(4, _PAD) for key in origin),
            _PAD * 4 * (MOST_ORIGIN_NEEDS - len(origin)),
            _NUMERALS[min(action.page, LAST_PAGE)],
            _filter_numerals(action.filters),
            action.spoken.ljust(3, _PAD),
            _numerals(_HERE_NUMBER if action.near == HERE else int(action.near)) if action.near else _PAD * 3,
        )
    )
    return body + _hash(body, 3)


def decode_callback(data: str, languages: dict[int, str]) -> Action | None:
    """Read what `encode_callback` wrote; None for anything else: stale, forged or of another version.

    `languages` maps each language's lasting number to its code; a number that is gone leaves the language empty.
    """
    body, checksum = data[:-3], data[-3:]
    if len(data) != LENGTH or data[0] != VERSION or not data.isascii() or _hash(body, 3) != checksum:
        return None
    try:
        screen = Screen(body[6])
        language, page, bits = _number(body[1]), _number(body[29]), _number(body[30:33])
        near = "" if body[36:] == _PAD * 3 else _place(_number(body[36:]))
    except ValueError:
        return None
    return Action(
        screen=screen,
        language=languages.get(language, ""),
        partner=body[2:6].rstrip(_PAD),
        service="" if body[7:13] == _PAD * 6 else body[7:13],
        need="" if body[13:17] == _PAD * 4 else body[13:17],
        origin=tuple(key for at in (17, 21, 25) if (key := body[at : at + 4]) != _PAD * 4),
        page=page,
        filters=frozenset(name for bit, name in enumerate(FILTERS) if bits >> bit & 1),
        spoken=body[33:36].rstrip(_PAD),
        near=near,
    )


def encode_start(link: StartLink) -> str:
    """Write the readable start parameter: `<kind>-<slug>[_<lang>][_<partner>]`."""
    parts = (f"{link.kind}-{link.slug}", link.language.lower(), link.partner)
    return "_".join(part for part in parts if part)


def decode_start(parameter: str, languages: dict[str, str]) -> StartLink:
    """Read a start parameter. Total: what is not understood is left empty and the rest is honoured.

    `languages` maps a lower-case code to the code as registered.
    """
    head, *rest = parameter[:START_LIMIT].lower().split("_")
    named = _START.fullmatch(head)
    kind, slug = (named["kind"], named["slug"]) if named else ("", "")
    language = next((languages[part] for part in rest if part in languages), "")
    partner = next((p for p in rest if p not in languages and re.fullmatch(r"[a-z0-9]{1,4}", p)), "")
    return StartLink(kind, slug, language, partner)


@lru_cache(maxsize=256)
def _filter_numerals(filters: frozenset[str]) -> str:
    return _numerals(sum(1 << bit for bit, name in enumerate(FILTERS) if name in filters))


def _numerals(number: int) -> str:
    base = len(_NUMERALS)
    return _NUMERALS[number // base**2] + _NUMERALS[number // base % base] + _NUMERALS[number % base]


def _number(numerals: str) -> int:
    number = 0
    for numeral in numerals:
        number = number * len(_NUMERALS) + _NUMERALS.index(numeral)
    return number


def _place(number: int) -> str:
    return HERE if number >= _HERE_NUMBER else f"{number:05}"


def _hash(text: str, length: int) -> str:
    # The pad character means "absent", so no key holds it.
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:length].replace(_PAD, "A")
