"""A folder of spreadsheets -> a Directory, or every problem in it at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.directory import build, checks
from bot.directory.area import read_area
from bot.directory.columns import LANGUAGE_MARK
from bot.directory.folder import Folder
from bot.directory.live_checks import Comparison
from bot.directory.place_checks import conceal
from bot.directory.problems import Check, Severity
from bot.directory.published import Published
from bot.directory.schema import (
    AREA_FILE,
    EXPRESSIONS,
    HOTLINES,
    NEEDS,
    PARTNERS,
    PHRASES,
    PRIVATE_PHRASES,
    QUESTIONS,
    TRANSLATIONS,
    URGENT_PHRASES,
    ZIP_CENTERS,
)
from bot.directory.services_schema import SERVICES
from bot.directory.sheet import Header, Sheet
from bot.directory.sheet_reading import LOST_VALUES, understand
from bot.directory.tables import Tables
from bot.errors import DirectoryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.directory.columns import SheetSchema
    from bot.directory.model import Directory, JudgedQuestion
    from bot.directory.problems import Problem

_NOTHING_PUBLISHED = Published()
_REQUIRED = (SERVICES, NEEDS, HOTLINES, PHRASES, URGENT_PHRASES)

MISSING_FOLDER = Check(
    "missing-folder",
    "There is no such folder.",
    "Say where the spreadsheets are, or start the command in the folder above them.",
)
EMPTY_FOLDER = Check(
    "empty-folder", "There is no file in this folder.", "Put one file for each language there, such as {example}."
)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What reading a folder gave. `directory` is None when any problem is an error.

    `questions` stay with staff: they are tried before publishing and are no part of a release. `labels` name each
    table, by its CSV file, as messages do: it may be a sheet of a workbook.
    """

    directory: Directory | None
    problems: tuple[Problem, ...]
    questions: tuple[JudgedQuestion, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that hold back publishing."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def read_directory(
    path: Path,
    *,
    today: date | None = None,
    published: Published = _NOTHING_PUBLISHED,
    overlay: Mapping[str, bytes] | None = None,
    live: Directory | None = None,
) -> LoadResult:
    """Read and check the folder `path`. Nothing that stands in it raises; `today` is for expired notices.

    `published` tables count before those of the folder. `overlay` holds files by their path in the folder, such as
    phrases/es.csv: they are read in place of those there. `live` is what residents see now, to compare with.
    """
    if not path.is_dir():
        return LoadResult(None, (Header(str(path)).problem(MISSING_FOLDER),))
    tables, reader = _read(path, today or date.today(), published, overlay or {})
    problems = conceal(_judge(tables, live, (*reader.folder.problems, *reader.problems)))
    shown = _without_secrets(_without_echoes(problems), tables.services)
    found = _with_keys(sorted(shown, key=reader.folder.place), tables)
    if tables.area is None or any(p.severity is Severity.ERROR for p in found):
        return LoadResult(None, found)
    directory, questions = build.build_directory(tables, tables.area), build.build_questions(tables.questions)
    return LoadResult(directory, found, questions, {sheet.path: sheet.header.file for sheet in tables.sheets})


def read_tables(
    path: Path, today: date, published: Published = _NOTHING_PUBLISHED
) -> tuple[Tables, tuple[Problem, ...]]:
    """Read every sheet in the folder `path` and say what could not be read; nothing is judged yet."""
    tables, reader = _read(path, today, published, {})
    return tables, (*reader.folder.problems, *reader.problems)


def _read(path: Path, today: date, published: Published, overlay: Mapping[str, bytes]) -> tuple[Tables, _Reader]:
    reader = _Reader(path, published, overlay)
    data = reader.folder.read(AREA_FILE, required=True)
    area, problems = (None, ()) if data is None else read_area(data)
    reader.problems.extend(problems)
    reader.folder.open_workbook()
    tables = Tables(
        area=area,
        services=reader.sheet(SERVICES),
        needs=reader.sheet(NEEDS),
        hotlines=reader.sheet(HOTLINES),
        partners=reader.sheet(PARTNERS),
        questions=reader.sheet(QUESTIONS),
        zip_centers=reader.sheet(ZIP_CENTERS),
        phrases=reader.sheets(PHRASES),
        urgent_phrases=reader.sheets(URGENT_PHRASES),
        private_phrases=reader.sheets(PRIVATE_PHRASES),
        expressions=reader.sheets(EXPRESSIONS),
        translations=reader.sheets(TRANSLATIONS),
        today=today,
    )
    return tables, reader


