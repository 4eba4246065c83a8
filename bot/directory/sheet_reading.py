"""Reading one file: bytes in, rows with the sheet's own numbers out. Nothing in a file raises."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from bot.directory.cells import Finding
from bot.directory.columns import LANGUAGE_MARK, Presence
from bot.directory.csv_output import unguarded
from bot.directory.delimited import HEADER_WITHIN
from bot.directory.grids import read_grid
from bot.directory.headings import read_heading
from bot.directory.problems import Check, Severity
from bot.directory.retyped import ERROR_CELL, LOOKS_THE_SAME, NUMBER_SHORTENED, SUM_IN_PHONE, holds_dates, read_column
from bot.directory.sheet import Header, Row, Sheet, column_letter
from bot.directory.workbooks import BECAME_A_DATE, FORMULA_WITHOUT_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.directory.cells import Grid
    from bot.directory.columns import Column, SheetSchema
    from bot.directory.problems import Problem
    from bot.directory.retyped_dates import Change

NO_ROWS = Check("no-rows", "This sheet has no rows.", "Write at least one row under the header.")
DUPLICATE_HEADING = Check(
    "duplicate-header",
    "The heading “{column}” stands twice, so it is not clear which column counts.",
    "Remove or rename one of them.",
)
MISSING_COLUMN = Check(
    "missing-column",
    "The column “{column}” is missing.",
    "If it has another heading now, write {column} there. If it is gone, add it, with the heading {column}.",
)
MISNAMED_COLUMN = Check(
    "misnamed-column",
    "The column “{column}” is missing. The heading “{heading}” of column {letter} looks like it.",
    "Rename the heading “{heading}” to {column}, or add a column {column}.",
)
UNKNOWN_HEADINGS = Check(
    "unknown-heading",
    "The column “{column}” is missing. Headings that are not known: {headings}.",
    "If one of those columns holds it, rename its heading to {column}. If none does, add a column {column}.",
)
UNREAD_COLUMN = Check(
    "unread-column",
    "The column “{column}” is not read. It looks like “{meant}”.",
    "Rename the heading to {meant}. If the column is one of your own, give it a name that looks different.",
    Severity.WARNING,
)
ROW_TOO_LONG = Check(
    "row-too-long",
    "This row has more cells than the header, so its values may stand in the wrong columns.",
    "Move the last cells back under a heading, or empty them. In a CSV file look for a comma too many.",
)
EMPTY_FILE = Check("empty-file", "This file is empty.", "Put the header row and the rows back.")
NO_HEADINGS = Check(
    "no-headings",
    "None of the headings of this table stands in the first rows.",
    "Insert a row on top and copy the headings into it from an older copy of this sheet: {wanted}, and so on.",
)
HEADER_BELOW = Check(
    "header-below",
    "The headings stand in this row. What is above it was not read.",
    "If nothing above belongs to the table, leave it, or delete those rows.",
    Severity.WARNING,
)
OTHER_HEADING = Check(
    "other-heading",
    "The heading “{column}” was read as “{meant}”.",
    "If that is right, leave it, or rename it to {meant}. If the column is one of your own, give it another name.",
    Severity.WARNING,
)
DAMAGED_CHARACTER = Check(
    "damaged-character", "This cell holds a damaged character.", "Empty the cell and type it again."
)


SAME_MEANING = Check(
    "two-headings",
    "“{column}” and another heading both mean “{meant}”, so it is not clear which column counts.",
    "Give one of them another name, or put both into one column.",
)


LOST_VALUES: Final = (FORMULA_WITHOUT_VALUE, ERROR_CELL, NUMBER_SHORTENED, SUM_IN_PHONE)
"""What says that the spreadsheet lost what was typed: whatever else is wrong with such a cell follows from it."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Signs that no keyboard writes. Tabs, line breaks and Word's own line break (vertical tab) are none of them."""


