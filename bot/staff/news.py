"""Which warnings a change brings with it, and which were there before: nobody finds the one among the hundred.

A row that residents see unchanged has the warnings it had. What has been read back is compared, so that a day which
Excel has retyped is no news either when it is still the same day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.columns import LANGUAGE_MARK
from bot.directory.diff import ChangeKind
from bot.directory.schema import TRANSLATIONS, ZIP_CENTERS
from bot.directory.services_schema import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.directory.diff import Diff
    from bot.directory.problems import Problem

    RowOf = tuple[str, tuple[str, ...]]  # table, key

_TRANSLATED: Final = re.compile(r"(?P<field>.+) \((?P<language>[^()]+)\)")
_TRANSLATIONS: Final = TRANSLATIONS.path.partition("/")[0] + "/"
_WHOLE: Final = frozenset({""})
"""Stands for every column: each begins with it."""


@dataclass(frozen=True, slots=True)
class News:
    """What a diff touches: rows with their changed columns, services under a new id or an old one, services that go."""

    rows: Mapping[RowOf, frozenset[str]]
    ids: frozenset[str]
    gone: frozenset[str]

    @classmethod
    def of(cls, diff: Diff) -> News:
        """Everything that a diff touches."""
        services = [change for change in diff.rows if change.file == SERVICES.path]
        fresh = [change for change in services if change.kind is ChangeKind.ADDED or change.was]
        gone = {change.id for change in services if change.kind is ChangeKind.REMOVED}
        ids = {id for change in fresh for id in (change.id, change.was) if id}
        return cls(dict(_rows(diff)), frozenset(ids), frozenset(gone))

    def ends(self, problem: Problem) -> bool:
        """Whether a problem goes away for residents, together with its service."""
        return _is_about(problem, self.gone)

    def brings(self, problem: Problem) -> bool:
        """Whether a problem of a row may come from this change."""
        if problem.table.startswith(_TRANSLATIONS) and _is_about(problem, self.ids):
            return True
        changed = [self.rows.get((problem.table, key), frozenset[str]()) for key in problem.keys]
        if problem.facts or not problem.name:  # its words count more than one cell
            return any(changed)
        # A notice and its last day belong together, as their headings say: alert, alert_until.
        return any(problem.name.startswith(name) for name in changed[0])


def _is_about(problem: Problem, services: frozenset[str]) -> bool:
    is_there = problem.table == SERVICES.path or problem.table.startswith(_TRANSLATIONS)
    return is_there and problem.keys[0][0] in services


def _rows(diff: Diff) -> Iterator[tuple[RowOf, frozenset[str]]]:
    for change in diff.rows:
        is_whole = change.kind is ChangeKind.ADDED or change.was
        names = frozenset(field.field for field in change.fields)
        yield (change.file, (change.id,)), _WHOLE if is_whole else names
        for found in map(_TRANSLATED.fullmatch, names if change.file == SERVICES.path else ()):
            if found:
                table = TRANSLATIONS.path.replace(LANGUAGE_MARK, found["language"])
                yield (table, (change.id, found["field"])), _WHOLE
    for lines in diff.lines:
        size = len(ZIP_CENTERS.key) if lines.file == ZIP_CENTERS.path else None
        for line in lines.new:
            yield (lines.file, line[:size]), _WHOLE
