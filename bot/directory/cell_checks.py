"""The rules a single cell must keep, one function each, by the kind of its column.

Messages say what is wrong with a cell and what to do, in words for the person who keeps the sheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.directory.asking import find_private_question
from bot.directory.columns import LANGUAGE_MARK, Kind, Presence, languages_of
from bot.directory.model import Severity
from bot.directory.phones import parse_phone
from bot.directory.tables import did_you_mean, parts
from bot.directory.values import (
    has_scheme,
    is_named_source,
    language_names,
    parse_date,
    parse_degrees,
    parse_email,
    parse_language,
    parse_url,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.directory.model import Problem
    from bot.directory.tables import Tables

MAX_ID = 40
"""Longest id in characters: ids stand in links, which hold 64 characters in all."""

_SLUG = re.compile(rf"[a-z0-9-]{{1,{MAX_ID}}}")
_PARTNER_CODE = re.compile(r"[a-z0-9]{1,4}")
_NEED_ID = re.compile(r"((adjacent|urgent|about):)?[a-z0-9_]+|[a-z0-9_]+\.[a-z0-9_]+")
_ZIP = re.compile(r"[0-9]{5}")
_EXTENSION = re.compile(r"[0-9]{1,7}")


def empty_cells(tables: Tables) -> Iterator[Problem]:
    """Cells that must be filled."""
    for sheet in tables.sheets:
        for column in sheet.schema.columns:
            if column.presence is not Presence.FILLED or not sheet.has(column.name):
                continue
            for row in sheet.rows:
                if not row[column.name]:
                    code = "missing-source" if column.kind is Kind.URLS else "empty-cell"
                    yield row.problem(code, column.name, f"“{column.name}” is empty.", f"Fill it in: {column.meaning}")


def wrong_ids(tables: Tables) -> Iterator[Problem]:
    """Ids that cannot stand in a link."""
    for row, column, name, value in parts(tables, Kind.SLUG, Kind.PARTNER_CODE, Kind.NEED_ID):
        if column.kind is Kind.SLUG and not _SLUG.fullmatch(value):
            message = "This id cannot stand in a link."
            action = f"Use small letters a to z, digits and hyphens, at most {MAX_ID}, such as casa-norte-rent."
        elif column.kind is Kind.PARTNER_CODE and not _PARTNER_CODE.fullmatch(value):
            message, action = "This code cannot stand in a link.", "Use one to four small letters or digits."
        elif column.kind is Kind.NEED_ID and not _NEED_ID.fullmatch(value):
            message = "This is not the id of a need."
            action = "Write it like housing.rent_help: small letters, digits and low lines."
        else:
            continue
        yield row.problem("id", name, message, action)


def unknown_choices(tables: Tables) -> Iterator[Problem]:
    """Cells that allow only a few words: status, address_visibility, status_rule, urgent, field, review."""
    for row, column, name, value in parts(tables, Kind.CHOICE):
        if value not in column.choices and not _is_choice_of_language(value, column.choices):
            message = f"“{name}” cannot be “{value}”."
            action = f"{did_you_mean(value, column.choices)} Choose: {', '.join(column.choices)}.".strip()
            yield row.problem(f"unknown-{name.replace('_', '-')}", name, message, action)


def _is_choice_of_language(value: str, choices: tuple[str, ...]) -> bool:
    """Whether a choice such as `language_<lang>` allows `value`."""
    stems = (choice.removesuffix(LANGUAGE_MARK) for choice in choices if choice.endswith(LANGUAGE_MARK))
    return any(value.startswith(stem) and parse_language(value.removeprefix(stem)) is not None for stem in stems)


def wrong_phones(tables: Tables) -> Iterator[Problem]:
    """Numbers nobody can call, and extensions that are not digits."""
    for row, column, name, value in parts(tables, Kind.PHONE, Kind.PHONES, Kind.EXTENSION):
        if column.kind is Kind.EXTENSION:
            if not _EXTENSION.fullmatch(value):
                yield row.problem("extension", name, "An extension is digits only.", "Write it like 12.")
        elif parse_phone(value, tables.region) is None:
            message = "Nobody can be called at this number: digits are missing, wrong or too many."
            action = "Write it like +1-505-555-0123. Put a semicolon between two numbers."
            yield row.problem("phone", name, message, action, value=value)


def wrong_emails(tables: Tables) -> Iterator[Problem]:
    """E-mail addresses that cannot be right."""
    for row, _, name, value in parts(tables, Kind.EMAIL):
        if parse_email(value) is None:
            yield row.problem("email", name, "This is not an e-mail address.", "Write one, like help@example.org.")


def wrong_urls(tables: Tables) -> Iterator[Problem]:
    """Web addresses that cannot be opened, and those that lack https://."""
    for row, column, name, value in parts(tables, Kind.URL, Kind.URLS):
        if column.kind is Kind.URLS and is_named_source(value):
            continue
        if parse_url(value) is None:
            action = "Copy it from the browser's address line, like https://example.org/page."
            yield row.problem("url", name, "This is not a web address.", action, value=value)
        elif not has_scheme(value):
            message, action = "The address does not start with https://, so it was added.", f"Write https://{value}"
            yield row.problem("url-without-https", name, message, action, value=value, severity=Severity.WARNING)


