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
from typing import Final

VERSION: Final = "1"
LENGTH: Final = 33
START_LIMIT: Final = 64
_PAD: Final = "-"
_NUMERALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
_START: Final = re.compile(r"(?P<kind>service|need|category)-(?P<slug>[a-z0-9-]+)")
MOST_ORIGIN_NEEDS: Final = 3
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


@dataclass(frozen=True, slots=True)
class Action:
    """A request for one screen. `service`, `need` and `origin` hold keys from `key_of`, never ids or positions.

    `need` is the category, need or urgent class shown; `origin` the needs of the list a card was opened from;
    `language` the interface language; `partner` up to four characters a-z0-9; `page` counts from 0.
    """

    screen: Screen
    language: str = ""
    partner: str = ""
    service: str = ""
    need: str = ""
    origin: tuple[str, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class StartLink:
    """What a deep link names. Unknown parts are empty: a link on a poster must never end in an error."""

    kind: str = ""
    slug: str = ""
    language: str = ""
    partner: str = ""


def service_key(service_id: str) -> str:
    """Six characters for a service id. Publishing refuses two ids with the same key."""
    return _hash(service_id, 6)


def need_key(need_id: str) -> str:
    """Four characters for the id of a need, a category or an urgent class."""
    return _hash(need_id, 4)


def slug_of(identifier: str) -> str:
    """The form of an id that stands in links: `housing.rent_help` is `housing-rent-help`."""
    return re.sub(r"[^a-z0-9]+", "-", identifier.lower())


def encode_callback(action: Action, language_number: int) -> str:
    """Pack `action` into 33 characters (of 64 bytes); `language_number` is the one in languages.toml."""
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
        )
    )
    return body + _hash(body, 3)


def decode_callback(data: str, languages: dict[int, str]) -> Action | None:
    """Read what `encode_callback` wrote; None for anything else: stale, forged or of another version.

    `languages` maps each language's lasting number to its code; a number that is gone leaves the language empty.
    """
    body, checksum = data[:-3], data[-3:]
    if len(data) != LENGTH or data[0] != VERSION or _hash(body, 3) != checksum:
        return None
    try:
        screen = Screen(body[6])
        language, page = _NUMERALS.index(body[1]), _NUMERALS.index(body[29])
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


def _hash(text: str, length: int) -> str:
    # The pad character means "absent", so no key holds it.
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:length].replace(_PAD, "A")
