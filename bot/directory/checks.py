"""The rules a directory must keep, one function each. A rule yields problems; it never stops at the first.

This file has the rules that compare rows, sheets and files; cell_checks.py those of single cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.cell_checks import CELL_RULES
from bot.directory.columns import LANGUAGE_MARK, Kind, Presence
from bot.directory.model import NONE_OF_OURS, AddressVisibility, Severity, Status
from bot.directory.schema import AREA_FILE, BASE_LANGUAGES, URGENT_CLASSES
from bot.directory.services_schema import PLACE
from bot.directory.sheet import Header
from bot.directory.tables import did_you_mean, ids_of, parts
from bot.directory.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.directory.model import Problem
    from bot.directory.tables import Tables

_CONTACTS = ("phone", "sms", "email", "website", "address")


def duplicate_rows(tables: Tables) -> Iterator[Problem]:
    """Two rows with the same id, or the same phrase twice for one need."""
    for sheet in tables.sheets:
        if not sheet.has(*sheet.schema.key):
            continue
        first: dict[tuple[str, ...], int] = {}
        column = sheet.schema.key[-1]
        is_id = column in ("id", "code")
        severity = Severity.WARNING if column in ("phrase", "text") else Severity.ERROR
        for row in sheet.rows:
            key = tuple(row[name] for name in sheet.schema.key)
            if all(key) and first.setdefault(key, row.number) != row.number:
                message = f"This {'id' if is_id else 'line'} already stands in row {first[key]}."
                action = "Give one of them another id, or remove one row." if is_id else "Remove one of them."
                code = "duplicate-id" if is_id else "duplicate"
                yield row.problem(code, column, message, action, severity=severity)


def unknown_needs(tables: Tables) -> Iterator[Problem]:
    """Needs that do not stand in needs.csv."""
    known = ids_of(tables.needs)
    if not known:
        return
    for row, column, name, value in parts(tables, Kind.NEED, Kind.NEEDS):
        if column.kind is Kind.NEED and value.startswith("urgent:"):
            message, action = "Urgent phrases do not belong here.", "Move the line to the urgent_phrases folder."
            yield row.problem("urgent-phrase", name, message, action)
        elif value not in known and not (column.kind is Kind.NEED and value == NONE_OF_OURS):
            action = did_you_mean(value, known) or "Use an id from needs.csv, or add it there."
            yield row.problem("unknown-need", name, "This need does not stand in needs.csv.", action, value=value)


def unknown_services(tables: Tables) -> Iterator[Problem]:
    """Translations and test questions that point to a service that is not there."""
    services, needs = ids_of(tables.services), ids_of(tables.needs)
    if not services:
        return
    for row, _, name, value in parts(tables, Kind.SERVICE):
        if value not in services:
            action = did_you_mean(value, services) or "Use an id from services.csv, or remove this row."
            yield row.problem("unknown-service", name, "No service has this id.", action)
    answers = {**needs, **services, NONE_OF_OURS: None}
    for row, _, name, value in parts(tables, Kind.ANSWER):
        if needs and value not in answers:
            action = did_you_mean(value, answers) or "Use an id from needs.csv or services.csv."
            yield row.problem("unknown-answer", name, "No need and no service has this id.", action)


def unknown_categories(tables: Tables) -> Iterator[Problem]:
    """Categories of directory.toml without a line in needs.csv, and needs of a category that is not listed."""
    known = ids_of(tables.needs)
    if tables.area is None or not known:
        return
    for category in tables.area.categories:
        if category not in known:
            action = did_you_mean(category, known) or f"Add a row {category} to needs.csv."
            message = "This category does not stand in needs.csv."
            yield Header(AREA_FILE).problem("unknown-category", message, action, column="categories", value=category)
    for row in tables.needs.rows:
        if "." in row["id"] and row["id"].split(".")[0] not in tables.area.categories:
            message = "The part before the dot is not one of the categories in directory.toml."
            action = f"Choose: {', '.join(tables.area.categories)}."
            yield row.problem("unknown-category", "id", message, action)


def unknown_places(tables: Tables) -> Iterator[Problem]:
    """Counties and ZIP codes of directory.toml that zip_centers.csv does not know."""
    if tables.area is None:
        return
    counties = dict.fromkeys(row["county"] for row in tables.zip_centers.rows if row["county"])
    codes = {row["zip"] for row in tables.zip_centers.rows}
    for county in tables.area.counties:
        if county not in counties:
            action = did_you_mean(county, counties) or "Write it as in zip_centers.csv, or add it there."
            message = "No ZIP code in zip_centers.csv lies in this county."
            yield Header(AREA_FILE).problem("unknown-county", message, action, column="counties", value=county)
    for name, listed in tables.area.neighborhoods.items():
        for code in listed:
            if code not in codes:
                message = f"The ZIP code of “{name}” does not stand in zip_centers.csv."
                action = "Correct it, or add it there."
                yield Header(AREA_FILE).problem("unknown-zip", message, action, column="neighborhoods", value=code)


def unreachable_services(tables: Tables) -> Iterator[Problem]:
    """Rows residents would see without any way to reach the service."""
    if not tables.services.has("status", *_CONTACTS):
        return
    for row in tables.services.rows:
        if row["status"] not in (Status.DRAFT, Status.CLOSED) and not any(row[name] for name in _CONTACTS):
            message = "Nobody can reach this service: no phone, sms, email, website or address."
            yield row.problem("unreachable", "phone", message, "Add one of them, or set status to draft.")


def hidden_addresses(tables: Tables) -> Iterator[Problem]:
    """Secret places must not stand in the sheet at all."""
    for row in tables.services.rows:
        if row["address_visibility"] == AddressVisibility.HIDDEN:
            for name in PLACE:
                if row[name]:
                    message = "The address of this row is hidden, but this cell says where it is."
                    yield row.problem("hidden-address", name, message, "Empty this cell.", value="(not shown)")


def missing_labels(tables: Tables) -> Iterator[Problem]:
    """Needs and hotlines without a text in one of the base languages."""
    for sheet in tables.sheets:
        stems = [c.name.removesuffix(LANGUAGE_MARK) for c in sheet.schema.columns if c.presence is Presence.BASE]
        for name in (stem + language for stem in stems for language in BASE_LANGUAGES):
            if not sheet.has(name):
                message, action = f"The column “{name}” is missing.", f"Add a column {name} and fill it in."
                yield sheet.header.problem("missing-column", message, action, row=1, column=name)
                continue
            for row in sheet.rows:
                if not row[name]:
                    yield row.problem("missing-label", name, f"“{name}” is empty.", "Write a short text.")


def missing_hotlines(tables: Tables) -> Iterator[Problem]:
    """Urgent classes whose card would hold no number."""
    if not tables.hotlines.readable or not tables.hotlines.has("urgent"):
        return
    found = {row["urgent"] for row in tables.hotlines.rows}
    for urgent in URGENT_CLASSES:
        if urgent not in found:
            message = f"There is no hotline for “{urgent}”, so its card would be empty."
            action = f"Add a row with {urgent} in the column urgent."
            yield tables.hotlines.header.problem("missing-hotline", message, action, column="urgent", value=urgent)


def expired_alerts(tables: Tables) -> Iterator[Problem]:
    """Notices whose last day is over."""
    for row in tables.services.rows:
        until = parse_date(row["alert_until"])
        if row["alert"] and until is not None and until < tables.today:
            message, action = "This notice is over.", "Empty “alert” and “alert_until”, or set a later day."
            yield row.problem("expired-alert", "alert_until", message, action, severity=Severity.WARNING)


RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    *CELL_RULES,
    duplicate_rows,
    unknown_needs,
    unknown_services,
    unknown_categories,
    unknown_places,
    unreachable_services,
    hidden_addresses,
    missing_labels,
    missing_hotlines,
    expired_alerts,
)
"""Every rule. Adding a check means adding a function and a line here."""


def check(tables: Tables) -> Iterator[Problem]:
    """Everything that is wrong or doubtful with what was read."""
    for rule in RULES:
        yield from rule(tables)
