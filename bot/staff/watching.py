"""Looking at a folder of spreadsheets again and again: what counts is its content, and only once that rests.

Dropbox, network drives and editors that write in pieces touch files at odd moments and set their times as they like.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from bot.directory.folder import WORKBOOK
from bot.directory.schema import AREA_FILE, SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Known = Mapping[Path, tuple[tuple[int, int], bytes]]

LOOK_EVERY: Final = 15.0
"""Seconds between two looks."""
AWAY: Final = ""
"""Stands for the content of a folder that cannot be read."""

_WHOLE_EVERY: Final = 20
"""Every so many looks all files are read anew, also those whose size and time are as before."""
_ENDINGS: Final = (".csv", ".xlsx")
_OURS: Final = frozenset({WORKBOOK, *(schema.path.partition("/")[0].partition(".")[0] for schema in SHEETS)})
_NOTES: Final = (".", "~$")
"""How the names of the files begin that Excel, LibreOffice and others keep while a sheet is open."""


class Watch:
    """The content of a folder from look to look."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: Known = {}
        self._last: str | None = None
        self._rests = False
        self._looks = 0

    def look(self, tables: Mapping[str, bytes]) -> str | None:
        """What stands for the content, `AWAY` where it cannot be read; None until two looks have found the same.

        `tables` are those that come from the web.
        """
        self._looks += 1
        if not self._rests or self._looks % _WHOLE_EVERY == 0:
            self._known = {}
        try:
            self._known = _read(self._folder, self._known)
            found = _digest(self._folder, self._known, tables)
        except OSError:
            found = AWAY
        self._rests, self._last = found == self._last, found
        return found if self._rests else None


def digest_of(folder: Path, tables: Mapping[str, bytes]) -> str:
    """What stands for the content of a folder now. Raises OSError."""
    return _digest(folder, _read(folder, {}), tables)


def _read(folder: Path, known: Known) -> Known:
    found = {}
    for file in _sheets_in(folder):
        about = file.stat()
        mark = about.st_size, about.st_mtime_ns
        before = known.get(file)
        is_same = before is not None and before[0] == mark
        found[file] = before if before and is_same else (mark, hashlib.sha256(file.read_bytes()).digest())
    if not found:  # a drive that is away often leaves an empty folder behind
        raise FileNotFoundError
    return found


def _sheets_in(folder: Path) -> Iterator[Path]:
    """The files that a directory is read from."""
    for file in sorted((*folder.glob("*"), *folder.glob("*/*"))):
        is_table = file.suffix in _ENDINGS and file.relative_to(folder).parts[0].partition(".")[0] in _OURS
        if (is_table or file == folder / AREA_FILE) and not file.name.startswith(_NOTES) and file.is_file():
            yield file


def _digest(folder: Path, found: Known, tables: Mapping[str, bytes]) -> str:
    files = [(str(file.relative_to(folder)), content) for file, (_, content) in found.items()]
    web = [(table, hashlib.sha256(data).digest()) for table, data in tables.items()]
    return hashlib.sha256(repr((sorted(files), sorted(web))).encode()).hexdigest()
