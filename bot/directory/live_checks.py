"""What only a look at the live release can tell: rows that have lost their ids, columns that have lost their rows.

Such a slip makes many other messages, each with advice that would spoil more. So it is told itself, and what follows
from a lost id is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bot.directory.cell_checks import empty_cells, wrong_ids
from bot.directory.checks import DUPLICATE_ID, duplicate_rows
from bot.directory.columns import Kind
from bot.directory.diff import FieldChange
from bot.directory.guard import moved_columns
from bot.directory.problems import Check, Severity
from bot.directory.renaming import beside, renamed
from bot.directory.tables import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.directory.model import Directory
    from bot.directory.problems import Problem
    from bot.directory.sheet import Row, Sheet
    from bot.directory.tables import Tables

LOST_ID = Check("lost-id", "Until now this row had the id {id}.", "Write {id} into this cell again.")
CHANGED_ID = Check(
    "changed-id",
    "Until now this row had the id {id}. With another id, links and saved cards stop working.",
    "Write {id} into this cell again, unless the new id is meant.",
    Severity.WARNING,
)
MOVED_COLUMN = Check(
    "moved-column",
    "Texts of “{column}” stand in other rows than before, as if this column was sorted by itself.",
    "Undo that in Excel, or take an older copy of the sheet. If it was meant, mend the other errors first.",
)

_MOST_NAMED: Final = 3
"""How many columns move by themselves. Where more do, it was the ids that moved."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Services beside the live release: `ids` are those that rows had until now, by the number of the row."""

    services: Sheet
    live: Directory
    ids: Mapping[int, str] = field(default_factory=dict)
    owners: frozenset[int] = frozenset()
    """Of rows with one id, those that had it before."""

    @classmethod
    def of(cls, tables: Tables, live: Directory) -> Comparison:
        """Look for the rows that residents know by another id. One that other sheets go by already is meant so."""
        if not tables.services.has("id"):
            return cls(tables.services, live)
        before = {service.id: beside(service.cells, service.id) for service in live.published}
        rows: dict[str, list[Row]] = {}
        for row in tables.services.rows:
            rows.setdefault(row["id"], []).append(row)

        def likeness(row: Row) -> int:
            return len(before[row["id"]] & beside(row.cells, row["id"]))

        owners = frozenset(max(same, key=likeness).number for id, same in rows.items() if id in before)
        used = {value for *_, value in parts(tables, Kind.SERVICE, Kind.ANSWER)}
        fresh = {
            row.number: beside(row.cells, row["id"])
            for row in tables.services.rows
            if row.number not in owners and (row["id"] in before or row["id"] not in used)
        }
        gone = {id: cells for id, cells in before.items() if id not in rows}
        return cls(tables.services, live, renamed(gone, fresh), owners)

    def restored(self, tables: Tables) -> Tables:
        """The tables as if nobody had touched the ids, so that nothing is told that only follows from it."""
        if not self.ids:
            return tables
        place = self.services.header.places["id"]

        def with_id(row: Row) -> Row:
            typed = list(row.typed)
            typed[place] = self.ids.get(row.number, typed[place])
            return replace(row, typed=tuple(typed))

        rows = tuple(map(with_id, self.services.rows))
        return replace(tables, services=replace(tables.services, rows=rows))

    def retold(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Of two rows with one id, the row to blame is not the one that had it before."""
        for problem in problems:
            is_ours = problem.check is DUPLICATE_ID and problem.file == self.services.header.file
            if is_ours and problem.row in self.owners:
                problem = replace(problem, row=int(problem.facts["first"]), facts={"first": str(problem.row)})
            yield problem

    def lost_ids(self, tables: Tables) -> Iterator[Problem]:
        """Rows without their id: an error where this one cannot stand there, or a test question still asks for it."""
        file, asked = self.services.header.file, {value for *_, value in parts(tables, Kind.ANSWER)}
        wrong = (problem for rule in (empty_cells, wrong_ids, duplicate_rows) for problem in rule(tables))
        numbers = {
            number
            for problem in wrong
            if (problem.file, problem.name) == (file, "id")
            for number in (problem.row, int(problem.facts.get("first", 0)))
        }
        for row in self.services.rows:
            if id := self.ids.get(row.number):
                check = LOST_ID if row.number in numbers or id in asked else CHANGED_ID
                yield row.problem(check, "id", id=id)

    def moved_columns(self) -> Iterator[Problem]:
        """Columns that were sorted by themselves, or the ids where all others were."""
        columns = moved_columns(self._changes())
        for name in columns if len(columns) <= _MOST_NAMED else ["id"]:
            yield self.services.header.problem(MOVED_COLUMN, column=name)

    def _changes(self) -> Iterator[FieldChange]:
        before = {service.id: dict(service.cells) for service in self.live.published}
        for row in self.services.rows:
            was = before.get(self.ids.get(row.number, row["id"]), {})
            for heading, text in row.cells if was else ():
                old, new = was.get(heading, "").strip(), text.strip()
                if old != new:
                    yield FieldChange(heading.strip(), old, new)
