"""Problems that say the same, told in one go: a column pasted one row too low is one sentence and not a hundred."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.directory.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.directory.problems import Problem


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one file and column with the same words, in the order of the rows; there is at least one."""

    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem:
        """Stands for all where they are the same."""
        return self.problems[0]

    @property
    def rows(self) -> tuple[int, ...]:
        """The sheet's own row numbers; empty when the whole file is meant."""
        return tuple(dict.fromkeys(problem.row for problem in self.problems if problem.row is not None))

    @property
    def values(self) -> tuple[str, ...]:
        """The different values, in the order of the rows."""
        return tuple(dict.fromkeys(problem.value for problem in self.problems if problem.value))

    @property
    def is_alike(self) -> bool:
        """Whether the same stands in every row; what is withheld may be anything."""
        return len({problem.value for problem in self.problems}) == 1


def grouped(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Put repeats together. The groups come in the order in which the first of each stands."""
    found: defaultdict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for problem in problems:
        words = problem.message, problem.action
        found[problem.file, problem.code, problem.letter, problem.column, *words].append(problem)
    return tuple(Group(tuple(group)) for group in found.values())


def most_important_first(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Errors before warnings, each in the order they had."""
    return tuple(sorted(groups, key=lambda group: group.first.severity is not Severity.ERROR))


def count_of(problems: Iterable[Problem], severity: Severity) -> int:
    """How many problems are errors, or warnings."""
    return sum(problem.severity is severity for problem in problems)
