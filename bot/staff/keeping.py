"""Where the sheets of an upload are kept, and the files to write for them: each table stays in the form it has."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from bot.directory.cells import Grid, Refused
from bot.directory.csv_output import sheet_bytes
from bot.directory.folder import Folder, Place, read_table
from bot.directory.grids import choose_sheet, open_workbook_file
from bot.directory.workbook_editing import replace_sheets
from bot.errors import KeptElsewhereError, OpenElsewhereError, UnwritableWorkbookError
from bot.staff.recognition import is_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from bot.directory.published import Published
    from bot.directory.workbooks import Workbook

_SIGNS_OF_OPEN: Final = ("~${name}", ".~lock.{name}#")
"""The files that Excel and LibreOffice keep beside one that is open."""


def places_of(folder: Path, published: Published, paths: Sequence[str]) -> dict[str, Place]:
    """Each sheet's path, such as phrases/es.csv, to where it is kept in the folder; a new one in a file of its own.

    Raises KeptElsewhereError for tables from the web.
    """
    kept = Folder(folder, published, {})
    kept.open_workbook()
    found = {}
    for path in paths:
        places = kept.places(path.removesuffix(".csv"), is_heading)
        found[path] = places[0] if places else Place(path, lambda: None, path)
    if elsewhere := [place.label for place in found.values() if not place.file]:
        raise KeptElsewhereError(", ".join(elsewhere))
    return found


def files_for(folder: Path, places: Mapping[str, Place], data: bytes) -> dict[str, bytes]:
    """The files to write, by their paths in the folder, so that each table of `data` stands where it is kept.

    Raises UnwritableWorkbookError where a workbook cannot be changed without harm, and OSError.
    """
    opened = lru_cache(maxsize=1)(open_workbook_file)
    files: dict[str, bytes] = {}
    books: defaultdict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(dict)  # file, path, rows
    for path, place in places.items():
        rows = _rows(path, data, opened)
        if place.file == path:
            files[path] = sheet_bytes(rows)
        else:
            books[place.file][path] = rows
    for file, tables in books.items():
        book = (folder / file).read_bytes()
        try:
            sheets = {_sheet_of(places[path], path, book): rows for path, rows in tables.items()}
            files[file] = replace_sheets(book, sheets)
        except (Refused, ValueError, KeyError, BadZipFile):
            raise UnwritableWorkbookError(file) from None
    return files


def check_closed(folder: Path, files: Iterable[str]) -> None:
    """See that none of these files is open on a drive that others write to as well: Excel and LibreOffice leave a sign.

    Raises OpenElsewhereError.
    """
    for file in files:
        path = folder / file
        for sign in (pattern.format(name=path.name) for pattern in _SIGNS_OF_OPEN):
            if path.with_name(sign).exists():
                raise OpenElsewhereError(file, sign)


def _sheet_of(place: Place, path: str, book: bytes) -> str:
    return place.sheet or choose_sheet(open_workbook_file(book), path.removesuffix(".csv").rpartition("/")[2])


def _rows(path: str, data: bytes, opened: Callable[[bytes], Workbook]) -> list[tuple[str, ...]]:
    """The rows of a sheet, all of one width, whatever program wrote `data`."""
    grid = read_table(data, path.removesuffix(".csv"), is_heading, opened)
    if not isinstance(grid, Grid):
        raise TypeError("a sheet without errors is a table")
    width = max(len(cells) for _, cells in grid.rows)
    return [(*cells, *("" for _ in range(width - len(cells)))) for _, cells in grid.rows]
