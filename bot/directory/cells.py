"""Cells as a file holds them, before anybody understands them, and how many of them are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.directory.problems import Check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.directory.columns import Kind

MAX_BYTES: Final = 20 * 1024 * 1024
"""Of a file."""

MAX_ROWS: Final = 50_000
"""Rows with something in them."""

MAX_COLUMNS: Final = 64

MAX_FILLED: Final = 400_000
"""Filled cells: what a machine with little memory still holds several times."""

MAX_CELL_BYTES: Final = 4096
"""Of a cell in UTF-8."""

_MAX_LETTERS: Final = 2 * MAX_BYTES

TOO_LARGE = Check(
    "file-too-large",
    "This file is larger than {most} MB, so it was not read.",
    "Remove pictures and what is not needed, or start a new file and copy only the cells into it.",
)
TOO_MANY_ROWS = Check(
    "too-many-rows",
    "This sheet has more than {most} rows, so it was not read.",
    "Remove rows that are not needed. If you see fewer rows, select all below the last one and delete them.",
)
TOO_MANY_COLUMNS = Check(
    "too-many-columns",
    "This sheet has more than {most} columns, so it was not read.",
    "Remove columns that are not needed. If you see fewer, select all to the right of the last one and delete them.",
)
TOO_MANY_CELLS = Check(
    "too-many-cells",
    "This sheet has more cells than can be read.",
    "Remove rows and columns that are not needed, or copy only the filled cells into a new file.",
)
CELL_TOO_LONG = Check(
    "cell-too-long",
    "This cell holds more than {most} letters, which is too much for a card.",
    "Shorten it. If you did not write so much, look for a quotation mark that is opened and not closed.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a file or a cell of it. `row` is the sheet's own number, `column` counts from 0.

    `heading` stands above the cell, where it is known. `kinds`: it is told only in our columns of these kinds; where
    there are none, it is told anywhere.
    """

    check: Check
    row: int | None = None
    column: int | None = None
    value: str = ""
    heading: str = ""
    kinds: frozenset[Kind] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that are not empty, each with the sheet's own number, without the empty cells at its end."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    findings: tuple[Finding, ...] = ()


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error of ours
    """A file that is not read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.check.code)
        self.finding = finding


def gather(records: Iterable[tuple[int, list[str]]]) -> Grid:
    """Keep what is filled, as long as it is within the limits. Raises Refused at the first that is beyond them."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    findings: list[Finding] = []
    filled = letters = 0
    for number, record in records:
        while record and (not record[-1] or record[-1].isspace()):
            record.pop()
        if not record:
            continue
        filled += sum(map(bool, record))
        letters += sum(map(len, record))
        if len(rows) == MAX_ROWS + 1:  # the header is no row
            raise Refused(Finding(TOO_MANY_ROWS, facts={"most": f"{MAX_ROWS:,}"}))
        if len(record) > MAX_COLUMNS:
            raise Refused(Finding(TOO_MANY_COLUMNS, row=number, facts={"most": str(MAX_COLUMNS)}))
        if filled > MAX_FILLED or letters > _MAX_LETTERS:
            raise Refused(Finding(TOO_MANY_CELLS, row=number))
        rows.append((number, tuple(record)))
        for index, cell in enumerate(record):
            if len(cell) > MAX_CELL_BYTES // 4 and len(cell.encode("utf-8", "replace")) > MAX_CELL_BYTES:
                facts = {"most": f"{MAX_CELL_BYTES:,}"}
                findings.append(Finding(CELL_TOO_LONG, number, index, cell, facts=facts))
    return Grid(tuple(rows), tuple(findings))
