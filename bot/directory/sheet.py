"""One sheet as it was read: its header and its rows, each with the number that the spreadsheet shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.directory.columns import LANGUAGE_MARK
from bot.directory.model import AddressVisibility
from bot.directory.problems import Check, Problem
from bot.directory.services_schema import PLACE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.columns import SheetSchema

SHOWN_CHARACTERS = 60
"""How much of a cell a problem repeats."""


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a file as typed; `names` are ours, or those of the staff's own without spaces around them.

    `kept` is what they are called in a release: ours by our name, the staff's own as typed. `row` is where they stand.
    """

    file: str
    typed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    row: int = 1
    places: Mapping[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        first = {name: place for place, name in reversed(tuple(enumerate(self.names)))}  # of two, the first counts
        object.__setattr__(self, "places", first)

    def problem(
        self, check: Check, *, row: int | None = None, column: str = "", value: str = "", near: str = "", **facts: str
    ) -> Problem:
        """Build a problem of this file; `column` is a heading, and its letter is looked up."""
        index = self.places.get(column) if column else None  # a heading may be empty
        return Problem(
            check,
            self.file,
            row=row,
            letter="" if index is None else column_letter(index),
            column=column if index is None else self.typed[index],
            value=_shorten(value),
            near=_shorten(near),
            facts=facts,
            name=column,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `typed` are its cells untouched, except those of our columns that had to be read in another way."""

    header: Header
    number: int
    typed: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        place = self.header.places.get(name)
        return "" if place is None else self.typed[place].strip()

    @property
    def is_hidden(self) -> bool:
        """Whether its address may be a secret: any word for it but public counts, a misspelt one too."""
        return self["address_visibility"] not in ("", AddressVisibility.PUBLIC)

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Heading and cell in the order of the sheet, columns of the staff's own included, with headings as typed."""
        return tuple(zip(self.header.kept, self.typed, strict=True))

    def problem(self, check: Check, column: str, *, value: str | None = None, near: str = "", **facts: str) -> Problem:
        """Build a problem of this row; `value` is the cell unless a part of it is to blame."""
        shown = self[column] if value is None else value
        if self.is_hidden and column in PLACE:
            shown = near = ""
        return self.header.problem(check, row=self.number, column=column, value=shown, near=near, **facts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file as read. `readable` is False when nothing can be said about its rows."""

    schema: SheetSchema
    header: Header
    language: str = ""
    rows: tuple[Row, ...] = ()
    readable: bool = False

    @property
    def path(self) -> str:
        """The CSV file of this sheet inside a directory, such as phrases/es.csv."""
        return self.schema.path.replace(LANGUAGE_MARK, self.language)

    @property
    def page_name(self) -> str:
        """The name of this sheet in a workbook, such as `phrases es`."""
        return self.path.removesuffix(".csv").replace("/", " ")

    def has(self, *names: str) -> bool:
        """Whether all these headings stand in the file."""
        return all(name in self.header.names for name in names)


def column_letter(index: int) -> str:
    """The letter that a spreadsheet shows above column `index`, counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _shorten(value: str) -> str:
    """One line that is fit for a terminal: no line breaks, no control characters, not too long."""
    line = "".join(c if c.isprintable() else " " for c in value)
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"
