"""Small checks of JSON values, put together into the types of the Bot API."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.demo.refusals import RefusedError, broken_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.demo.wire import JsonObject, JsonValue

# Takes a value and its place in the call; raises RefusedError.
Check = Callable[["JsonValue", str], None]

ARRAY = "Array of "
_LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)", re.IGNORECASE)
_CHOICES = re.compile(r"must be one of (\"[^.;]*)", re.IGNORECASE)
_LIST_LENGTH = re.compile(r"(?:must include|list of) (\d+)-(\d+) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a method or a field of a type."""

    name: str
    types: tuple[str, ...]
    required: bool
    description: str


def _wrong(path: str, wanted: str) -> RefusedError:
    return broken_rule(f"field {path} must be {wanted}")


def _string(value: JsonValue, path: str) -> None:
    if not isinstance(value, str):
        raise _wrong(path, "a String")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise broken_rule("strings must be encoded in UTF-8") from None


def _integer(value: JsonValue, path: str) -> None:
    if type(value) is not int:
        raise _wrong(path, "an Integer")


def _float(value: JsonValue, path: str) -> None:
    if type(value) not in (int, float):
        raise _wrong(path, "a Float")


def _boolean(value: JsonValue, path: str) -> None:
    if type(value) is not bool:
        raise _wrong(path, "a Boolean")


SIMPLE: dict[str, Check] = {
    "String": _string,
    "InputFile": _string,  # a file is named by text; the file itself travels beside it
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
}


def array_of(item: Check) -> Check:
    """Accept arrays of what `item` accepts."""

    def check(value: JsonValue, path: str) -> None:
        if not isinstance(value, list):
            raise _wrong(path, "an Array")
        for position, element in enumerate(value):
            item(element, f"{path}[{position}]")

    return check


def object_of(checks: Mapping[str, Check], required: tuple[str, ...]) -> Check:
    """Accept objects that have the required fields and no unknown ones."""

    def check(value: JsonValue, path: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(path, "an Object")
        for key, element in value.items():
            inner = checks.get(key)
            if inner is None:
                raise broken_rule(f"field {path} has an unknown field", f"field {path} has the unknown {key[:64]}")
            inner(element, f"{path}.{key}")
        for key in required:
            if key not in value:
                raise broken_rule(f"field {path} has no {key}")

    return check


def union_of(subtypes: Mapping[str, Check], constants: Mapping[str, JsonObject]) -> Check:
    """Accept objects of one of the subtypes, told apart by the fields whose value is fixed."""

    def check(value: JsonValue, path: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(path, "an Object")
        fitting = [
            subtypes[name]
            for name, fixed in constants.items()
            if all(value.get(key) == constant for key, constant in fixed.items())
        ]
        if not fitting:
            raise broken_rule(f"field {path} has an unknown type")
        accept_any(fitting, value, path)

    return check


def accept_any(alternatives: list[Check], value: JsonValue, path: str) -> None:
    """Accept what one alternative accepts; else give the complaint that got deepest into the value."""
    complaints: list[RefusedError] = []
    for alternative in alternatives:
        try:
            return alternative(value, path)
        except RefusedError as refusal:
            complaints.append(refusal)
    raise max(complaints, key=lambda refusal: sum(map((refusal.violation or "").count, ".[")))


def limits_of(field: Field) -> list[Check]:
    """Return the limits that the description of a field names: lengths and choices."""
    limits: list[Check] = []
    length = _LENGTH.search(field.description)
    # What may hold markup is counted after that has been read, where texts are read.
    has_markup = "entit" in field.description or field.name == "message_text"
    if length and "String" in field.types and not has_markup:
        limits.append(_length(int(length[1]), int(length[2]), in_bytes=length[3].lower() == "bytes"))
    choices = _CHOICES.search(field.description)
    if choices:
        limits.append(_choice(frozenset(re.findall(r'"([^"]+)"', choices[1]))))
    items = _LIST_LENGTH.search(field.description)
    if items and field.types[0].startswith(ARRAY):
        limits.append(_list_length(int(items[1]), int(items[2])))
    return limits


def _length(least: int, most: int, *, in_bytes: bool) -> Check:
    unit = "bytes" if in_bytes else "characters"

    def check(value: JsonValue, path: str) -> None:
        if isinstance(value, str) and not least <= len(value.encode() if in_bytes else value) <= most:
            raise broken_rule(f"field {path} must have {least}-{most} {unit}")

    return check


def _choice(choices: frozenset[str]) -> Check:
    def check(value: JsonValue, path: str) -> None:
        if isinstance(value, str) and value not in choices:
            raise _wrong(path, "one of " + ", ".join(sorted(choices)))

    return check


def _list_length(least: int, most: int) -> Check:
    def check(value: JsonValue, path: str) -> None:
        if isinstance(value, list) and not least <= len(value) <= most:
            raise broken_rule(f"field {path} must have {least}-{most} items")

    return check
