"""The rules of numbers to call, e-mail and web addresses: residents must reach whom the row names, and nobody else."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.directory.columns import Kind
from bot.directory.lookalikes import is_disguised
from bot.directory.phones import find_phones, is_negative, is_premium, parse_phone, plain_digits
from bot.directory.problems import Check, Severity
from bot.directory.retyped import SUM_IN_PHONE
from bot.directory.tables import parts
from bot.directory.values import has_scheme, is_named_source, parse_email, parse_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.directory.problems import Problem
    from bot.directory.sheet import Row
    from bot.directory.tables import Tables

WRONG_EXTENSION = Check("extension", "An extension is digits only.", "Write it like 12.")
WRONG_PHONE = Check(
    "phone",
    "Nobody can be called at this number: digits are missing, wrong or too many.",
    "Write it like 505-555-0123, with a semicolon between two numbers. If there is none, leave the cell empty.",
)
MORE_THAN_A_PHONE = Check(
    "more-than-a-phone",
    "More than a number stands here, such as words or a second number without a semicolon between.",
    "Write only that here, and put words into “{notes}”.",
)
PREMIUM_PHONE = Check(
    "premium-phone",
    "A call to this number costs extra money.",
    "Use another number of the office.",
)
LETTERS_IN_PHONE = Check(
    "letters-in-phone",
    "Letters stand in this number where digits belong. It was read as {read}.",
    "Type the number again: zero and one, not the letters O, l or I.",
    Severity.WARNING,
)
WRONG_EMAIL = Check(
    "email",
    "This is not an e-mail address.",
    "Write one, like help@example.org. If there is none, leave the cell empty.",
)
WRONG_URL = Check(
    "url",
    "This is not a web address.",
    "Copy it from the browser's address line, like https://example.org/page. If there is none, leave the cell empty.",
)
URL_WITHOUT_HTTPS = Check(
    "url-without-https",
    "The address does not start with https://, so it was added.",
    "Write https:// in front of it.",
    Severity.WARNING,
)
PLAIN_HTTP = Check(
    "plain-http",
    "This address begins with http://, so others in the same network can see what people read there.",
    "Open the page with https:// instead. If it opens, write it so; if not, leave it.",
    Severity.WARNING,
)
SHORT_LINK = Check(
    "short-link",
    "This is a shortened link. Nobody can see where it leads, and it can lead elsewhere tomorrow.",
    "Open it, and copy the address that the browser shows then.",
    Severity.WARNING,
)
URL_WITH_NAME = Check(
    "url-with-name",
    "This address holds a name before an @ sign. It leads to another site than it seems, or gives away a password.",
    "Write the address without the part before the @ sign.",
)
PRIVATE_URL = Check(
    "private-url",
    "This address leads to a computer and not to a public website. Residents cannot open it, or should not.",
    "Write the public address, like https://example.org/page.",
)
DISGUISED_URL = Check(
    "look-alike-url",
    "This address holds letters of another alphabet that look like ours, so it leads to another site than it seems.",
    "Go to the right page and copy the address from there.",
)

_EXTENSION = re.compile(r"[0-9]{1,7}")
_SHORTENERS: Final = (
    *("bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "ow.ly", "qrco.de", "rb.gy", "rebrand.ly", "shorturl.at"),
    *("t.co", "t.ly", "tiny.cc", "tinyurl.com", "tr.ee", "v.gd"),
)
_LOCAL = re.compile(r"localhost|.+\.(local|localhost|internal|intranet|lan|home|corp|test|invalid|onion)")


def wrong_phones(tables: Tables) -> Iterator[Problem]:
    """Numbers nobody can call, or nobody should; extensions that are not digits."""
    for row, column, name, value in parts(tables, Kind.PHONE, Kind.PHONES, Kind.EXTENSION):
        if column.kind is Kind.EXTENSION:
            if not _EXTENSION.fullmatch(value):
                yield row.problem(WRONG_EXTENSION, name)
        elif (phone := parse_phone(value, tables.region)) is None:
            yield _unread_phone(row, column.kind, name, value, tables.region)
        elif is_premium(value, tables.region):
            yield row.problem(PREMIUM_PHONE, name, value=value)
        elif plain_digits(value) != value:
            yield row.problem(LETTERS_IN_PHONE, name, value=value, read=phone.number)


def _unread_phone(row: Row, kind: Kind, name: str, value: str, region: str) -> Problem:
    if is_negative(value):
        return row.problem(SUM_IN_PHONE, name, value=value)
    if numbers := find_phones(value, region):
        notes = "purpose_en" if "purpose_en" in row.header.names else "how_to_apply"  # hotlines have no way to apply
        near = "; ".join(numbers) if kind is Kind.PHONES else numbers[0]
        return row.problem(MORE_THAN_A_PHONE, name, value=value, near=near, notes=notes)
    return row.problem(WRONG_PHONE, name, value=value)


def wrong_emails(tables: Tables) -> Iterator[Problem]:
    """E-mail addresses that cannot be right."""
    for row, _, name, value in parts(tables, Kind.EMAIL):
        if parse_email(value) is None:
            yield row.problem(WRONG_EMAIL, name)


def wrong_urls(tables: Tables) -> Iterator[Problem]:
    """Web addresses that cannot be opened, that lead elsewhere, or that lack https://."""
    for row, column, name, value in parts(tables, Kind.URL, Kind.URLS):
        if column.kind is Kind.URLS and is_named_source(value):
            continue
        check = _fault(value) or _doubt(value, is_shown=column.kind is Kind.URL)
        if check is not None:
            yield row.problem(check, name, value=value)


def _fault(value: str) -> Check | None:
    try:
        parts = urlsplit(value if has_scheme(value) else f"https://{value}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return WRONG_URL
    if "@" in parts.netloc and has_scheme(value):
        return URL_WITH_NAME
    if _LOCAL.fullmatch(host) or _is_number(host):
        return PRIVATE_URL
    if any(is_disguised(_written(label)) for label in host.split(".")):
        return DISGUISED_URL
    return WRONG_URL if parse_url(value) is None else None


def _doubt(value: str, *, is_shown: bool) -> Check | None:
    if not has_scheme(value):
        return URL_WITHOUT_HTTPS
    host = (urlsplit(value).hostname or "").removeprefix("www.")
    if host in _SHORTENERS:
        return SHORT_LINK
    return PLAIN_HTTP if is_shown and value.lower().startswith("http://") else None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _written(label: str) -> str:
    """A part of a host as people see it: `xn--…` with its own letters."""
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


CONTACT_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (wrong_phones, wrong_emails, wrong_urls)
"""Every rule about how a service is reached."""
