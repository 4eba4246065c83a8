"""Private data that a person volunteered, noticed in memory only to choose our wording.

Nothing found is kept, counted by kind or repeated, and it never changes which services are shown.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Numbers that name a person. A ZIP code, an amount, an hour or an age is none of these.
_NUMBERS: Final = (
    re.compile(r"\b\d{3}([ -]?)\d{2}\1\d{4}\b"),  # SSN, ITIN; a ZIP+4 has one hyphen only
    re.compile(r"\ba[ -]?#?[ -]?\d{3}[ -]?\d{3}[ -]?\d{2,3}\b", re.IGNORECASE),  # A-number
    re.compile(r"\b[a-z]{3}\d{10}\b|\b[a-z]{1,2}\d{7,8}\b", re.IGNORECASE),  # receipt of an application, passport
    re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)|\b555[ -]?01\d\d\b"),  # phone
    re.compile(r"\b(?:\d[ -]?){13,16}\b"),  # card
    re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}"),  # e-mail
    re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})\b"),  # birth date
    re.compile(
        r"\b\d{2,5} (?:[\w.]+ ){1,3}(?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|ct|pl|nw|ne|sw|se)\b"
        r"|\b(?:calle|avenida|rue|avenue|rua|улица|đường)\s+[\w ]{2,25}\s\d{2,5}\b",
        re.IGNORECASE,
    ),  # house number with street
)


def holds_private_number(text: str) -> bool:
    """Say whether a number, mail or street address that names a person stands in the text, in any digit script."""
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return any(pattern.search(plain) for pattern in _NUMBERS)
