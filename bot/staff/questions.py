"""The test questions of staff, asked of a release before residents can ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS
from bot.pipeline import Question, understand
from bot.replies.answer import WORTH_OFFERING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.directory.model import JudgedQuestion
    from bot.pipeline import LiveRelease
    from bot.search.decision import Decision

NEEDS_SEEN: Final = 3
"""How many needs of an answer count as found: a person sees their buttons at once."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A test question that does not find what it should. `found` is what came instead, the best first."""

    question: JudgedQuestion
    found: tuple[str, ...]


def misses(questions: Iterable[JudgedQuestion], release: LiveRelease, now: datetime) -> tuple[Miss, ...]:
    """The questions that do not find what staff expect, asked of `release` at the aware moment `now`."""
    missed = []
    for question in questions:
        decision = understand(Question(question.text, hint=question.language), release, now)
        if not _is_found(question.expected, decision):
            missed.append(Miss(question, _found(decision)))
    return tuple(missed)


def _is_found(expected: str, decision: Decision) -> bool:
    if expected == NONE_OF_OURS:
        return decision.outcome == "no_match"
    return expected in _found(decision) or any(ranked.service.id == expected for ranked in decision.services)


def _found(decision: Decision) -> tuple[str, ...]:
    beside = (decision.urgent and f"urgent:{decision.urgent}", decision.handover, decision.about)
    needs = tuple(ranked.need for ranked in decision.needs[:NEEDS_SEEN] if ranked.score >= WORTH_OFFERING)
    return (*(name for name in beside if name), *needs)
