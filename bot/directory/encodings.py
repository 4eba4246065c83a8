"""Which letters the bytes of a text file stand for. Only what is sure is read: statistics of letters guess wrongly."""

from __future__ import annotations

import codecs
import re
from typing import Final

from bot.directory.problems import Check, Severity, mark

SAVE_AS_UTF_8: Final = mark(
    "In Excel choose Save As and the type “CSV UTF-8”. In Google Sheets choose Download, then CSV."
)

ENCODING = Check(
    "encoding", "Letters with accents in this file cannot be read, because of how it was saved.", SAVE_AS_UTF_8
)
MIXED_ENCODINGS = Check(
    "mixed-encodings",
    "Letters with accents in this file were saved in two ways, as happens when parts of two files are put together.",
    "Type this cell again. Then in Excel choose Save As and the type “CSV UTF-8”.",
)
WINDOWS_LETTERS = Check(
    "windows-letters",
    "This file was saved with the letters of Windows and was read so. Look whether this word is right.",
    "If it is, all the others are too. To have no doubt, save the file in Excel with the type “CSV UTF-8”.",
    Severity.WARNING,
)

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_LOOKED_AT: Final = 1000

WINDOWS: Final = "cp1252"

# What UTF-8 makes of the letters of our ten languages. In the Windows code page it would read Ã±, â€™ or Ù….
_UTF_8 = re.compile(
    rb"[\xc2\xc3\xd0\xd1\xd8-\xdb][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", re.DOTALL
)
# Bytes that the Windows code page leaves free, and what reads oddly in it: capitals and signs inside small letters
# (MacRoman: Mar’a, caf‡), three letters with accents in a row (Cyrillic, Greek, Arabic, Chinese code pages).
_NOT_WINDOWS = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]|[A-Za-z][\x83\x84\x87]|[a-z][\x8e\x9f\xc0-\xde]|[\xc0-\xff]{3}|[\xa1-\xff]{4}"
)
# Signs between two small letters: MacRoman writes Niño and atención so, but somebody may also write nine–five.
_DOUBTFUL_WORD = re.compile(r"\w*[a-z][–—œ’][a-z]\w*")
_ACCENTED_WORD = re.compile(r"\w*[^\W\x00-\x7f]\w*")
_SIGN = re.compile(r"\S*[^\x00-\x7f]\S*")


def find_encoding(data: bytes) -> tuple[str, int]:
    """The name of the encoding and how many bytes its mark takes."""
    for sign, name in _MARKS.items():
        if data.startswith(sign):
            return name, len(sign)
    head = data[:_LOOKED_AT]
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) > len(head) // 4 and min(first, second) <= max(first, second) // 8:
        return ("utf-16-be" if first > second else "utf-16-le"), 0
    return ("utf-8" if _is_utf_8(data) else WINDOWS), 0


def find_doubt(data: bytes) -> Check | None:
    """Why bytes that are no UTF-8 are not read in the Windows code page either; None when they are."""
    if _UTF_8.search(data):
        return MIXED_ENCODINGS
    return ENCODING if _NOT_WINDOWS.search(data) else None


def is_doubtful(cell: bytes, doubt: Check) -> bool:
    """Whether this cell is one of those that raised the doubt."""
    return not _is_utf_8(cell) if doubt is MIXED_ENCODINGS else _NOT_WINDOWS.search(cell) is not None


def word_to_look_at(cell: str) -> tuple[int, str] | None:
    """How much a cell read in the Windows code page is in doubt (2: very), with its word; None for plain letters."""
    if cell.isascii():
        return None
    for doubt, pattern in ((2, _DOUBTFUL_WORD), (1, _ACCENTED_WORD), (0, _SIGN)):
        if found := pattern.search(cell):
            return doubt, found.group()
    return None


def _is_utf_8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), 1 << 20):  # piece by piece: one rare letter makes a text four times as large
            decoder.decode(data[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
