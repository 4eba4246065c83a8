"""A folder of spreadsheets -> a Directory, or every problem in it at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.directory import build, checks
from bot.directory.area import read_area
from bot.directory.columns import LANGUAGE_MARK
from bot.directory.problems import Check, Severity
from bot.directory.schema import (
    AREA_FILE,
    EXPRESSIONS,
    HOTLINES,
    NEEDS,
    PARTNERS,
    PHRASES,
    PRIVATE_PHRASES,
    QUESTIONS,
    SHEETS,
    TRANSLATIONS,
    URGENT_PHRASES,
    ZIP_CENTERS,
)
from bot.directory.services_schema import SERVICES
from bot.directory.sheet import Header, Sheet, read_sheet
from bot.directory.tables import Tables
from bot.errors import DirectoryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bot.directory.columns import SheetSchema
    from bot.directory.model import Directory, JudgedQuestion
    from bot.directory.problems import Problem

_REQUIRED = (SERVICES, NEEDS, HOTLINES, PHRASES, URGENT_PHRASES)

MISSING_FOLDER = Check(
    "missing-folder",
    "There is no such folder.",
    "Say where the spreadsheets are, or start the command in the folder above them.",
)
MISSING_FILE = Check("missing-file", "This file is missing.", "Put it back, or check that the folder is the right one.")
UNREADABLE_FILE = Check(
    "unreadable-file",
    "This file cannot be opened.",
    "Close it in other programs and make sure that you may open it.",
)
EMPTY_FOLDER = Check(
    "empty-folder", "There is no file in this folder.", "Put one file for each language there, such as {example}."
)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What reading a folder gave. `directory` is None when any problem is an error.

    `questions` stay with staff: they are tried before publishing and are no part of a release.
    """

    directory: Directory | None
    problems: tuple[Problem, ...]
    questions: tuple[JudgedQuestion, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that hold back publishing."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def read_directory(path: Path, *, today: date | None = None, overlay: Mapping[str, bytes] | None = None) -> LoadResult:
    """Read and check the folder `path`. Nothing that stands in it raises; `today` is for expired notices.

    `overlay` holds files by their path in the folder, such as phrases/es.csv: they are read in place of those there.
    """
    if not path.is_dir():
        return LoadResult(None, (Header(str(path)).problem(MISSING_FOLDER),))
    tables, problems = read_tables(path, today or date.today(), overlay)
    found = tuple(sorted(_without_secrets((*problems, *checks.check(tables)), tables.services), key=_place))
    if tables.area is None or any(p.severity is Severity.ERROR for p in found):
        return LoadResult(None, found)
    return LoadResult(build.build_directory(tables, tables.area), found, build.build_questions(tables.questions))


def read_tables(
    path: Path, today: date, overlay: Mapping[str, bytes] | None = None
) -> tuple[Tables, tuple[Problem, ...]]:
    """Read every sheet in the folder `path` and say what could not be read; nothing is judged yet."""
    reader = _Reader(path, overlay or {})
    data = reader.read(AREA_FILE, required=True)
    area, problems = (None, ()) if data is None else read_area(data)
    reader.problems.extend(problems)
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
    return tables, tuple(reader.problems)


def load_directory(path: Path) -> Directory:
    """The directory in the folder `path`. Raises DirectoryError with every problem when there is an error."""
    result = read_directory(path)
    if result.directory is None:
        raise DirectoryError(result.problems)
    return result.directory


_FILES = (AREA_FILE, *(schema.path.partition("/")[0] for schema in SHEETS))


def _place(problem: Problem) -> tuple[int, str, int]:
    """Problems come in the order in which somebody mends them: file by file, from the top down."""
    return _FILES.index(problem.file.partition("/")[0]), problem.file, problem.row or 0


def _without_secrets(problems: Iterable[Problem], services: Sheet) -> Iterator[Problem]:
    """Leave out the values of rows whose address may be secret: a shifted row holds it under any heading."""
    shown = {row.number for row in services.rows if not row.is_hidden}
    for problem in problems:
        is_header = problem.row is None or problem.row == 1
        if problem.file == SERVICES.path and problem.row not in shown and not is_header:
            problem = replace(problem, value="", near="")
        yield problem


class _Reader:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, path: Path, overlay: Mapping[str, bytes]) -> None:
        self.path = path
        self.overlay = overlay
        self.problems: list[Problem] = []

    def read(self, file: str, *, required: bool) -> bytes | None:
        if file in self.overlay:
            return self.overlay[file]
        try:
            return (self.path / file).read_bytes()
        except FileNotFoundError:
            if required:
                self.problems.append(Header(file).problem(MISSING_FILE))
        except OSError:
            self.problems.append(Header(file).problem(UNREADABLE_FILE))
        return None

    def sheet(self, schema: SheetSchema, file: str = "", language: str = "") -> Sheet:
        file = file or schema.path
        data = self.read(file, required=schema in _REQUIRED)
        if data is None:
            return Sheet(schema, Header(file), language)
        sheet, problems = read_sheet(data, file, schema, language)
        self.problems.extend(problems)
        return sheet

    def sheets(self, schema: SheetSchema) -> tuple[Sheet, ...]:
        folder = schema.path.partition("/")[0]
        here = (PurePosixPath(file) for file in self.overlay if file.startswith(f"{folder}/"))
        languages = sorted({file.stem for file in (*(self.path / folder).glob("*.csv"), *here)})
        if not languages and schema in _REQUIRED:
            example = schema.path.replace(LANGUAGE_MARK, "en")
            self.problems.append(Header(f"{folder}/").problem(EMPTY_FOLDER, example=example))
        return tuple(
            self.sheet(schema, schema.path.replace(LANGUAGE_MARK, language), language) for language in languages
        )
