"""What a column and a sheet are; schema.py says which there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property

LANGUAGE_MARK = "<lang>"
"""Stands for a language code in the name of a file or of a column."""


class Kind(StrEnum):
    """What a cell may hold; each kind has its rule in checks.py."""

    TEXT = auto()
    SLUG = auto()
    NEED_ID = auto()
    PARTNER_CODE = auto()
    NEED = auto()
    NEEDS = auto()
    SERVICE = auto()
    ANSWER = auto()
    CHOICE = auto()
    PHONE = auto()
    PHONES = auto()
    EXTENSION = auto()
    EMAIL = auto()
    URL = auto()
    URLS = auto()
    DATE = auto()
    ZIP = auto()
    LATITUDE = auto()
    LONGITUDE = auto()
    LANGUAGE = auto()
    LANGUAGES = auto()


class Presence(StrEnum):
    """How much of a column must be there."""

    FILLED = "every row"
    BASE = "every row, in English and Spanish"
    HEADING = "the heading; cells may be empty"
    OPTIONAL = "no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `shown` texts can reach a resident, so they must never ask about status or papers.

    A text of `one_line` stands in titles and lists, where a line break would tear it apart.
    """

    name: str
    kind: Kind
    meaning: str
    hsds: str = ""
    example: str = ""
    presence: Presence = Presence.OPTIONAL
    choices: tuple[str, ...] = ()
    shown: bool = False
    one_line: bool = False


@dataclass(frozen=True)  # without slots, so that what is looked up for every cell is worked out once
class SheetSchema:
    """One spreadsheet, or one per language where `path` holds `<lang>`. `key` columns together name a row once."""

    path: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    needs_rows: bool = False

    @property
    def per_language(self) -> bool:
        """Whether there is one file for each language."""
        return LANGUAGE_MARK in self.path

    def column(self, name: str) -> Column | None:
        """The column of that heading; `label_vi` finds `label_<lang>`. None for a column of the staff's own."""
        if (exact := self._by_name.get(name)) is not None:
            return exact
        for stem, column in self._by_stem:
            if name.startswith(stem) and name != stem:
                return column
        return None

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def _by_stem(self) -> tuple[tuple[str, Column], ...]:
        named = ((column.name.removesuffix(LANGUAGE_MARK), column) for column in self.columns)
        return tuple((stem, column) for stem, column in named if stem != column.name)


def languages_of(header: tuple[str, ...], stem: str) -> dict[str, str]:
    """Language to heading for columns such as `label_en`, where `stem` is `label_`."""
    return {name.removeprefix(stem): name for name in header if name.startswith(stem) and name != stem}
