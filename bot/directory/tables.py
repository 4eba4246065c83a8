"""Everything that was read, side by side, before it is judged or turned into a directory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.directory.columns import Kind
from bot.directory.values import split_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from bot.directory.columns import Column
    from bot.directory.model import Area
    from bot.directory.sheet import Row, Sheet

_DEFAULT_REGION = "US"
_SEPARATORS = {Kind.NEEDS: ";", Kind.PHONES: ";", Kind.LANGUAGES: ";", Kind.URLS: "|"}


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that was read, before it is judged. `today` is the day that notices are compared with."""

    area: Area | None
    services: Sheet
    needs: Sheet
    hotlines: Sheet
    partners: Sheet
    questions: Sheet
    zip_centers: Sheet
    phrases: tuple[Sheet, ...]
    urgent_phrases: tuple[Sheet, ...]
    private_phrases: tuple[Sheet, ...]
    expressions: tuple[Sheet, ...]
    translations: tuple[Sheet, ...]
    today: date

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets that could be read."""
        single = (self.services, self.needs, self.hotlines, self.partners, self.questions, self.zip_centers)
        spoken = (*self.phrases, *self.urgent_phrases, *self.private_phrases, *self.expressions)
        every = (*single, *spoken, *self.translations)
        return tuple(sheet for sheet in every if sheet.readable)

    @property
    def region(self) -> str:
        """The country of numbers without a country code."""
        return self.area.phone_region if self.area else _DEFAULT_REGION


def ids_of(sheet: Sheet) -> dict[str, None]:
    """The ids of a sheet in its order, as a set that keeps order."""
    return {row["id"]: None for row in sheet.rows if row["id"]}


def parts(tables: Tables, *kinds: Kind) -> Iterator[tuple[Row, Column, str, str]]:
    """Row, column, heading and text of each filled cell of these kinds; lists come part by part."""
    for sheet in tables.sheets:
        known = [(name, sheet.schema.column(name)) for name in sheet.header.names]
        wanted = [(name, column) for name, column in known if column is not None and column.kind in kinds]
        for row in sheet.rows if wanted else ():
            for name, column in wanted:
                mark = _SEPARATORS.get(column.kind)
                for part in split_list(row[name], mark) if mark else (row[name],):
                    if part:
                        yield row, column, name, part


def did_you_mean(value: str, known: Collection[str]) -> str:
    """The nearest known value, or nothing."""
    near = process.extractOne(value, list(known), scorer=fuzz.ratio, score_cutoff=60, processor=str.casefold)
    return near[0] if near is not None else ""
