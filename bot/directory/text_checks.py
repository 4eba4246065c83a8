"""The rules of texts: signs that residents would see as rubbish or not at all, and what a program would run."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from bot.directory.columns import Kind
from bot.directory.lookalikes import find_mixed_word, repair
from bot.directory.problems import Check, Severity
from bot.directory.tables import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.directory.problems import Problem
    from bot.directory.sheet import Row
    from bot.directory.tables import Tables

FORMULA = Check(
    "formula-text",
    "This text begins with an equals sign, as a formula does. Spreadsheet programs would run it.",
    "Type what should stand here as plain words.",
)
LIKE_A_FORMULA = Check(
    "like-a-formula",
    "This text begins with a sign that spreadsheet programs take for the start of a formula.",
    "Begin it with a word.",
    Severity.WARNING,
)
TURNED_TEXT = Check(
    "turned-text",
    "Signs that nobody can see turn the letters of this text round. Residents would read something else.",
    "Type the text again instead of copying it.",
)
INVISIBLE_SIGNS = Check(
    "invisible-signs",
    "This text holds signs that nobody can see. Copied texts often do.",
    "Type the text again instead of copying it, or paste it as plain text.",
    Severity.WARNING,
)
LOST_LETTERS = Check(
    "lost-letters",
    "Letters of this text were lost when it was saved; a � stands in their place.",
    "Type the words again. Save the file as “CSV UTF-8”.",
    Severity.WARNING,
)
GARBLED_TEXT = Check(
    "garbled-text",
    "Letters of this text became rubbish when it was opened or saved.",
    "Type the words again. Save the file as “CSV UTF-8”.",
    Severity.WARNING,
)
MIXED_LETTERS = Check(
    "look-alike-letters",
    "Letters of two alphabets stand in one word. They look the same, but search does not find the word.",
    "Type the word again on one keyboard.",
    Severity.WARNING,
)
WEB_CODE = Check(
    "web-code",
    "This text holds a code from a web page. Residents would see it as it stands here.",
    "Write the sign itself, or a space where the code is &nbsp;.",
    Severity.WARNING,
)
ALL_CAPITALS = Check(
    "all-capitals",
    "This text is all in capital letters. That is hard to read, and it sounds like shouting.",
    "Write it with small letters.",
    Severity.WARNING,
)
SAYS_NOTHING = Check(
    "says-nothing",
    "This stands for a cell that has no text yet. Residents would read it as it is.",
    "If it is not known, leave the cell empty.",
    Severity.WARNING,
)

_EQUALS: Final = ("=", "＝")
_STARTS: Final = frozenset((*_EQUALS, *"+-@\t\r＋－＠"))
_ONLY_NUMBERS = re.compile(r"[-+＋－]?[\d\s().,;/+-]+")
_TURNING = re.compile("[\u202d\u202e]")
# A non-joiner belongs behind a letter of Arabic script, a joiner between pictures as well.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u202a-\u202c\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<![\u0600-\u0dff\ufb50-\ufeff])\u200c|(?<![\u0600-\u0dff\u2190-\u2bff\ufb50-\ufeff\U0001f000-\U0001faff])\u200d"
)
_CODE = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:[^\W\d_]{2,}\W+(?:\d+\W+)*){3}[^\W\d_]{2,}")
_FEWEST_CAPITALS: Final = 16
# "None" is no such word: of documents or of a cost it says something.
_NO_TEXT = re.compile(
    r"n\W?[ad]\W?|tb[adc]|unknown|pending|to be (?:announced|confirmed|determined)|x{2,}|[?.…\-–—_/*]+"
    r"|no (?:aplica|se sabe)|se desconoce|desconocid[oa]|pendiente|por (?:confirmar|definir)",
    re.IGNORECASE,
)


def formulas(tables: Tables) -> Iterator[Problem]:
    """Texts that a spreadsheet program would run, in columns of the staff's own too."""
    for sheet in tables.sheets:
        columns = {name: sheet.schema.column(name.strip()) for name in sheet.header.typed}
        texts = {name for name, column in columns.items() if column is None or column.kind is Kind.TEXT}
        for row in sheet.rows:
            for name, cell in row.cells:
                if cell[:1] in _STARTS and name in texts and not _ONLY_NUMBERS.fullmatch(cell):
                    is_formula = cell.lstrip()[:1] in _EQUALS
                    yield row.problem(FORMULA if is_formula else LIKE_A_FORMULA, name.strip(), value=cell)


def strange_signs(tables: Tables) -> Iterator[Problem]:
    """Signs in a text that were never meant to stand there."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if not value.isascii():
            yield from _strange_signs(row, name, value)
        if column.shown and (code := _CODE.search(value)) and unescape(code[0]) != code[0]:
            yield row.problem(WEB_CODE, name, value=code[0], near=unescape(code[0]).strip())


def _strange_signs(row: Row, name: str, value: str) -> Iterator[Problem]:
    for pattern, check in ((_TURNING, TURNED_TEXT), (_INVISIBLE, INVISIBLE_SIGNS)):
        if pattern.search(value):
            yield row.problem(check, name)
    if "\ufffd" in value:
        yield row.problem(LOST_LETTERS, name)
    if (repaired := repair(value)) != value:
        yield row.problem(GARBLED_TEXT, name, near=repaired)
    elif mixed := find_mixed_word(value):
        yield row.problem(MIXED_LETTERS, name, value=mixed.word, near=mixed.meant)


def says_nothing(tables: Tables) -> Iterator[Problem]:
    """Words such as "N/A" where an empty cell is meant."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if column.shown and _NO_TEXT.fullmatch(value.strip()):
            yield row.problem(SAYS_NOTHING, name, value=value)


def all_capitals(tables: Tables) -> Iterator[Problem]:
    """Sentences in capital letters; short names and abbreviations are none."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if column.shown and len(value) >= _FEWEST_CAPITALS and value.isupper() and _is_shouted(value):
            yield row.problem(ALL_CAPITALS, name)


def _is_shouted(text: str) -> bool:
    """Letters without capitals, as in Arabic or Chinese, are beside an abbreviation no shouting."""
    return bool(_CAPITALS.search(text)) and all(letter.isupper() for letter in text if letter.isalpha())


TEXT_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (formulas, strange_signs, says_nothing, all_capitals)
"""Every rule about texts."""
