"""Letters that are not what they seem: of another alphabet, or rubbish made of accents by a wrong encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TWINS: Final = dict(
    zip(
        "аеорсухіјѕԁһѵԛԝАВЕКМНОРСТУХІЈЅԚԜοανΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhvqwABEKMHOPCTYXIJSQWoavABEZHIKMNOPTYX",
        strict=True,
    )
)
"""Cyrillic and Greek letters to the Latin ones that they look like."""

_MIXED_WORD = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u03ff\u0400-\u052f])[^\W\d_]{2,}")
_LATIN = re.compile("[A-Za-z]")
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word of two alphabets, and what it looks like; `meant` is empty where a letter looks like none."""

    word: str
    meant: str


def find_mixed_word(text: str) -> MixedWord | None:
    """The first word in which Latin letters stand beside Cyrillic or Greek ones."""
    found = _MIXED_WORD.search(text) if _OTHER.search(text) and _LATIN.search(text) else None
    return MixedWord(found[0], _as_latin(found[0])) if found else None


def is_disguised(name: str) -> bool:
    """Whether a part of a web address looks like Latin letters and is not: mixed, or made of twins alone."""
    return bool(_OTHER.search(name)) and (bool(_LATIN.search(name)) or bool(_as_latin(name)))


def _as_latin(word: str) -> str:
    plain = "".join(_TWINS.get(letter, letter) for letter in word)
    return "" if _OTHER.search(plain) else plain


def _byte(number: int) -> str:
    try:
        return bytes((number,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(number)  # Windows leaves these five empty; programs pass them through


_BYTES: Final = {_byte(number): number for number in range(0x80, 0x100)}
_RUN = re.compile(f"[{re.escape(''.join(_BYTES))}]{{2,}}")


def repair(text: str) -> str:
    """The text with letters put right that were UTF-8 and were read as the Windows code page; else unchanged."""
    return _RUN.sub(lambda run: _decoded(run[0]), text)


def _decoded(run: str) -> str:
    try:
        return bytes(_BYTES[letter] for letter in run).decode("utf-8")
    except UnicodeDecodeError:
        return run