def read_sheet(data: bytes, file: str, schema: SheetSchema, language: str = "") -> tuple[Sheet, tuple[Problem, ...]]:
    """Read one file. `file` is its path inside the directory, for the messages."""
    table = language or schema.path.partition(".")[0]
    return understand(read_grid(data, file, table, headings_of(schema)), file, schema, language)


@lru_cache(maxsize=32)
def headings_of(schema: SheetSchema) -> Callable[[str], bool]:
    """Whether a cell is one of the headings of this sheet, in whatever spelling."""
    return lru_cache(maxsize=4096)(lambda typed: schema.column(read_heading(typed, schema)) is not None)


def understand(
    grid: Grid | Finding, file: str, schema: SheetSchema, language: str = ""
) -> tuple[Sheet, tuple[Problem, ...]]:
    """Make sense of what a file holds: headings, rows, and what a spreadsheet program has made of the cells."""
    if isinstance(grid, Finding):
        return Sheet(schema, Header(file), language), (_refusal(grid, file),)
    if not grid.rows:
        return Sheet(schema, Header(file), language), (Header(file).problem(EMPTY_FILE),)
    at = _header_at(grid, schema)
    if at is None:
        wanted = ", ".join(column.name for column in schema.columns if column.presence is not Presence.OPTIONAL)
        return Sheet(schema, Header(file), language), (Header(file).problem(NO_HEADINGS, row=1, wanted=wanted),)
    header = _read_header(file, *grid.rows[at], schema)
    problems = [header.problem(HEADER_BELOW, row=header.row)] if at else []
    problems += _header_problems(header, schema)
    width = len(header.names)
    cells = [[*map(unguarded, record[:width]), *[""] * (width - len(record))] for _, record in grid.rows[at + 1 :]]
    changes = list(_read_back(cells, header, schema))
    rows = tuple(Row(header, number, tuple(row)) for (number, _), row in zip(grid.rows[at + 1 :], cells, strict=True))
    for name, was, change in changes:
        facts = dict(change.facts) if change.like is None else {**change.facts, "first": str(rows[change.like].number)}
        is_said = change.check in LOOKS_THE_SAME or change.text in facts.values()
        near = "" if is_said else change.text or ""
        problems.append(rows[change.place].problem(change.check, name, value=was, near=near, **facts))
    for row, (_, record) in zip(rows, grid.rows[at + 1 :], strict=True):
        problems += _row_problems(row, record[width:])
    problems += _findings(grid.findings, header, {row.number: row for row in rows}, schema)
    if schema.needs_rows and not rows:
        problems.append(header.problem(NO_ROWS))
    return Sheet(schema, header, language, rows, readable=True), tuple(problems)


def _refusal(finding: Finding, file: str) -> Problem:
    header = Header(file)
    if finding.heading and finding.column is not None:
        header = Header(file, *(("",) * finding.column + (finding.heading,),) * 2)
    return header.problem(finding.check, row=finding.row, column=finding.heading, value=finding.value, **finding.facts)


def _header_at(grid: Grid, schema: SheetSchema) -> int | None:
    """The place of the row with most of our headings: some people write a title above it. None when none has any."""
    is_heading = headings_of(schema)
    known = [sum(map(is_heading, record)) for _, record in grid.rows[:HEADER_WITHIN]]
    return known.index(max(known)) if any(known) else None


def _read_header(file: str, row: int, typed: tuple[str, ...], schema: SheetSchema) -> Header:
    meant = [read_heading(heading, schema) for heading in typed]
    names: list[str] = []
    for name, heading in zip(meant, typed, strict=True):
        plain = heading.strip()
        is_second = name != plain and (name in names or any(name == other.strip() for other in typed))
        names.append(plain if is_second else name)
    kept = (name if schema.column(name) else heading for name, heading in zip(names, typed, strict=True))
    return Header(file, typed, tuple(names), tuple(kept), row)