def wrong_dates(tables: Tables) -> Iterator[Problem]:
    """Days that are not written year-month-day."""
    for row, _, name, value in parts(tables, Kind.DATE):
        if parse_date(value) is None:
            yield row.problem("date", name, "This day cannot be read.", "Write year-month-day, like 2027-02-14.")


def wrong_coordinates(tables: Tables) -> Iterator[Problem]:
    """Coordinates that are not on the globe, or only one of the two."""
    for row, column, name, value in parts(tables, Kind.LATITUDE, Kind.LONGITUDE):
        limit = 90 if column.kind is Kind.LATITUDE else 180
        other = "longitude" if column.kind is Kind.LATITUDE else "latitude"
        if parse_degrees(value, limit) is None:
            message = f"A {name} is a number between -{limit} and {limit}."
            action = f"Copy it from a map, like {column.example}, or empty it."
            yield row.problem("coordinate", name, message, action)
        elif not row[other]:
            message, action = f"There is a {name} but no {other}.", f"Fill in “{other}”, or empty both."
            yield row.problem("coordinate", other, message, action)


def wrong_zips(tables: Tables) -> Iterator[Problem]:
    """ZIP codes that are not five digits; spreadsheets eat the zero in front."""
    for row, _, name, value in parts(tables, Kind.ZIP):
        if not _ZIP.fullmatch(value):
            yield row.problem("zip", name, "A ZIP code has five digits.", "Write it like 87102.")


def unknown_languages(tables: Tables) -> Iterator[Problem]:
    """Language codes nobody knows, in cells, in file names and in headings such as label_xx."""
    for row, _, name, value in parts(tables, Kind.LANGUAGE, Kind.LANGUAGES):
        if parse_language(value) is None:
            yield row.problem("language", name, "This is not a language code.", _language_action(value), value=value)
    for sheet in tables.sheets:
        for stem in ("label_", "purpose_"):
            for code, name in languages_of(sheet.header.names, stem).items():
                if parse_language(code) is None:
                    message = f"“{code}” is not a language code."
                    yield sheet.header.problem("language", message, _language_action(code), row=1, column=name)
        if sheet.schema.per_language and parse_language(sheet.language) is None:
            message = f"The file is named after “{sheet.language}”, which is not a language code."
            yield sheet.header.problem("language", message, _language_action(sheet.language))


def _language_action(value: str) -> str:
    code = language_names().get(value.lower())
    return f"Write {code}." if code else "Use codes such as en, es, vi, zh, ar, with semicolons between them."


def private_questions(tables: Tables) -> Iterator[Problem]:
    """Texts that ask residents about status, papers or identity numbers."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if column.shown and (sentence := find_private_question(value)):
            message = "This asks residents about their status, papers or an identity number. We never ask that."
            action = "Say what the office needs without asking, or leave the sentence out."
            yield row.problem("private-question", name, message, action, value=sentence)


def markup(tables: Tables) -> Iterator[Problem]:
    """Remains of web pages in a text."""
    for row, column, name, value in parts(tables, Kind.TEXT):
        if column.shown and ("<" in value or ">" in value):
            message = "The signs < and > are shown to residents just as they stand here."
            action = "Remove what a web page left behind, or write “less than”, “more than”."
            yield row.problem("markup", name, message, action, severity=Severity.WARNING)


CELL_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    empty_cells,
    wrong_ids,
    unknown_choices,
    wrong_phones,
    wrong_emails,
    wrong_urls,
    wrong_dates,
    wrong_coordinates,
    wrong_zips,
    unknown_languages,
    private_questions,
    markup,
)
"""Every rule about single cells."""
