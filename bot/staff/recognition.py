"""Which sheet of the directory a file is. Its headings say so; its name says which language it is in.

People rename files, download them twice and keep the date in the name, so the name alone decides only where no
headings can be read.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Final

from bot.directory.cells import Grid, Refused
from bot.directory.columns import LANGUAGE_MARK, Presence
from bot.directory.delimited import HEADER_WITHIN
from bot.directory.folder import table_of
from bot.directory.grids import is_workbook, open_workbook_file, read_grid
from bot.directory.headings import read_heading
from bot.directory.schema import SHEETS
from bot.directory.sheet_reading import headings_of as headings_known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.directory.columns import SheetSchema

_COPY: Final = re.compile(r"(\s*\(\d+\)|[ _-]+copy)+$", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z]+")
_KNOWN: Final = tuple(headings_known(schema) for schema in SHEETS)


def tables_in(data: bytes, name: str, languages: Collection[str]) -> tuple[str, ...]:
    """The paths of all sheets that a file holds: those of a workbook by the names of its sheets. Empty when unclear."""
    named = []
    if is_workbook(data):
        with contextlib.suppress(Refused):
            named = [table_of(sheet) for sheet in open_workbook_file(data).sheets]
    found = tuple(f"{table}.csv" for table in named if table and table.partition("/")[2] in ("", *languages))
    if len(named) > 1 and found:
        return found
    path = recognise(data, name, languages)
    return (path,) if path else ()


def recognise(data: bytes, name: str, languages: Collection[str]) -> str | None:
    """The path of the sheet in the folder of spreadsheets, such as phrases/es.csv; None when it is not clear.

    `languages` are the codes that a sheet can be in. The name must hold one of them where there is a file for each.
    """
    stem = _COPY.sub("", re.split(r"[/\\]", name)[-1].rpartition(".")[0]).lower()
    schema = _by_headings(headings_of(data, name), stem) or _by_name(stem)
    if schema is None:
        return None
    if not schema.per_language:
        return schema.path
    parts = [part for part in re.split(r"[^a-z]+", stem.removeprefix(_stem_of(schema))) if part]
    whole = "-".join(parts)
    spoken = {code.lower(): code for code in languages}
    code = spoken.get(whole) or next((spoken[part] for part in reversed(parts) if part in spoken), None)
    return code and schema.path.replace(LANGUAGE_MARK, code)


def headings_of(data: bytes, name: str) -> tuple[str, ...]:
    """The headings of a file; empty where it cannot be read as a table. A title may stand above."""
    grid = read_grid(data, name, "", is_heading)
    rows = [cells for _, cells in grid.rows[:HEADER_WITHIN]] if isinstance(grid, Grid) else []
    return max(rows, key=_count_headings, default=())


def is_heading(text: str) -> bool:
    """Whether some sheet has a column of that name."""
    return any(known(text) for known in _KNOWN)


def _count_headings(row: tuple[str, ...]) -> int:
    return sum(map(is_heading, row))


def _by_headings(headings: tuple[str, ...], stem: str) -> SheetSchema | None:
    """The sheet that most of these headings belong to; its name decides between two that are as near."""
    scores = {schema.path: _score(schema, headings) for schema in SHEETS}
    best = max(scores.values())
    nearest = [schema for schema in SHEETS if scores[schema.path] == best > 0]
    return nearest[0] if len(nearest) == 1 else _named(nearest, stem)


def _score(schema: SheetSchema, headings: tuple[str, ...]) -> int:
    meant = [read_heading(heading, schema) for heading in headings]
    known = sum(schema.column(name) is not None for name in meant)
    wanted = [column.name for column in schema.columns if column.presence in (Presence.FILLED, Presence.HEADING)]
    return known - sum(name not in meant for name in wanted)


def _by_name(stem: str) -> SheetSchema | None:
    return _named(SHEETS, stem)


def _named(schemas: Iterable[SheetSchema], stem: str) -> SheetSchema | None:
    """The sheet with the longest name that this one begins with: urgent_phrases-es is no phrases-es."""
    plain = "".join(_WORD.findall(stem))
    named = [schema for schema in schemas if plain.startswith("".join(_WORD.findall(_stem_of(schema))))]
    return max(named, key=lambda schema: len(schema.path), default=None)


def _stem_of(schema: SheetSchema) -> str:
    return schema.path.partition("/")[0].removesuffix(".csv")
