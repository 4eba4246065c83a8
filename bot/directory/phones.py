"""Phone numbers as typed -> numbers that work, by the numbering plan in phonenumbers."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers

from bot.directory.model import Phone

_LONGEST_SHORT_CODE = 6


@lru_cache(maxsize=65536)
def parse_phone(text: str, region: str) -> Phone | None:
    """Read one number. `region` is the country that numbers without `+` belong to, such as US.

    Short codes in use there (211, 311, 911, 988) stay short; all others come out as `+1 505-555-0123`.
    None when nobody can be reached under what was typed.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    extension = number.extension or ""
    if phonenumbers.is_valid_number(number):
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return Phone(written.split(" ext. ")[0], extension)
    short = str(number.national_number)
    is_typed_short = "+" not in text and len(short) <= _LONGEST_SHORT_CODE
    if is_typed_short and phonenumbers.is_valid_short_number_for_region(number, region):
        return Phone(short, extension)
    return None
