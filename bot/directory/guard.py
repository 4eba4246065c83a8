"""When a change is so large that it may be a mistake, somebody has to say that it is none.

A sheet sorted halfway, a filter left on or a column pasted one row too low look like ordinary edits to every other
check. A wrong number can send a person in danger to the wrong place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.diff import NOT_SHOWN, ChangeKind
from bot.directory.schema import HOTLINES
from bot.directory.services_schema import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.directory.diff import Diff, FieldChange
    from bot.directory.model import Directory

MOST_REMOVED: Final = 0.2
"""The share of services that may go at once, or get another id."""
MOST_PHONES: Final = 5
"""How many services may get other numbers at once."""
MOST_MOVED: Final = 5
"""How many texts of one column may go from one service to another at once."""

_NAMED_COLUMNS: Final = 3
_NUMBERS: Final = ("phone", "phone_ext", "sms")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look again: a sentence with named places, and what stands there."""

    sentence: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


def doubts(live: Directory | None, new: Directory, diff: Diff) -> tuple[Doubt, ...]:
    """Why this publication needs a second look; empty for ordinary work and for a first release."""
    return tuple(_doubts(live, new, diff)) if live else ()


def _doubts(live: Directory, new: Directory, diff: Diff) -> Iterator[Doubt]:
    gone, before = diff.count(ChangeKind.REMOVED), len(live.published)
    others = sum(bool(change.was) for change in diff.rows if change.file == SERVICES.path)
    if before and (gone + others) / before > MOST_REMOVED:
        if gone:
            yield Doubt("{gone} of {before} services would disappear.", {"gone": str(gone), "before": str(before)})
        if others:
            counts = {"count": str(others), "before": str(before)}
            yield Doubt("Services that would get another id, so that links to them break: {count} of {before}.", counts)
    for category in live.area.categories:
        if _serves(live, category) and not _serves(new, category):
            yield Doubt("No service would be left for “{category}”.", {"category": category})
    if (phones := _renumbered(diff, SERVICES.path)) > MOST_PHONES:
        yield Doubt("The phone numbers of {count} services would change at once.", {"count": str(phones)})
    if lines := _renumbered(diff, HOTLINES.path):
        yield Doubt("Urgent lines whose number would change: {count}.", {"count": str(lines)})
    if columns := moved_columns(
        field for change in diff.rows if change.file == SERVICES.path for field in change.fields
    ):
        named = ", ".join(columns[:_NAMED_COLUMNS]) + (" …" if len(columns) > _NAMED_COLUMNS else "")
        yield Doubt(
            "Texts would move from one service to another, in: {columns}. Was one column sorted by itself, or was "
            "something pasted into the wrong rows? If so, undo that in Excel, or take an older copy of the sheet.",
            {"columns": named},
        )


def _serves(directory: Directory, category: str) -> bool:
    return any(need.partition(".")[0] == category for service in directory.published for need in service.needs)


def _renumbered(diff: Diff, file: str) -> int:
    """Rows of a file whose numbers change; an urgent line that goes counts too."""
    return sum(
        any(field.field in _NUMBERS for field in change.fields)
        or (file == HOTLINES.path and change.kind is ChangeKind.REMOVED)
        for change in diff.rows
        if change.file == file
    )


def moved_columns(changes: Iterable[FieldChange]) -> list[str]:
    """Columns whose texts stay the same but stand in other rows, as after sorting one column by itself."""
    old: defaultdict[str, set[str]] = defaultdict(set)
    new: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        old[change.field].add(change.old)
        new[change.field].add(change.new)
    return [name for name, texts in old.items() if len((texts & new[name]) - {"", NOT_SHOWN}) > MOST_MOVED]