def load_directory(path: Path) -> Directory:
    """The directory in the folder `path`. Raises DirectoryError with every problem when there is an error."""
    result = read_directory(path)
    if result.directory is None:
        raise DirectoryError(result.problems)
    return result.directory


def _judge(tables: Tables, live: Directory | None, read: Sequence[Problem]) -> Iterator[Problem]:
    """What was told in reading, then what is wrong with it, both by itself and beside what residents see."""
    if live is None:
        yield from (*read, *checks.check(tables))
        return
    beside = Comparison.of(tables, live)
    judged = beside.retold(checks.check(beside.restored(tables)))
    problems = (*read, *judged, *beside.lost_ids(tables))
    if any(problem.severity is Severity.ERROR for problem in problems):  # else they are told with the changes
        yield from beside.moved_columns()
    yield from problems


def _without_echoes(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Leave out what follows from a lost value, and what was read of a cell where that is an error as well."""
    lost: dict[tuple[str, int | None, str], Problem] = {}
    for problem in problems:
        if problem.check in LOST_VALUES:
            lost.setdefault(_cell(problem), problem)
    wrong = {_cell(problem) for problem in problems if problem.severity is Severity.ERROR}
    for problem in problems:
        if problem.severity is Severity.WARNING and _cell(problem) in wrong:
            problem = replace(problem, near="")
        if lost.get(_cell(problem), problem) is problem:
            yield problem


def _cell(problem: Problem) -> tuple[str, int | None, str]:
    return problem.file, problem.row, problem.letter


def _without_secrets(problems: Iterable[Problem], services: Sheet) -> Iterator[Problem]:
    """Leave out the values of rows whose address may be secret: a shifted row holds it under any heading."""
    header, shown = services.header, {row.number for row in services.rows if not row.is_hidden}
    for problem in problems:
        is_header = problem.row is None or problem.row == header.row
        if problem.file == header.file and problem.row not in shown and not is_header:
            problem = replace(problem, value="", near="")
        yield problem


def _with_keys(problems: Sequence[Problem], tables: Tables) -> tuple[Problem, ...]:
    """Say of each row that a problem names which one it is, whatever place in its sheet it has."""
    wanted = {(problem.file, number) for problem in problems for number in _rows_named(problem)}
    found: dict[tuple[str, int], tuple[str, tuple[str, ...]]] = {}
    for sheet in tables.sheets:
        for row in sheet.rows if sheet.schema is not QUESTIONS else ():  # those are no part of a release
            if (sheet.header.file, row.number) in wanted:
                found[sheet.header.file, row.number] = sheet.path, tuple(row[name] for name in sheet.schema.key)
    known = []
    for problem in problems:
        rows = [found[problem.file, number] for number in _rows_named(problem) if (problem.file, number) in found]
        keys = tuple(key for _, key in rows)
        known.append(replace(problem, table=rows[0][0], keys=keys) if rows else problem)
    return tuple(known)


def _rows_named(problem: Problem) -> tuple[int, ...]:
    first = (int(problem.facts["first"]),) if "first" in problem.facts else ()
    return () if problem.row is None else (problem.row, *first)


class _Reader:
    """Reads the tables of one folder and gathers what is wrong with them."""

    def __init__(self, path: Path, published: Published, overlay: Mapping[str, bytes]) -> None:
        self.folder = Folder(path, published, overlay)
        self.problems: list[Problem] = []

    def sheet(self, schema: SheetSchema, language: str = "") -> Sheet:
        file, grid = self.folder.table(schema, language, required=schema in _REQUIRED)
        if grid is None:
            return Sheet(schema, Header(file), language)
        sheet, problems = understand(grid, file, schema, language)
        self.problems.extend(problems)
        return sheet

    def sheets(self, schema: SheetSchema) -> tuple[Sheet, ...]:
        languages = self.folder.languages(schema)
        if not languages and schema in _REQUIRED:
            folder, example = f"{schema.path.partition('/')[0]}/", schema.path.replace(LANGUAGE_MARK, "en")
            self.folder.order.setdefault(folder, len(self.folder.order))
            self.problems.append(Header(folder).problem(EMPTY_FOLDER, example=example))
        return tuple(self.sheet(schema, language) for language in languages)
