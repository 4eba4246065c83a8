"""The rules a directory must keep, one function each. A rule yields problems; it never stops at the first.

This file has the rules that compare rows, sheets and files; cell_checks.py those of single cells,
contact_checks.py, place_checks.py, text_checks.py and service_checks.py those of what their names say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.cell_checks import CELL_RULES, COMMAS, lone_cells
from bot.directory.columns import LANGUAGE_MARK, Kind, Presence
from bot.directory.contact_checks import CONTACT_RULES
from bot.directory.model import NONE_OF_OURS, Status
from bot.directory.place_checks import PLACE_RULES
from bot.directory.problems import Check, Severity
from bot.directory.schema import AREA_FILE, BASE_LANGUAGES, URGENT_CLASSES
from bot.directory.service_checks import SERVICE_RULES
from bot.directory.sheet import Header
from bot.directory.sheet_reading import MISSING_COLUMN
from bot.directory.tables import did_you_mean, ids_of, parts
from bot.directory.text_checks import TEXT_RULES
from bot.directory.values import parse_date, split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.directory.problems import Problem
    from bot.directory.tables import Tables

_CONTACTS = ("phone", "sms", "email", "website", "address")

DUPLICATE_ID = Check(
    "duplicate-id",
    "This id already stands in row {first}.",
    "Give the newer of the two rows an id of its own. If it is only a copy, delete it.",
)
DUPLICATE_LINE = Check("duplicate", "This line already stands in row {first}.", "Remove one of them.")
REPEATED_PHRASE = Check(
    "repeated-phrase", "This line already stands in row {first}.", "Remove one of them.", Severity.WARNING
)
URGENT_PHRASE = Check(
    "urgent-phrase", "Urgent phrases do not belong here.", "Move the line to the urgent_phrases folder."
)
UNKNOWN_NEED = Check(
    "unknown-need", "This need does not stand in needs.csv.", "Use an id from needs.csv, or add it there."
)
UNKNOWN_SERVICE = Check(
    "unknown-service",
    "No service has this id, so nobody sees this translation.",
    "If the service was removed, leave it. If not, use its id from services.csv.",
    Severity.WARNING,
)
UNKNOWN_ANSWER = Check(
    "unknown-answer",
    "This test question expects something that is no id of a need or a service.",
    "If the service was removed, delete this row of the test questions. Otherwise write an id from needs.csv or "
    "services.csv into “{column}”.",
)
UNKNOWN_CATEGORY = Check(
    "unknown-category",
    "This category does not stand in needs.csv.",
    "Add a row for it to needs.csv, or write an id that stands there.",
)
NEED_OUTSIDE_CATEGORIES = Check(
    "need-outside-categories",
    "The part before the dot is not one of the categories in directory.toml.",
    "Choose: {choices}.",
)
UNKNOWN_COUNTY = Check(
    "unknown-county",
    "No ZIP code in zip_centers.csv lies in this county.",
    "Write it as in zip_centers.csv, or add it there.",
)
UNKNOWN_ZIP = Check(
    "unknown-zip", "The ZIP code of “{place}” does not stand in zip_centers.csv.", "Correct it, or add it there."
)
UNREACHABLE = Check(
    "unreachable",
    "Nobody can reach this service: no phone, sms, email, website or address.",
    "Add one of them, or set status to draft.",
)
MISSING_LABEL = Check("missing-label", "“{column}” is empty.", "Write a short text.")
MISSING_HOTLINE = Check(
    "missing-hotline",
    "There is no hotline for “{urgent}”, so its card would be empty.",
    "Add a row with {urgent} in the column urgent.",
)
EXPIRED_ALERT = Check(
    "expired-alert",
    "This notice is over.",
    "Empty “alert” and “alert_until”, or set a later day.",
    Severity.WARNING,
)


def duplicate_rows(tables: Tables) -> Iterator[Problem]:
    """Two rows with the same id, or the same phrase twice for one need."""
    for sheet in tables.sheets:
        if not sheet.has(*sheet.schema.key):
            continue
        first: dict[tuple[str, ...], int] = {}
        column = sheet.schema.key[-1]
        check = DUPLICATE_LINE
        if column in ("id", "code"):
            check = DUPLICATE_ID
        elif column in ("phrase", "text"):
            check = REPEATED_PHRASE
        for row in sheet.rows:
            key = tuple(row[name] for name in sheet.schema.key)
            if all(key) and first.setdefault(key, row.number) != row.number:
                yield row.problem(check, column, first=str(first[key]))


def unknown_needs(tables: Tables) -> Iterator[Problem]:
    """Needs that do not stand in needs.csv."""
    known = ids_of(tables.needs)
    if not known:
        return
    for row, column, name, value in parts(tables, Kind.NEED, Kind.NEEDS):
        if column.kind is Kind.NEED and value.startswith("urgent:"):
            yield row.problem(URGENT_PHRASE, name)
        elif column.kind is Kind.NEEDS and "," in value:
            listed = split_list(value, ",")
            near = ";".join(listed) if all(need in known for need in listed) else ""
            yield row.problem(COMMAS, name, value=value, near=near)
        elif value not in known and not (column.kind is Kind.NEED and value == NONE_OF_OURS):
            yield row.problem(UNKNOWN_NEED, name, value=value, near=did_you_mean(value, known))


def unknown_services(tables: Tables) -> Iterator[Problem]:
    """Translations and test questions that point to a service that is not there."""
    services, needs = ids_of(tables.services), ids_of(tables.needs)
    if not services:
        return
    translated = {(row.header.file, row["id"], row["field"]) for sheet in tables.translations for row in sheet.rows}
    for row, _, name, value in parts(tables, Kind.SERVICE):
        if value not in services:
            near = did_you_mean(value, services)
            # Ids are often numbered. One that has its own translation is not what was meant.
            is_taken = (row.header.file, near, row["field"]) in translated
            yield row.problem(UNKNOWN_SERVICE, name, near="" if is_taken else near)
    answers = {**needs, **services, NONE_OF_OURS: None}
    for row, _, name, value in parts(tables, Kind.ANSWER):
        if needs and value not in answers:
            yield row.problem(UNKNOWN_ANSWER, name, near=did_you_mean(value, answers))


def unknown_categories(tables: Tables) -> Iterator[Problem]:
    """Categories of directory.toml without a line in needs.csv, and needs of a category that is not listed."""
    known = ids_of(tables.needs)
    if tables.area is None or not known:
        return
    for category in tables.area.categories:
        if category not in known:
            near = did_you_mean(category, known)
            yield Header(AREA_FILE).problem(UNKNOWN_CATEGORY, column="categories", value=category, near=near)
    for row in tables.needs.rows:
        category, dot, need = row["id"].partition(".")
        if dot and category not in tables.area.categories:
            meant = did_you_mean(category, tables.area.categories)
            near = f"{meant}.{need}" if meant else ""
            yield row.problem(NEED_OUTSIDE_CATEGORIES, "id", near=near, choices=", ".join(tables.area.categories))


def unknown_places(tables: Tables) -> Iterator[Problem]:
    """Counties and ZIP codes of directory.toml that zip_centers.csv does not know."""
    if tables.area is None:
        return
    counties = dict.fromkeys(row["county"] for row in tables.zip_centers.rows if row["county"])
    codes = {row["zip"] for row in tables.zip_centers.rows}
    for county in tables.area.counties:
        if county not in counties:
            near = did_you_mean(county, counties)
            yield Header(AREA_FILE).problem(UNKNOWN_COUNTY, column="counties", value=county, near=near)
    for name, listed in tables.area.neighborhoods.items():
        for code in listed:
            if code not in codes:
                yield Header(AREA_FILE).problem(UNKNOWN_ZIP, column="neighborhoods", value=code, place=name)


def unreachable_services(tables: Tables) -> Iterator[Problem]:
    """Rows residents would see without any way to reach the service."""
    if not tables.services.has("status", *_CONTACTS):
        return
    for row in tables.services.rows:
        if row["status"] not in (Status.DRAFT, Status.CLOSED) and not any(row[name] for name in _CONTACTS):
            yield row.problem(UNREACHABLE, "phone")


def missing_labels(tables: Tables) -> Iterator[Problem]:
    """Needs and hotlines without a text in one of the base languages."""
    for sheet in tables.sheets:
        stems = [c.name.removesuffix(LANGUAGE_MARK) for c in sheet.schema.columns if c.presence is Presence.BASE]
        for name in (stem + language for stem in stems for language in BASE_LANGUAGES):
            if not sheet.has(name):
                yield sheet.header.problem(MISSING_COLUMN, row=1, column=name)
                continue
            for row in sheet.rows:
                if not row[name]:
                    yield row.problem(MISSING_LABEL, name)


def missing_hotlines(tables: Tables) -> Iterator[Problem]:
    """Urgent classes whose card would hold no number."""
    if not tables.hotlines.readable or not tables.hotlines.has("urgent"):
        return
    found = {row["urgent"] for row in tables.hotlines.rows}
    for urgent in URGENT_CLASSES:
        if urgent not in found:
            yield tables.hotlines.header.problem(MISSING_HOTLINE, column="urgent", value=urgent, urgent=urgent)


def expired_alerts(tables: Tables) -> Iterator[Problem]:
    """Notices whose last day is over."""
    for row in tables.services.rows:
        until = parse_date(row["alert_until"])
        if row["alert"] and until is not None and until < tables.today:
            yield row.problem(EXPIRED_ALERT, "alert_until")


RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    *CELL_RULES,
    *CONTACT_RULES,
    *PLACE_RULES,
    *TEXT_RULES,
    *SERVICE_RULES,
    duplicate_rows,
    unknown_needs,
    unknown_services,
    unknown_categories,
    unknown_places,
    unreachable_services,
    missing_labels,
    missing_hotlines,
    expired_alerts,
)
"""Every rule. Adding a check means adding a function and a line here."""


def check(tables: Tables) -> Iterator[Problem]:
    """Everything that is wrong or doubtful with what was read."""
    lone = tuple(lone_cells(tables))
    yield from lone
    told = {(problem.file, problem.row) for problem in lone}  # all else that such a row lacks goes without saying
    for rule in RULES:
        yield from (problem for problem in rule(tables) if (problem.file, problem.row) not in told)