def _header_problems(header: Header, schema: SheetSchema) -> Iterator[Problem]:
    for index, (name, heading) in enumerate(zip(header.names, header.typed, strict=True)):
        meant = read_heading(heading, schema)
        if _CONTROL.search(heading):
            yield header.problem(DAMAGED_CHARACTER, row=header.row, column=name)
        if name and name in header.names[:index]:
            yield header.problem(DUPLICATE_HEADING, row=header.row, column=name)
        elif name != meant:
            yield header.problem(SAME_MEANING, row=header.row, column=name, meant=meant)
        elif name != heading.strip():
            yield header.problem(OTHER_HEADING, row=header.row, column=name, meant=name)
    own = [name for name in header.names if name and schema.column(name) is None]
    for column in schema.columns:
        if column.name in header.names or LANGUAGE_MARK in column.name:
            continue
        near = process.extractOne(column.name, own, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=80)
        if column.presence is Presence.OPTIONAL:
            if unread := near[0] if near is not None else _in_its_place(column, header, schema):
                yield header.problem(UNREAD_COLUMN, row=header.row, column=unread, meant=column.name)
        elif near is not None:
            letter = column_letter(header.places[near[0]])
            yield header.problem(MISNAMED_COLUMN, row=header.row, column=column.name, heading=near[0], letter=letter)
        elif own:
            in_its_place = _in_its_place(column, header, schema)
            unknown = [in_its_place] if in_its_place else own
            headings = ", ".join(f"{column_letter(header.places[name])} “{name}”" for name in unknown)
            yield header.problem(UNKNOWN_HEADINGS, row=header.row, column=column.name, headings=headings)
        else:
            yield header.problem(MISSING_COLUMN, row=header.row, column=column.name)


def _in_its_place(column: Column, header: Header, schema: SheetSchema) -> str:
    """The heading that stands where this column stands in our sheets, between its neighbours, if it is none of ours."""
    at = schema.columns.index(column)
    around = [neighbour.name for neighbour in (*schema.columns[at - 1 : at], *schema.columns[at + 1 : at + 2])]
    for name, after in zip(header.names, header.names[2:], strict=False):
        between = header.names[header.places[name] + 1]
        if [name, after] == around and between and schema.column(between) is None:
            return between
    last = header.names[-1]
    is_last = at == len(schema.columns) - 1 and header.names[-2:-1] == (around[0],)
    return last if is_last and schema.column(last) is None else ""


def _read_back(cells: list[list[str]], header: Header, schema: SheetSchema) -> Iterator[tuple[str, str, Change]]:
    """Put into `cells` what is read instead of them: heading, cell before, and what was made of it."""
    for name, index in header.places.items():
        column = schema.column(name)
        if column is None:
            continue
        before = [row[index].strip() for row in cells]
        for change in read_column(column, before):
            if change.text is not None:
                cells[change.place][index] = change.text
            yield name, before[change.place], change


def _row_problems(row: Row, beyond: Sequence[str]) -> Iterator[Problem]:
    if extra := [place for place, cell in enumerate(beyond) if cell.strip()]:
        problem = row.header.problem(ROW_TOO_LONG, row=row.number, value=beyond[extra[0]])
        yield replace(problem, letter=column_letter(len(row.header.names) + extra[0]))
    for name, cell in zip(row.header.names, row.typed, strict=True):
        if not cell.isprintable() and _CONTROL.search(cell):
            yield row.problem(DAMAGED_CHARACTER, name)


def _findings(
    findings: Sequence[Finding], header: Header, rows: Mapping[int, Row], schema: SheetSchema
) -> Iterator[Problem]:
    """What was found while reading, at the headings that are known by now."""
    for finding in findings:
        name = header.names[finding.column] if finding.column is not None and finding.column < len(header.names) else ""
        column = schema.column(name) if name else None
        if finding.kinds and (column is None or column.kind not in finding.kinds):
            continue
        if finding.check is BECAME_A_DATE and column is not None and holds_dates(column):
            continue
        row = rows.get(finding.row or 0)
        if row is not None:
            yield row.problem(finding.check, name, value=finding.value, **finding.facts)
        else:
            yield header.problem(finding.check, row=finding.row, column=name, value=finding.value, **finding.facts)
