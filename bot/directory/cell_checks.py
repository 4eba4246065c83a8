"""The rules a single cell must keep, one function each, by the kind of its column.

Messages say what is wrong with a cell and what to do, in words for the person who keeps the sheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.directory.asking import find_private_question
from bot.directory.columns import LANGUAGE_MARK, Kind, Presence, languages_of
from bot.directory.problems import Check, Severity
from bot.directory.retyped import holds_dates
from bot.directory.retyped_dates import is_open
from bot.directory.tables import did_you_mean, parts
from bot.directory.values import language_names, parse_date, parse_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.directory.problems import Problem
    from bot.directory.tables import Tables

MAX_ID = 40
"""Longest id in characters: ids stand in links, which hold 64 characters in all."""

_SLUG = re.compile(rf"[a-z0-9-]{{1,{MAX_ID}}}")
_PARTNER_CODE = re.compile(r"[a-z0-9]{1,4}")
_BETWEEN_LANGUAGES = re.compile(r"[/,&+]|\b(?:and|y)\b", re.IGNORECASE)
_NEED_ID = re.compile(r"((adjacent|urgent|about):)?[a-z0-9_]+|[a-z0-9_]+\.[a-z0-9_]+")

EMPTY_CELL = Check("empty-cell", "“{column}” is empty.", "Fill it in, for example: {example}")
MISSING_SOURCE = Check(
    "missing-source",
    "This row does not say where its facts come from.",
    "Fill in “{column}” with a web address, or with a few words such as the name of a printed list.",
)
WRONG_ID = Check(
    "id",
    "This id cannot stand in a link.",
    "Use small letters a to z, digits and hyphens, at most {most}, such as casa-norte-rent.",
)
WRONG_PARTNER_CODE = Check(
    "partner-code", "This code cannot stand in a link.", "Use one to four small letters or digits."
)
WRONG_NEED_ID = Check(
    "need-id",
    "This is not the id of a need.",
    "Write it like housing.rent_help: small letters, digits and low lines.",
)
UNKNOWN_CHOICE = Check("unknown-choice", "This is not one of the choices of “{column}”.", "Choose: {choices}.")
WRONG_DATE = Check("date", "This day cannot be read.", "Write year-month-day, like 2027-02-14.")
NO_DATE = Check(
    "no-date",
    "No year or day stands here.",
    "Write what the page shows, like 2026 or 2027-02-14. If it shows none, leave the cell empty.",
    Severity.WARNING,
)
COMMAS = Check("commas", "Commas stand between the values of this cell.", "Put semicolons instead: a;b, not a,b.")
UNKNOWN_LANGUAGE = Check(
    "language",
    "This is not a language code.",
    "Use codes such as en, es, vi, zh, ar, with semicolons between them.",
)
LANGUAGE_OF_HEADING = Check(
    "language-of-heading",
    "“{language}” at the end of this heading is not a language code.",
    "Use a code such as en, es, vi, zh, ar.",
)
LANGUAGE_OF_FILE = Check(
    "language-of-file",
    "The file is named after “{language}”, which is not a language code.",
    "Name it after a code such as en, es, vi, zh, ar.",
)
LONE_CELL = Check(
    "lone-cell",
    "Only this one cell of the row is filled in.",
    "If it is a total or a note, delete the row. If it is the beginning of an entry, fill in the rest.",
)
PRIVATE_QUESTION = Check(
    "private-question",
    "This asks residents about their status, papers or an identity number. We never ask that.",
    "Say what the office needs without asking, or leave the sentence out.",
)
MARKUP = Check(
    "markup",
    "The signs < and > are shown to residents just as they stand here.",
    "Remove what a web page left behind, or write “less than”, “more than”.",
    Severity.WARNING,
)

_SEVERAL: Final = 3
"""How many cells of a row must be filled, so that one alone says nothing."""
_IDS = {
    Kind.SLUG: (_SLUG, WRONG_ID),
    Kind.PARTNER_CODE: (_PARTNER_CODE, WRONG_PARTNER_CODE),
    Kind.NEED_ID: (_NEED_ID, WRONG_NEED_ID),
}


def empty_cells(tables: Tables) -> Iterator[Problem]:
    """Cells that must be filled."""
    for sheet in tables.sheets:
        for column in sheet.schema.columns:
            if column.presence is not Presence.FILLED or not sheet.has(column.name):
                continue
            for row in sheet.rows:
                if not row[column.name]:
                    check = MISSING_SOURCE if column.kind is Kind.URLS else EMPTY_CELL
                    yield row.problem(check, column.name, example=column.example)


def lone_cells(tables: Tables) -> Iterator[Problem]:
    """Rows below a table that hold a total, a note or a stray word, where several cells must be filled."""
    for sheet in tables.sheets:
        wanted = [column.name for column in sheet.schema.columns if column.presence is Presence.FILLED]
        for row in sheet.rows if len(wanted) >= _SEVERAL else ():
            filled = [name for name, cell in row.cells if cell.strip()]
            if len(filled) == 1:
                yield row.problem(LONE_CELL, filled[0].strip(), value="")  # it may tell a secret place


def wrong_ids(tables: Tables) -> Iterator[Problem]:
    """Ids that cannot stand in a link."""
    for row, column, name, value in parts(tables, *_IDS):
        pattern, check = _IDS[column.kind]
        if not pattern.fullmatch(value):
            yield row.problem(check, name, most=str(MAX_ID))


def unknown_choices(tables: Tables) -> Iterator[Problem]:
    """Cells that allow only a few words: status, address_visibility, status_rule, urgent, field, review."""
    for row, column, name, value in parts(tables, Kind.CHOICE):
        if value not in column.choices and not _is_choice_of_language(value, column.choices):
            near = did_you_mean(value, column.choices)
            yield row.problem(UNKNOWN_CHOICE, name, near=near, choices=", ".join(column.choices))


def _is_choice_of_language(value: str, choices: tuple[str, ...]) -> bool:
    """Whether a choice such as `language_<lang>` allows `value`."""
    stems = (choice.removesuffix(LANGUAGE_MARK) for choice in choices if choice.endswith(LANGUAGE_MARK))
    return any(value.startswith(stem) and parse_language(value.removeprefix(stem)) is not None for stem in stems)


def wrong_dates(tables: Tables) -> Iterator[Problem]:
    """Days that are not written year-month-day; where the column mixes two orders, that was told already."""
    for row, _, name, value in parts(tables, Kind.DATE):
        if parse_date(value) is None and not is_open(value):
            yield row.problem(WRONG_DATE, name)


def vague_dates(tables: Tables) -> Iterator[Problem]:
    """Words where the date of a page belongs: by next year nobody knows which Friday was meant."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if holds_dates(column) and not any(sign.isdigit() for sign in value):
            yield row.problem(NO_DATE, name)


