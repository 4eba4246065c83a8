"""JSON as it travels, and the checked parameters of one call."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = "dict[str, JsonValue]"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart call."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Parameters of a call after the Bot API data has approved their types, so readers only narrow.

    A reader that finds another type than it names raises TypeError: that would be a mistake in this server.
    """

    values: JsonObject
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a String parameter."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """Return an Integer parameter."""
        value = self.values.get(name, default)
        if not isinstance(value, int):
            raise TypeError(name)
        return value

    def number(self, name: str) -> float:
        """Return a required Float parameter."""
        value = self.values[name]
        if not isinstance(value, int | float):
            raise TypeError(name)
        return value

    def flag(self, name: str) -> bool:
        """Return a Boolean parameter, false when it is absent."""
        return self.values.get(name) is True

    def object(self, name: str) -> JsonObject | None:
        """Return a nested object, None when it is absent."""
        value = self.values.get(name)
        return value if isinstance(value, dict) else None

    def objects(self, name: str) -> list[JsonObject]:
        """Return an array of objects, empty when it is absent."""
        value = self.values.get(name)
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def integers(self, name: str) -> list[int]:
        """Return an array of integers, empty when it is absent."""
        value = self.values.get(name)
        return [item for item in value if isinstance(item, int)] if isinstance(value, list) else []

    def strings(self, name: str) -> list[str] | None:
        """Return an array of strings, None when it is absent."""
        value = self.values.get(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else None

    def nested(self, name: str) -> Parameters:
        """Return a nested object as parameters of its own, empty when it is absent."""
        return Parameters(self.object(name) or {}, self.files)
