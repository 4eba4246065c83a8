"""The Bot API as data: is this call one that Telegram documents?

Each type is compiled once into a plain function, so that a check costs microseconds. Source of the data:
`data/bot-api-10.1.json` (its licence stands beside it).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.demo.checks import ARRAY, SIMPLE, Check, Field, accept_any, array_of, limits_of, object_of, union_of
from bot.demo.refusals import broken_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.demo.wire import JsonObject, JsonValue, Upload

DATA = Path(__file__).parent / "data" / "bot-api-10.1.json"


_CONSTANT = re.compile(r"must be (\w+)$")


@dataclass(frozen=True, slots=True)
class Method:
    """A documented method: its name as documented and its parameters."""

    name: str
    fields: Mapping[str, Field]
    checks: Mapping[str, Check]
    required: tuple[str, ...]


class BotApi:
    """Everything the Bot API documents, ready to check calls against it."""

    def __init__(self, document: JsonObject) -> None:
        self._types = dict(_entries(document["types"]))
        self._compiled: dict[str, Check] = {}
        self.methods = {name.lower(): self._method(name, entry) for name, entry in _entries(document["methods"])}

    def read(self, name: str, raw: JsonObject, files: Mapping[str, Upload]) -> JsonObject:
        """Return the parameters of method `name` (lower case) with their types, or raise RefusedError."""
        method = self.methods[name]
        values: JsonObject = {}
        for key, value in raw.items():
            field = method.fields.get(key)
            if field is None:
                raise broken_rule("unknown parameter specified", f"unknown parameter {key[:64]}")
            if value is not None:
                typed = _typed(value, field)
                method.checks[key](typed, key)
                values[key] = typed
        for key in files:
            if key in method.fields and key not in values:
                if "InputFile" not in method.fields[key].types:
                    raise broken_rule(f"parameter {key} takes no file")
                values[key] = f"attach://{key}"
        for key in method.required:
            if key not in values:
                raise broken_rule(f"parameter {key} is required")
        return values

    def _method(self, name: str, entry: JsonObject) -> Method:
        fields = {field.name: field for field in _fields(entry)}
        checks = {field.name: self._check_of(field) for field in fields.values()}
        return Method(name, fields, checks, tuple(field.name for field in fields.values() if field.required))

    def _check_of(self, field: Field) -> Check:
        """Compile what a field may hold: one of its types, then the limits its description names."""
        alternatives = [self._type(name) for name in field.types]
        limits = limits_of(field)

        def check(value: JsonValue, path: str) -> None:
            accept_any(alternatives, value, path)
            for limit in limits:
                limit(value, path)

        return check

    def _type(self, name: str) -> Check:
        if name.startswith(ARRAY):
            return array_of(self._type(name.removeprefix(ARRAY)))
        if name in SIMPLE:
            return SIMPLE[name]

        def check(value: JsonValue, path: str) -> None:  # late, because types contain each other
            compiled = self._compiled.get(name)
            if compiled is None:
                compiled = self._compiled[name] = self._compile(name)
            compiled(value, path)

        return check

    def _compile(self, name: str) -> Check:
        entry = self._types[name]
        subtypes = entry.get("subtypes")
        if isinstance(subtypes, list):
            return union_of({str(subtype): self._type(str(subtype)) for subtype in subtypes}, self._constants(subtypes))
        fields = _fields(entry)
        checks = {field.name: self._check_of(field) for field in fields}
        return object_of(checks, tuple(field.name for field in fields if field.required))

    def _constants(self, subtypes: list[JsonValue]) -> dict[str, JsonObject]:
        """Return, for each subtype, the fields that must hold one value: they tell the subtypes apart."""
        found: dict[str, JsonObject] = {}
        for subtype in map(str, subtypes):
            fields = _fields(self._types[subtype])
            matches = ((field.name, _CONSTANT.search(field.description)) for field in fields)
            found[subtype] = {name: match[1] for name, match in matches if match}
        return found


def _entries(section: JsonValue) -> list[tuple[str, JsonObject]]:
    assert isinstance(section, dict)
    return [(name, entry) for name, entry in section.items() if isinstance(entry, dict)]


def _fields(entry: JsonObject) -> list[Field]:
    rows = entry.get("fields", [])
    assert isinstance(rows, list)
    fields = []
    for row in rows:
        assert isinstance(row, dict)
        types = row["types"]
        assert isinstance(types, list)
        fields.append(Field(str(row["name"]), tuple(map(str, types)), row["required"] is True, str(row["description"])))
    return fields


def _typed(value: JsonValue, field: Field) -> JsonValue:
    """Read a value that came as text: in forms everything does, nested values as JSON."""
    if not isinstance(value, str) or field.types == ("String",) or "InputFile" in field.types:
        return value
    if field.types == ("Boolean",):
        return {"true": True, "false": False}.get(value.lower(), value)
    try:
        parsed: JsonValue = json.loads(value)
    except ValueError:
        return value
    return value if "String" in field.types and not isinstance(parsed, int) else parsed


@cache
def load() -> BotApi:
    """Read the Bot API data, once a process."""
    return BotApi(json.loads(DATA.read_text(encoding="utf-8")))