def unknown_languages(tables: Tables) -> Iterator[Problem]:
    """Language codes nobody knows, in cells, in file names and in headings such as label_xx."""
    for row, column, name, value in parts(tables, Kind.LANGUAGE, Kind.LANGUAGES):
        if parse_language(value) is None:
            is_list = column.kind is Kind.LANGUAGES
            check = COMMAS if is_list and "," in value else UNKNOWN_LANGUAGE
            near = _near_languages(value) if is_list else _near_language(value)
            yield row.problem(check, name, value=value, near=near)
    for sheet in tables.sheets:
        for stem in ("label_", "purpose_"):
            for code, name in languages_of(sheet.header.names, stem).items():
                if parse_language(code) is None:
                    near = _near_language(code)
                    yield sheet.header.problem(LANGUAGE_OF_HEADING, row=1, column=name, near=near, language=code)
        if sheet.schema.per_language and parse_language(sheet.language) is None:
            near = _near_language(sheet.language)
            yield sheet.header.problem(LANGUAGE_OF_FILE, near=near, language=sheet.language)


def _near_languages(value: str) -> str:
    """The codes of what somebody listed in another way than with semicolons; empty when one of them is unclear."""
    listed = [part.strip() for part in _BETWEEN_LANGUAGES.split(value)]
    codes = [part.lower() if parse_language(part) else _near_language(part) for part in listed if part]
    return ";".join(codes) if all(codes) else ""


def _near_language(value: str) -> str:
    """The code of the language that somebody named, perhaps with a slip of the pen; empty when nothing is near."""
    names = language_names()
    return names.get(did_you_mean(value.lower(), names), "")


def private_questions(tables: Tables) -> Iterator[Problem]:
    """Texts that ask residents about status, papers or identity numbers."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if column.shown and (sentence := find_private_question(value)):
            yield row.problem(PRIVATE_QUESTION, name, value=sentence)


def markup(tables: Tables) -> Iterator[Problem]:
    """Remains of web pages in a text."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if column.shown and ("<" in value or ">" in value):
            yield row.problem(MARKUP, name)


CELL_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    empty_cells,
    wrong_ids,
    unknown_choices,
    wrong_dates,
    vague_dates,
    unknown_languages,
    private_questions,
    markup,
)
"""Every rule about single cells."""
