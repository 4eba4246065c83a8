"""Private data that a person volunteered, noticed in memory only to choose our wording.

Nothing found is kept, counted by kind or repeated, and it never changes which services are shown.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS
from bot.lexicon.learnt import PRIVATE
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.lexicon.classifier import Classifier, Look

_STATEMENT: Final = 0.1
"""How much more like a statement of status than like ordinary words; tuned on half A."""
_STATEMENT_ALONE: Final = 1.2
"""The same for one sentence of several, which has less around it that could tell otherwise."""

# Each pattern begins at most once in a run of signs: beginning anew at every sign would cost a second for 4,096 digits.
# A ZIP code, an amount, an hour, an age or the day of an appointment names nobody, so these are taken out first.
_HARMLESS: Final = re.compile(
    r"(?<!\d)\d{5}-\d{4}(?!\d)"  # ZIP+4
    r"|[$€]\s?[\d.,]+|(?<![\d.,])[.,]*+\d[\d.,]*+\s?[$€]"
    r"|(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]20(?:2[4-9]|[3-9]\d)|20(?:2[4-9]|[3-9]\d)[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
)
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+\.\w{2,}")
_YEAR_OF_BIRTH: Final = r"(?:19\d\d|20[01]\d|202[0-3])"
# No \b around digits: a Chinese or Arabic letter may stand right before a number.
_NUMBERS: Final = (
    re.compile(r"(?<!\d)\d{3}([ -]?)\d{2}\1\d{4}(?!\d)"),  # SSN, ITIN
    re.compile(r"(?<![a-z\d])a[ -]?#?[ -]?\d{3}[ -]?\d{3}[ -]?\d{2,3}(?!\d)", re.IGNORECASE),  # A-number
    re.compile(r"(?<![a-z\d])(?:[a-z]{3}\d{10}|[a-z]{1,2}\d{7,8})(?!\d)", re.IGNORECASE),  # receipt, passport
    re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)|(?<!\d)\d{3}-\d{4}(?!\d)"),  # phone
    re.compile(r"(?<!\d)(?:\d[ .-]?){8,18}\d(?!\d)|(?<!\d)\d{2}[ -]\d{7}(?!\d)"),  # card, passports elsewhere
    re.compile(rf"(?<!\d)\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR_OF_BIRTH}(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR_OF_BIRTH}(?:[./-]\d{{1,2}}[./-]\d{{1,2}}(?!\d)|\s?年\s?\d{{1,2}}\s?月)"),
    re.compile(rf"(?<!\d)\d{{1,2}}(?: de)? [^\W\d]{{3,}}(?: del?)? {_YEAR_OF_BIRTH}(?!\d)"),  # 3 de mayo de 1990
    re.compile(rf"[^\W\d]{{3}} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR_OF_BIRTH}(?!\d)"),  # May 3, 1990
    re.compile(r"(?:路|街|大道|巷)\s?\d{2,5}|\d{1,5}\s?[号號](?!码|碼|线|線|车|車|楼|樓)"),  # house number in Chinese
    re.compile(
        r"(?:\b(?:i live at|my address is|vivo en(?: el)?|mi direcci[oó]n es|j.?habite(?: au)?|moro n[oa]|naishi|адрес)"
        r"|住在|地址|ساکن|ساكن|عنواني|آدرس|địa chỉ)\D{0,14}(?!87\d{3}(?!\d))\d{2,5}(?!\d)",
        re.IGNORECASE,
    ),
)
_STREETS: Final = frozenset(
    words(
        "st street ave avenue av rd road blvd boulevard dr drive ln lane ct court pl place ne nw se sw calle avenida "
        "rua travessa rue улица ул проспект đường hẻm شارع خیابان سرک کوچه جاده barabara mtaa"
    )
)
_HOUSE_NUMBER: Final = re.compile(r"\d{2,5}[a-z]?")
_NEAR_STREET: Final = 3
"""How many words may stand between a house number and the word for street."""


def holds_private_statement(look: Look, sentences: Iterable[Look], classifier: Classifier) -> bool:
    """Say whether the text, or one of its `sentences` where it has several, tells somebody's own status or papers."""
    return _weigh(look, classifier) > _STATEMENT or any(
        _weigh(sentence, classifier) > _STATEMENT_ALONE for sentence in sentences
    )


def _weigh(look: Look, classifier: Classifier) -> float:
    margins = classifier.margins(look, PRIVATE)
    harmless = margins.pop(NONE_OF_OURS, 0.0)
    return max(margins.values(), default=-math.inf) - harmless


def holds_private_number(text: str) -> bool:
    """Say whether a number, mail or street address that names a person stands in the text, in any digit script."""
    if not any(map(str.isdecimal, text)):
        return _MAIL.search(text) is not None
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    plain = _HARMLESS.sub(" ", plain)
    return any(pattern.search(plain) for pattern in (_MAIL, *_NUMBERS)) or _holds_house_number(plain)


def _holds_house_number(plain: str) -> bool:
    pieces = words(plain)
    streets = [at for at, piece in enumerate(pieces) if piece in _STREETS]
    return any(
        _HOUSE_NUMBER.fullmatch(piece) and any(0 < abs(street - at) <= _NEAR_STREET + 1 for street in streets)
        for at, piece in enumerate(pieces)
    )
