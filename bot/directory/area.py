"""Reading directory.toml: which city this is, its time zone, phone region and order of categories."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import phonenumbers

from bot.directory.model import Area, Problem
from bot.directory.schema import AREA_FILE
from bot.directory.sheet import Header

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

_LISTS = {"categories": '["housing", "healthcare"]', "counties": '["Bernalillo"]'}
_OPTIONAL = ("city", "counties", "neighborhoods")
_HEADER = Header(AREA_FILE)
_LINE = re.compile(r"line (\d+)")


def read_area(data: bytes) -> tuple[Area | None, tuple[Problem, ...]]:
    """Read the file. No area comes back when anything in it is wrong."""
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, (_HEADER.problem("encoding", "This file was not saved as UTF-8.", "Save it as UTF-8 text."),)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        message = "This file cannot be read: a quotation mark, a bracket or an equals sign is out of place."
        action = 'Write one setting a line, like: city = "Albuquerque"'
        return None, (_HEADER.problem("toml", message, action, row=int(line.group(1)) if line else None),)
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
    for key, meaning in AREA_KEYS.items():
        value = values.get(key)
        if value is None and key in _OPTIONAL:
            continue
        if value is None:
            yield _HEADER.problem("missing-setting", f"The line “{key}” is missing.", meaning, column=key)
        elif key in _LISTS:
            if not _is_list_of_texts(value):
                message, action = f"The {key} are not a list of texts.", f"Write {key} = {_LISTS[key]}"
                yield _HEADER.problem("setting", message, action, column=key, value=str(value))
        elif key == "neighborhoods":
            if not (isinstance(value, dict) and all(map(_is_list_of_texts, value.values()))):
                message = "A part of the city has no list of ZIP codes."
                action = 'Under a line [neighborhoods] write "South Valley" = ["87105"]'
                yield _HEADER.problem("setting", message, action, column=key, value=str(value))
        elif not isinstance(value, str) or not value.strip():
            message = f"The value of “{key}” is not a text."
            yield _HEADER.problem("setting", message, f'Write {key} = "…". {meaning}', column=key, value=str(value))
    yield from _unknown_names(values)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)


def _unknown_names(values: Mapping[str, object]) -> Iterator[Problem]:
    zone, region = values.get("time_zone"), values.get("phone_region")
    if isinstance(zone, str) and zone.strip() and zone.strip() not in available_timezones():
        message = "No time zone has this name."
        yield _HEADER.problem("setting", message, "Write one such as America/Denver.", column="time_zone", value=zone)
    if isinstance(region, str) and region.strip() and region.strip() not in phonenumbers.SUPPORTED_REGIONS:
        message = "No country has this code."
        yield _HEADER.problem("setting", message, "Write two letters such as US.", column="phone_region", value=region)
