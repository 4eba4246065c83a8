"""From read spreadsheets to a live release: what would change, what is doubtful, what residents would lose.

A terminal and the staff chat go the same way, so that neither can publish what the other would hold back.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.directory.catalogue import Catalogue
from bot.directory.coverage import untranslated
from bot.directory.diff import Diff, compare
from bot.directory.guard import Doubt, doubts
from bot.errors import NoReleaseError
from bot.lexicon.learnt import read
from bot.pipeline import LiveRelease
from bot.search.index import build_index
from bot.staff.questions import Miss, misses
from bot.storage.releases import load_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.model import Directory, JudgedQuestion

    Live = tuple[int, Directory, bytes]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What publishing `directory` over the release `live` (None: the first) would mean.

    `missed` are all test questions that do not find what they should, `lost` those of them that the live release
    still answers. `doubts` are the reasons to have it looked at again; `lost` questions are one of them. `untranslated`
    counts by language the texts that the live release has translated, or has not at all.
    """

    live: int | None
    directory: Directory
    learnt: bytes
    diff: Diff
    doubts: tuple[Doubt, ...]
    missed: tuple[Miss, ...]
    lost: tuple[Miss, ...]
    untranslated: Mapping[str, int] = field(default_factory=dict)


async def read_live(engine: AsyncEngine) -> Live | None:
    """The live release with its number and its weights; None before the first one."""
    try:
        return await load_whole(engine)
    except NoReleaseError:
        return None


async def propose(
    live: Live | None, directory: Directory, questions: Sequence[JudgedQuestion], learnt: bytes, now: datetime
) -> Proposal:
    """Compare `directory` with the live release. `learnt` are the weights of its phrases; nothing is written."""
    return await asyncio.to_thread(_propose, live, directory, questions, learnt, now)


def _propose(
    live: Live | None, directory: Directory, questions: Sequence[JudgedQuestion], learnt: bytes, now: datetime
) -> Proposal:
    live_id, before, weights = live or (None, None, b"")
    diff = compare(before, directory)
    missed = misses(questions, release_of(directory, learnt), now)
    lost: tuple[Miss, ...] = ()
    if before and missed:
        never = {miss.question for miss in misses((m.question for m in missed), release_of(before, weights), now)}
        lost = tuple(miss for miss in missed if miss.question not in never)
    reasons = doubts(before, directory, diff)
    if lost:
        count = str(len(lost))
        reasons += (Doubt("Test questions that would no longer find what they should: {count}.", {"count": count}),)
    fresh = _newly_untranslated(before, directory, diff) if before else {}
    return Proposal(live_id, directory, learnt, diff, reasons, missed, lost, fresh)


def _newly_untranslated(before: Directory, directory: Directory, diff: Diff) -> Mapping[str, int]:
    """Without the services under another id: that is told, and putting the id back mends it."""
    renamed = {change.id for change in diff.rows if change.was}
    fresh = untranslated(directory) - untranslated(before)
    return Counter(language for language, id, _ in fresh if id not in renamed)


def release_of(directory: Directory, learnt: bytes) -> LiveRelease:
    """A directory as residents would ask it, before it is published."""
    return LiveRelease(0, Catalogue.of(directory), build_index(directory, read(learnt)))
