"""One cell -> one value, or None when the cell cannot be read. Empty cells are asked about by nobody."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global

_HOST = re.compile(r"([\w-]{1,63}\.)+[^\W\d_]{2,63}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def split_list(text: str, mark: str = ";") -> tuple[str, ...]:
    """The parts of a list cell without spaces around them and without empty parts."""
    return tuple(part for piece in text.split(mark) if (part := piece.strip()))


def has_scheme(url: str) -> bool:
    """Whether an address starts with https:// or the like."""
    return "://" in url


def parse_url(text: str) -> str | None:
    """A web address; https:// is put in front where it is missing."""
    url = text if has_scheme(text) else f"https://{text}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    plain = url.isprintable() and " " not in url and "@" not in parts.netloc
    return url if plain and parts.scheme in ("http", "https") and _HOST.fullmatch(host) else None


def is_named_source(text: str) -> bool:
    """Whether a source is a few words, such as the name of a printed list, instead of a web address."""
    return " " in text and not has_scheme(text)


def parse_email(text: str) -> str | None:
    """An e-mail address, as typed."""
    return text if _EMAIL.fullmatch(text) else None


def parse_date(text: str) -> date | None:
    """A day written 2027-02-14. Other orders are refused: 02/03/2027 means two days."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_degrees(text: str, limit: int) -> float | None:
    """Degrees between -limit and +limit."""
    degrees = float(text) if _DEGREES.fullmatch(text) else None
    return degrees if degrees is not None and abs(degrees) <= limit else None


def parse_language(text: str) -> str | None:
    """A language code of BCP 47 in small letters whose language CLDR knows."""
    code = text.lower().replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) and code.split("-")[0] in _known_languages() else None


@lru_cache(maxsize=1)
def language_names() -> dict[str, str]:
    """English and Spanish names in small letters to code, to help someone who wrote Spanish or español for es."""
    names = ((code, name) for locale in ("es", "en") for code, name in Locale(locale).languages.items())
    # Spanish as spoken in one country is Spanish to us; Chinese in another script is not the same to a reader.
    return {name.lower(): code.replace("_", "-") for code, name in names if len(code.partition("_")[2]) in (0, 4)}


@lru_cache(maxsize=1)
def _known_languages() -> frozenset[str]:
    tables = (Locale("en").languages, get_global("likely_subtags"), get_global("language_aliases"))
    return frozenset(str(code).replace("_", "-").split("-")[0].lower() for table in tables for code in table)
