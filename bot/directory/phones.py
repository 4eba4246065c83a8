"""Phone numbers as typed -> numbers that work, by the numbering plan in phonenumbers."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from bot.directory.model import Phone

_LONGEST_SHORT_CODE = 6
_NEGATIVE = re.compile(r"[-−]\d+([.,]\d+)?")
_LOOKALIKES = str.maketrans("OoIl", "0011")
# Letters that mean digits on the keypad, as in 1-800-FLOWERS, stand in a word of their own.
_OTHER_LETTERS = re.compile(r"[^\W\dOoIl]")
_PREMIUM_EXCHANGE = re.compile(r"[2-9]\d\d976\d{4}")


def plain_digits(text: str) -> str:
    """A number in which the letters O, o, I and l were typed for digits, with those digits; all others unchanged."""
    return text if _OTHER_LETTERS.search(text) else text.translate(_LOOKALIKES)


@lru_cache(maxsize=65536)
def parse_phone(text: str, region: str) -> Phone | None:
    """Read one number. `region` is the country that numbers without `+` belong to, such as US.

    Short codes in use there (211, 311, 911, 988) stay short; all others come out as `+1 505-555-0123`.
    None when nobody can be reached under what was typed.
    """
    number = None if is_negative(text) else _parse(text, region)
    if number is None:
        return None
    extension = number.extension or ""
    if phonenumbers.is_valid_number(number):
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return Phone(written.split(" ext. ")[0], extension)
    short = str(number.national_number)
    is_typed_short = "+" not in text and len(short) <= _LONGEST_SHORT_CODE
    if is_typed_short and _is_short_code(number, region):
        return Phone(short, extension)
    return None


def is_negative(text: str) -> bool:
    """Whether this is a number below zero, as a spreadsheet makes it of a phone number that it takes for a sum."""
    return _NEGATIVE.fullmatch(text) is not None


def _is_short_code(number: phonenumbers.PhoneNumber, region: str) -> bool:
    """The plan lists short codes one by one, but leaves all of four digits to the carriers, whoever answers there."""
    is_anybodys = len(str(number.national_number)) == 4 and phonenumbers.is_carrier_specific_for_region(number, region)
    return phonenumbers.is_valid_short_number_for_region(number, region) and not is_anybodys


def find_phones(text: str, region: str) -> tuple[str, ...]:
    """The numbers that somebody can be reached under and that cost nothing extra, out of all that stands in `text`."""
    found = (match.raw_string for match in phonenumbers.PhoneNumberMatcher(text, region))
    return tuple(typed for typed in found if parse_phone(typed, region) and not is_premium(typed, region))


def is_premium(text: str, region: str) -> bool:
    """Whether a call costs extra: numbers of the plan's premium rate, in North America 976 exchanges too."""
    number = _parse(text, region)
    if number is None:
        return False
    is_976 = number.country_code == 1 and _PREMIUM_EXCHANGE.fullmatch(str(number.national_number)) is not None
    return is_976 or phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE


def _parse(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(plain_digits(text), region)
    except phonenumbers.NumberParseException:
        return None
