"""What to do with a ranking: answer, offer a choice, hand over, or say plainly that we did not understand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from bot.directory.model import NONE_OF_OURS
from bot.search.ranking import RankedNeed, Ranking, rank

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Service
    from bot.query.parse import Query
    from bot.search.index import SearchIndex

Outcome = Literal["answer", "choose", "urgent", "handover", "about", "no_match"]

MOST: Final = 5
# Tuned on half A of the blind questions, which holds things to decline.
_ANSWER: Final = 0.5
_ANSWER_SIMILARITY: Final = 0.36
_CHOOSE: Final = 0.12
_CHOOSE_SIMILARITY: Final = 0.20
_ABOUT: Final = 0.40
_NEED_OF_DANGER: Final = {
    "shelter_tonight": "housing.shelter",
    "crisis": "healthcare.mental_health",
    "domestic_violence": "housing.dv_shelter",
    "detention": "adjacent:immigration_legal",
}
_SECOND_NEED: Final = 0.5
"""A second need this close to the first (as a share of its score) is answered as well."""


@dataclass(frozen=True, slots=True)
class RankedService:
    """A service with the score of the need it was found under."""

    service: Service
    score: float
    need: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the bot will answer and why. `needs` holds at most five, best first; ids without the urgent class."""

    outcome: Outcome
    language: str
    needs: tuple[RankedNeed, ...] = ()
    services: tuple[RankedService, ...] = ()
    urgent: str | None = None
    handover: str | None = None
    about: str | None = None
    private_data: bool = False
    filters: tuple[tuple[str, str | bool], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()


def decide(query: Query, index: SearchIndex, catalogue: Catalogue) -> Decision:
    """Rank the needs of a query and choose what to do. Danger goes first whatever else was found."""
    ranking = rank(query.text, index.lexicon.needs)
    ours = tuple(need for need in ranking.needs if _is_ours(need.need))[:MOST]
    outcome, about = _outcome(query, ranking, ours)
    needs = () if outcome in ("about", "no_match") else ours
    if query.urgent:
        needs = _needs_beside(query.urgent, ours)
    answered = tuple(need.need for need in needs if query.urgent or need.score >= _SECOND_NEED * needs[0].score)
    handover = next((need for need in answered[:1] if need.startswith("adjacent:")), None)
    return Decision(
        outcome="handover" if outcome == "answer" and handover else outcome,
        language=query.language,
        needs=needs,
        services=_services(needs, answered, catalogue),
        urgent=query.urgent,
        handover=handover,
        about=about,
        private_data=query.private_data,
        corrections=ranking.corrections,
    )


def _needs_beside(urgent: str, ours: tuple[RankedNeed, ...]) -> tuple[RankedNeed, ...]:
    """What goes with an urgent card: the need that the danger itself brings, then others that are sure."""
    brought = _NEED_OF_DANGER.get(urgent)
    sure = [need for need in ours if need.score >= _ANSWER and need.similarity >= _ANSWER_SIMILARITY]
    others = tuple(need for need in sure if need.need != brought)
    if brought is None:
        return others
    own = next((need for need in ours if need.need == brought), RankedNeed(brought, _CHOOSE, 0.0))
    # It goes first because of the danger, so it cannot score below what it goes before.
    return (replace(own, score=max([own.score, *(need.score for need in others)])), *others)


def _is_ours(label: str) -> bool:
    return label != NONE_OF_OURS and not label.startswith("about:")


def _outcome(query: Query, ranking: Ranking, ours: tuple[RankedNeed, ...]) -> tuple[Outcome, str | None]:
    if query.urgent:
        return "urgent", None
    if not ranking.needs:
        return "no_match", None
    first = ranking.needs[0]
    if first.need.startswith("about:") and first.score >= _ABOUT:
        return "about", first.need
    if not ours or (first.need == NONE_OF_OURS and ours[0].score < _CHOOSE):
        return "no_match", None
    best = ours[0]
    if best is first and best.score >= _ANSWER and best.similarity >= _ANSWER_SIMILARITY:
        return "answer", None
    if best.score >= _CHOOSE and best.similarity >= _CHOOSE_SIMILARITY:
        return "choose", None
    return "no_match", None


def _services(
    needs: tuple[RankedNeed, ...], answered: tuple[str, ...], catalogue: Catalogue
) -> tuple[RankedService, ...]:
    # Needs take turns, so that a second need is not drowned by the first one's long list.
    lists = [
        [RankedService(service, need.score, need.need) for service in catalogue.services_for(need.need)]
        for need in needs
        if need.need in answered
    ]
    turns = [row[turn] for turn in range(MOST) for row in lists if turn < len(row)]
    ranked: dict[str, RankedService] = {}
    for candidate in turns:
        ranked.setdefault(candidate.service.id, candidate)
    return tuple(ranked.values())[:MOST]
