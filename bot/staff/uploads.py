"""A spreadsheet that staff sent, laid over the folder of the others, or the folder as it stands: what is wrong with it,
what it would change.

Nothing is written before somebody says so: the sheet stays in memory.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.directory.loader import read_directory
from bot.errors import FolderChangingError, UnwritableWorkbookError
from bot.files import write_all
from bot.lexicon.learnt import FILE as LEARNT
from bot.lexicon.learnt import saved
from bot.staff.keeping import check_closed, files_for, places_of
from bot.staff.publication import propose, read_live
from bot.staff.watching import digest_of
from bot.storage.releases import live_release_id, publish

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.loader import LoadResult
    from bot.directory.published import Published
    from bot.staff.publication import Live, Proposal
    from bot.staff.weights import Weights
    from bot.storage.releases import Publication

DIGEST_LENGTH: Final = 16
NAMED: Final = 3
"""How many of the sheets of an upload a message names."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Sheets that were sent, and what publishing them would mean. There is no proposal where errors hold it back.

    `labels` name them as messages do, `files` are what to write by their paths in the folder. Without labels it is the
    folder as it stands. `seen` stands for what was read, `is_known` says that the folder holds the same
    and residents see it: then there is nothing to do.
    """

    labels: tuple[str, ...]
    files: Mapping[str, bytes] = field(repr=False)
    result: LoadResult = field(repr=False)
    proposal: Proposal | None = field(repr=False)
    seen: str
    is_known: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether nothing was sent: the folder itself is what would be published."""
        return not self.labels

    @property
    def name(self) -> str:
        """The labels, one after the other; of a workbook with many sheets the first ones, and how many there are."""
        count = len(self.labels)
        return ", ".join(self.labels[:NAMED]) + (f" … ({count})" if count > NAMED else "")

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
    """Read the sheets of a file in the place of `paths` and compare all with the live release.

    Raises LearningError, and KeptElsewhereError or UnwritableWorkbookError for what cannot be written into the folder.
    """
    published = await office.published()
    places = await asyncio.to_thread(places_of, office.folder, published, paths)
    labels = tuple(place.label for place in places.values())
    seen = hashlib.sha256(repr(sorted(paths)).encode() + data).hexdigest()
    sent, live = dict.fromkeys(paths, data), await read_live(office.engine)
    result = await asyncio.to_thread(
        read_directory, office.folder, published=published, overlay=sent, live=live and live[1]
    )
    if result.directory is None:
        return Upload(labels, {}, result, None, seen)
    files = await asyncio.to_thread(files_for, office.folder, places, data)
    if books := [file for file in files if file not in paths]:
        # Nobody has seen the workbook that we make, so it is read once more: it must say what was sent, and no less.
        again = await asyncio.to_thread(read_directory, office.folder, published=published, overlay=files)
        if (again.directory, again.questions) != (result.directory, result.questions):
            raise UnwritableWorkbookError(", ".join(books))
    proposal = await _compare(office, live, result, before_learning)
    is_known = False
    if proposal and not proposal.diff:
        kept = await asyncio.to_thread(read_directory, office.folder, published=published)
        is_known = (kept.directory, kept.questions) == (result.directory, result.questions)
    return Upload(labels, files, result, proposal, seen, is_known)


async def examine_folder(office: Office, before_learning: Callable[[], Awaitable[object]]) -> Upload:
    """Read the folder as it stands and compare it with the live release.

    Raises FolderChangingError, LearningError, and OSError when the folder cannot be read.
    """
    published = await office.published()
    seen = await asyncio.to_thread(digest_of, office.folder, published.tables)
    live = await read_live(office.engine)
    result = await asyncio.to_thread(read_directory, office.folder, published=published, live=live and live[1])
    if await asyncio.to_thread(digest_of, office.folder, published.tables) != seen:
        raise FolderChangingError
    if result.directory is not None:
        await asyncio.to_thread(published.accept)
    proposal = await _compare(office, live, result, before_learning)
    return Upload((), {}, result, proposal, seen, is_known=proposal is not None and not proposal.diff)


async def _compare(
    office: Office, live: Live | None, result: LoadResult, before_learning: Callable[[], Awaitable[object]]
) -> Proposal | None:
    if result.directory is None:
        return None
    learnt = await office.weights.of(result.directory, before_learning)
    if await live_release_id(office.engine) != (live and live[0]):  # somebody was faster while it learnt
        live = await read_live(office.engine)
    return await propose(live, result.directory, result.questions, learnt, office.clock())


async def release(office: Office, upload: Upload) -> Publication:
    """Write the sheets and the weights into the folder, then publish what was proposed.

    Raises OSError, and OpenElsewhereError for a file that somebody has open: then the folder is as it was and nothing
    is published.
    """
    proposal = upload.proposal
    if proposal is None:
        raise ValueError("errors hold back publishing")
    await asyncio.to_thread(check_closed, office.folder, upload.files)
    await asyncio.to_thread(_keep, office.folder, upload, proposal.learnt)
    return await publish(office.engine, proposal.directory, now=office.clock(), learnt=proposal.learnt)


def _keep(folder: Path, upload: Upload, learnt: bytes) -> None:
    files = {folder / path: data for path, data in upload.files.items()}
    if learnt != saved(folder):
        files[folder / LEARNT] = learnt  # else a restart would learn the same once more
    try:
        write_all(files)
    except OSError:
        if not upload.is_folder:  # a folder that may only be read can be published; the release holds the weights
            raise
