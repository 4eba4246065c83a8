"""A spreadsheet that staff sent, laid over the folder of the others, or the folder as it stands: what is wrong with it,
what it would change.

Nothing is written before somebody says so: the sheet stays in memory.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.directory.cells import Grid
from bot.directory.csv_output import sheet_bytes
from bot.directory.folder import read_table
from bot.directory.loader import read_directory
from bot.errors import FolderChangingError
from bot.files import write_whole
from bot.staff.publication import propose
from bot.staff.recognition import is_heading
from bot.staff.watching import digest_of
from bot.storage.releases import publish

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.loader import LoadResult
    from bot.directory.published import Published
    from bot.staff.publication import Proposal
    from bot.staff.weights import Weights
    from bot.storage.releases import Publication

DIGEST_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Upload:
    """The sheets of a file by their paths in the folder, and what publishing them would mean.

    No `files`: it is the folder as it stands. `seen` stands for what was read. There is no proposal where errors hold
    it back.
    """

    files: Mapping[str, bytes] = field(repr=False)
    result: LoadResult = field(repr=False)
    proposal: Proposal | None = field(repr=False)
    seen: str

    @property
    def is_folder(self) -> bool:
        """Whether nothing was sent: the folder itself is what would be published."""
        return not self.files

    @property
    def name(self) -> str:
        """The paths, one after the other."""
        return ", ".join(self.files)

    @property
    def live(self) -> int:
        """The release that residents see now, 0 before the first."""
        return (self.proposal and self.proposal.live) or 0

    @property
    def digest(self) -> str:
        """Short for what was read and all that staff are shown of it: whoever says yes says yes to exactly this."""
        shown = (self.proposal.diff, [str(doubt) for doubt in self.proposal.doubts]) if self.proposal else ()
        return hashlib.sha256(repr((self.seen, shown)).encode()).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True, slots=True)
class Office:
    """What looking at spreadsheets needs: the folder they are kept in, the database and the weights at hand."""

    folder: Path
    engine: AsyncEngine
    weights: Weights
    clock: Callable[[], datetime]
    published: Callable[[], Awaitable[Published]]
    """Gives the tables that come from the web."""


async def examine(
    office: Office, data: bytes, paths: Sequence[str], before_learning: Callable[[], Awaitable[object]]
) -> Upload:
    """Read the sheets of a file in the place of `paths` and compare all with the live release. Raises LearningError."""
    sent = dict.fromkeys(paths, data)
    published = await office.published()
    seen = hashlib.sha256(repr(sorted(paths)).encode() + data).hexdigest()
    result = await asyncio.to_thread(read_directory, office.folder, published=published, overlay=sent)
    proposal = await _compare(office, result, before_learning)
    files = {path: await asyncio.to_thread(_clean, path, data) for path in paths} if proposal else sent
    return Upload(files, result, proposal, seen)


async def examine_folder(office: Office, before_learning: Callable[[], Awaitable[object]]) -> Upload:
    """Read the folder as it stands and compare it with the live release.

    Raises FolderChangingError, LearningError, and OSError when the folder cannot be read.
    """
    published = await office.published()
    seen = await asyncio.to_thread(digest_of, office.folder, published.tables)
    result = await asyncio.to_thread(read_directory, office.folder, published=published)
    if await asyncio.to_thread(digest_of, office.folder, published.tables) != seen:
        raise FolderChangingError
    return Upload({}, result, await _compare(office, result, before_learning), seen)


async def _compare(
    office: Office, result: LoadResult, before_learning: Callable[[], Awaitable[object]]
) -> Proposal | None:
    if result.directory is None:
        return None
    learnt = await office.weights.of(result.directory, before_learning)
    return await propose(office.engine, result.directory, result.questions, learnt, office.clock())


async def release(office: Office, upload: Upload) -> Publication:
    """Write the sheets into the folder, then publish what was proposed. Raises OSError: then nothing is published."""
    proposal = upload.proposal
    if proposal is None:
        raise ValueError("errors hold back publishing")
    for path, data in upload.files.items():
        await asyncio.to_thread(write_whole, office.folder / path, data)
    return await publish(office.engine, proposal.directory, now=office.clock(), learnt=proposal.learnt)


def _clean(path: str, data: bytes) -> bytes:
    """The sheet as we write it, whatever program wrote `data`."""
    grid = read_table(data, path.removesuffix(".csv"), is_heading)
    if not isinstance(grid, Grid):
        raise TypeError("a sheet without errors is a table")
    width = max(len(cells) for _, cells in grid.rows)
    return sheet_bytes([(*cells, *("" for _ in range(width - len(cells)))) for _, cells in grid.rows])
