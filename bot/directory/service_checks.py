"""The rules of whole services: hours, twins, age, translations and the room on a card."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from bot.directory.hours import read_schedule
from bot.directory.model import Status
from bot.directory.phones import parse_phone
from bot.directory.problems import Check, Severity
from bot.directory.schema import TRANSLATABLE
from bot.directory.services_schema import STALE_AFTER
from bot.directory.values import parse_date, split_list
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.directory.problems import Problem
    from bot.directory.sheet import Row
    from bot.directory.tables import Tables

ROOM: Final = 4096 - 700
"""What is left for texts in a message of Telegram (4096 UTF-16 units) beside the other lines of a card."""

UNREAD_HOURS = Check(
    "unread-hours",
    "The bot shows these hours, but cannot tell from them when the service is open.",
    "If it can be said so, write days and times, like: Mon-Fri 9 am - 5 pm; Sat 9 am - noon. Otherwise leave them.",
    Severity.WARNING,
)
TWIN = Check(
    "twin",
    "This looks like the same service as row {first}: same phone number and place, nearly the same name.",
    "If it is the same, remove one of the rows. If not, give them names that tell them apart.",
    Severity.WARNING,
)
STALE = Check(
    "stale",
    "Nobody has confirmed this with the provider for more than a year.",
    "Call them, mend what has changed, and write the day in “checked_on”.",
    Severity.WARNING,
)
FUTURE_DAY = Check(
    "future-day", "This day has not come yet.", "Write the day on which it was confirmed.", Severity.WARNING
)
MISSING_TRANSLATIONS = Check(
    "missing-translations",
    "Texts of services that are not translated into this language yet: {count}. The first is {field} of {id}.",
    "Add a row for each with its id, the field and the text. Until then residents read them in English.",
    Severity.WARNING,
)
LONG_CARD = Check(
    "long-card",
    "This service has {length} letters of text ({language}). A card has room for {room}; its end would be cut off.",
    "Shorten the description and other long texts.",
    Severity.WARNING,
)

_CLOCK = re.compile(r"\d")
_NEAR_NAME: Final = 90
_NEIGHBOURS: Final = 4


def unread_hours(tables: Tables) -> Iterator[Problem]:
    """Hours with times in them that do not say for certain when a service is open."""
    for row in tables.services.rows if tables.area else ():
        if tables.area and _CLOCK.search(row["hours"]) and not read_schedule(row["hours"], tables.area):
            yield row.problem(UNREAD_HOURS, "hours")


def twins(tables: Tables) -> Iterator[Problem]:
    """The same service in two rows. Branches and programs of one office share a number, not both name and place."""
    by_phone: defaultdict[str, list[tuple[str, Row]]] = defaultdict(list)
    for row in tables.services.rows:
        numbers = (parse_phone(text, tables.region) for text in split_list(row["phone"]))
        for number in dict.fromkeys(phone.number for phone in numbers if phone):
            by_phone[number].append((" ".join(sorted(words(row["name"]))), row))
    told = set()
    for named in by_phone.values():
        # Sorted by name, twins are neighbours; so a sheet with one number in every row takes no time either.
        named.sort(key=lambda entry: (entry[0], entry[1].number))
        for at, (name, row) in enumerate(named):
            for other_name, other in named[at + 1 : at + 1 + _NEIGHBOURS]:
                first, second = sorted((row, other), key=lambda found: found.number)
                is_near = fuzz.ratio(name, other_name) >= _NEAR_NAME
                if is_near and second.number not in told and _may_be_one(first, second):
                    told.add(second.number)
                    yield second.problem(TWIN, "name", first=str(first.number))


def _may_be_one(one: Row, other: Row) -> bool:
    places = [words(row["address"]) for row in (one, other)]
    # The same id in two rows is an error of its own.
    return one["id"] != other["id"] and (not all(places) or places[0] == places[1])


def stale_rows(tables: Tables) -> Iterator[Problem]:
    """Rows that were confirmed long ago, or on a day that has not come. Rows never confirmed have a work list."""
    for row in tables.services.rows:
        day = parse_date(row["checked_on"])
        if day is None or not _is_seen(row):
            continue
        if day > tables.today:
            yield row.problem(FUTURE_DAY, "checked_on")
        elif tables.today - day > STALE_AFTER:
            yield row.problem(STALE, "checked_on")


def missing_translations(tables: Tables) -> Iterator[Problem]:
    """One problem a language that has a sheet of translations."""
    seen = [row for row in tables.services.rows if row["id"] and _is_seen(row)]  # without its id none can be found
    cells = [(row["id"], field) for row in seen for field in TRANSLATABLE if row[field]]
    for sheet in tables.translations:
        there = {(row["id"], row["field"]) for row in sheet.rows if row["text"]}
        missing = [cell for cell in cells if cell not in there]
        if sheet.readable and missing:
            id, field = missing[0]
            yield sheet.header.problem(MISSING_TRANSLATIONS, count=str(len(missing)), field=field, id=id)


def long_cards(tables: Tables) -> Iterator[Problem]:
    """Services whose card would not fit into one message, in the language in which it is longest."""
    texts: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for sheet in tables.translations:
        for row in sheet.rows:
            texts[row["id"]][sheet.language][row["field"]] = row["text"]
    for row in tables.services.rows:
        own = {field: row[field] for field in ("name", "organization", *TRANSLATABLE)}
        lengths = {language: _length({**own, **translated}) for language, translated in texts[row["id"]].items()}
        lengths.setdefault("en", _length(own))
        language = max(lengths, key=lambda code: lengths[code])
        if lengths[language] > ROOM:
            length, room = str(lengths[language]), str(ROOM)
            yield row.problem(LONG_CARD, "description", length=length, language=language, room=room)


def _length(texts: Mapping[str, str]) -> int:
    return sum(len(text.encode("utf-16-le", "replace")) // 2 for text in texts.values())


def _is_seen(row: Row) -> bool:
    return row["status"] not in (Status.DRAFT, Status.CLOSED)


SERVICE_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    unread_hours,
    twins,
    stale_rows,
    missing_translations,
    long_cards,
)
"""Every rule about whole services."""
