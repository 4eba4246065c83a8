"""Reading directory.toml: which city this is, its time zone, phone region and order of categories."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import phonenumbers

from bot.directory.model import Area
from bot.directory.problems import Check
from bot.directory.schema import AREA_FILE
from bot.directory.sheet import Header
from bot.directory.tables import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.directory.problems import Problem

AREA_KEYS = {
    "name": "What the bot calls itself.",
    "city": "The city; may be left out for a wider area.",
    "country": "Two letters, such as US.",
    "state": "The state of addresses that name none, such as NM.",
    "time_zone": "The time zone of opening hours, such as America/Denver.",
    "phone_region": "The country of numbers without a country code, such as US.",
    "categories": "Ids of the categories in needs.csv, in the order of the menu.",
    "counties": "The counties whose ZIP codes are our area, named as in zip_centers.csv; may be left out.",
    "neighborhoods": "A table from a part of the city to its ZIP codes, the main one first; may be left out.",
}
"""Every key of directory.toml with its meaning."""

_EXAMPLES = {
    "name": '"Vecino Albuquerque"',
    "city": '"Albuquerque"',
    "country": '"US"',
    "state": '"NM"',
    "time_zone": '"America/Denver"',
    "phone_region": '"US"',
    "categories": '["housing", "healthcare"]',
    "counties": '["Bernalillo"]',
}
_LISTS = ("categories", "counties")
_OPTIONAL = ("city", "counties", "neighborhoods")
_HEADER = Header(AREA_FILE)
_LINE = re.compile(r"line (\d+)")

NOT_UTF_8 = Check("settings-encoding", "The letters of this file cannot be read.", "Save it as text in UTF-8.")
NOT_TOML = Check(
    "toml",
    "This file cannot be read: a quotation mark, a bracket or an equals sign is out of place.",
    "Write one setting a line, like: {example}",
)
MISSING_SETTING = Check("missing-setting", "The line “{column}” is missing.", "Add a line like: {example}")
WRONG_SETTING = Check("setting", "What is written for “{column}” cannot be read.", "Write it like this: {example}")
UNKNOWN_TIME_ZONE = Check(
    "time-zone", "No time zone has this name.", "Write the name of the zone that your city is in, such as {example}."
)
UNKNOWN_REGION = Check("phone-region", "No country has this code.", "Write two capital letters, such as {example}.")


def read_area(data: bytes) -> tuple[Area | None, tuple[Problem, ...]]:
    """Read the file. No area comes back when anything in it is wrong."""
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, (_HEADER.problem(NOT_UTF_8),)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        row = int(line.group(1)) if line else None
        return None, (_HEADER.problem(NOT_TOML, row=row, example=_example("city")),)
    if problems := tuple(_problems(values)):
        return None, problems
    texts = {key: str(values.get(key, "")).strip() for key in AREA_KEYS if key not in (*_LISTS, "neighborhoods")}
    return Area(
        **texts,
        categories=tuple(values["categories"]),
        counties=tuple(values.get("counties", ())),
        neighborhoods={name: tuple(codes) for name, codes in values.get("neighborhoods", {}).items()},
    ), ()


def _problems(values: Mapping[str, object]) -> Iterator[Problem]:
    for key in AREA_KEYS:
        value = values.get(key)
        if value is None and key in _OPTIONAL:
            continue
        if value is None:
            yield _HEADER.problem(MISSING_SETTING, column=key, example=_example(key))
        elif not _is_right(key, value):
            yield _HEADER.problem(WRONG_SETTING, column=key, value=str(value), example=_example(key))
    yield from _unknown_names(values)


def _example(key: str) -> str:
    return '[neighborhoods] "South Valley" = ["87105"]' if key == "neighborhoods" else f"{key} = {_EXAMPLES[key]}"


def _is_right(key: str, value: object) -> bool:
    if key in _LISTS:
        return _is_list_of_texts(value)
    if key == "neighborhoods":
        return isinstance(value, dict) and all(map(_is_list_of_texts, value.values()))
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)


def _unknown_names(values: Mapping[str, object]) -> Iterator[Problem]:
    zone, region = values.get("time_zone"), values.get("phone_region")
    if isinstance(zone, str) and zone.strip() and zone.strip() not in available_timezones():
        near = did_you_mean(zone, sorted(available_timezones()))
        yield _HEADER.problem(UNKNOWN_TIME_ZONE, column="time_zone", value=zone, near=near, example="America/Denver")
    if isinstance(region, str) and region.strip() and region.strip() not in phonenumbers.SUPPORTED_REGIONS:
        yield _HEADER.problem(UNKNOWN_REGION, column="phone_region", value=region, example="US")
