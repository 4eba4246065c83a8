"""What to do with a ranking: answer, offer a choice, hand over, or say plainly that we did not understand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from bot.actions import HERE
from bot.directory.model import NONE_OF_OURS
from bot.search.nearby import arrange, find_near
from bot.search.opening import is_open
from bot.search.ranking import RankedNeed, explained, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Service
    from bot.directory.places import Places, Point
    from bot.lexicon.classifier import Classifier
    from bot.query.filters import Filters
    from bot.query.parse import Query
    from bot.search.index import SearchIndex
    from bot.search.nearby import Near

Outcome = Literal["answer", "choose", "urgent", "handover", "about", "no_match", "unknown_place"]
"""`unknown_place` is what was typed in reply to "where?": the pipeline alone knows that it was asked."""

MOST: Final = 5
# Tuned on half A of the blind questions, which holds things to decline.
_ANSWER: Final = 0.45
_ANSWER_MARGIN: Final = -0.75
_HAND_OVER: Final = 0.15
_CHOOSE: Final = 0.08
_CHOOSE_MARGIN: Final = -0.95
_ABOUT: Final = 0.40
_NEED_OF_DANGER: Final = {
    "shelter_tonight": "housing.shelter",
    "crisis": "healthcare.mental_health",
    "domestic_violence": "housing.dv_shelter",
    "detention": "adjacent:immigration_legal",
}
_GIVES_MONEY: Final = frozenset(
    {
        *("housing.rent_help", "housing.utility_help", "healthcare.hospital_bills"),
        *("education.scholarships", "adjacent:cash_benefits"),
    }
)
"""Needs for which the answer is money, so that having none says nothing more."""
_ALSO_SAID: Final = -0.35
"""A further need with a margin above this is answered as well: on half A it was meant in 6 of 10 cases."""


_NEAR_TOPIC: Final = 0.03
"""Below this a need is noise: of phrases cut to half their words, one in a hundred meant it."""
_MOST_NEAR_TOPICS: Final = 3


@dataclass(frozen=True, slots=True)
class RankedService:
    """A service with the score of the need it was found under."""

    service: Service
    score: float
    need: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the bot will answer and why. `needs` holds at most five, best first; ids without the urgent class.

    Without a match `near_topics` holds what it may have been about, best first: too unlikely to ask "did you mean".
    """

    outcome: Outcome
    language: str
    needs: tuple[RankedNeed, ...] = ()
    services: tuple[RankedService, ...] = ()
    urgent: str | None = None
    handover: str | None = None
    about: str | None = None
    private_data: bool = False
    filters: Filters = field(default_factory=dict)
    near: Near | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    near_topics: tuple[str, ...] = ()


def decide(
    query: Query, index: SearchIndex, catalogue: Catalogue, now: datetime, here: Point | None = None
) -> Decision:
    """Rank the needs of a query and choose what to do at `now`. Danger goes first whatever else was found.

    `here` is the place that the person has shared; one that the text names goes before it.
    """
    classifier = index.lexicon.classifier
    ranking = rank(query.look, classifier)
    # As typed: a slip in a name is mended towards names, not towards everyday words.
    named = [catalogue.services[id] for id in index.names.find(query.typed)]
    ours = tuple(need for need in ranking if _is_ours(need.need))[:MOST]
    outcome, about = _outcome(query, next(iter(ranking), None), ours, classifier)
    if named and outcome in ("choose", "no_match"):
        outcome, ours = "answer", _needs_of_named(named, ours)
    needs = () if outcome in ("about", "no_match") else ours
    brought = _NEED_OF_DANGER.get(query.urgent or "")
    if brought not in catalogue.needs:  # a directory of another city need not have it
        brought = None
    if query.urgent:
        needs = _needs_beside(brought, ours)
    # Under an urgent card only what the danger brings, or what was clearly said as well.
    leading = needs[0].need if needs and query.urgent is None else brought
    answered = tuple(need.need for need in needs if need.need == leading or need.margin >= _ALSO_SAID)
    needs = tuple(explained(need, query.look, classifier) if need.need in answered else need for need in needs)
    near = _near(query.filters, here, catalogue.places)
    filters = _beside_money(query.filters, answered)
    wanted = {name: value for name, value in filters.items() if near is None or name != "zip"}
    handover = next((need for need in answered[:1] if need.startswith("adjacent:")), None)
    return Decision(
        outcome="handover" if outcome == "answer" and handover else outcome,
        language=query.language,
        needs=needs,
        services=_services(
            needs,
            answered,
            named if outcome == "answer" else (),
            lambda need: index.properties.best(
                arrange(catalogue.services_for(need), near, catalogue.places),
                wanted,
                MOST,
                lambda service, name: is_open(catalogue.schedule(service, now), name, now),
            ),
        ),
        urgent=query.urgent,
        handover=handover,
        about=about,
        private_data=query.private_data,
        filters=filters,
        near=near,
        corrections=tuple(query.corrections.items()),
        near_topics=_near_topics(ours) if outcome == "no_match" else (),
    )


def _near(filters: Filters, here: Point | None, places: Places) -> Near | None:
    """The place that a text names, else the one shared. A part of the city without a ZIP code stays a filter."""
    code = filters.get("zip") or places.zip_named(str(filters.get("neighborhood", "")))
    return find_near(str(code) if code else HERE if here else "", here, places)


def _beside_money(filters: Filters, answered: tuple[str, ...]) -> Filters:
    """What is asked beside the needs: "no money" says why somebody needs money, and not that help must be free."""
    if not answered or not _GIVES_MONEY.issuperset(answered):
        return filters
    return {name: value for name, value in filters.items() if name != "free"}


def _needs_of_named(named: Sequence[Service], ours: tuple[RankedNeed, ...]) -> tuple[RankedNeed, ...]:
    """Somebody asked for a service by name: its needs go first, as sure as an answer must be."""
    theirs = [need for need in dict.fromkeys(need for service in named for need in service.needs) if _is_ours(need)]
    own = {need.need: need for need in ours}
    theirs.sort(key=lambda need: -own[need].score if need in own else 0.0)
    first = tuple(replace(own.get(need, RankedNeed(need, 0.0, 0.0)), score=_ANSWER) for need in theirs[:1])
    rest = (replace(need, score=min(need.score, _ANSWER)) for need in ours if need.need not in theirs[:1])
    return (*first, *rest)[:MOST]


def _needs_beside(brought: str | None, ours: tuple[RankedNeed, ...]) -> tuple[RankedNeed, ...]:
    """What goes with an urgent card: the need that the danger itself brings, then the others."""
    others = tuple(need for need in ours if need.need != brought and need.margin >= _CHOOSE_MARGIN)
    if brought is None:
        return others
    own = next((need for need in ours if need.need == brought), RankedNeed(brought, _CHOOSE, 0.0))
    # It goes first because of the danger, so it cannot score below what it goes before.
    return (replace(own, score=max([own.score, *(need.score for need in others)])), *others)[:MOST]


def _near_topics(ours: tuple[RankedNeed, ...]) -> tuple[str, ...]:
    return tuple(need.need for need in ours if need.score >= _NEAR_TOPIC)[:_MOST_NEAR_TOPICS]


def _is_ours(label: str) -> bool:
    return label != NONE_OF_OURS and not label.startswith(("about:", "urgent:"))


def _outcome(
    query: Query, first: RankedNeed | None, ours: tuple[RankedNeed, ...], classifier: Classifier
) -> tuple[Outcome, str | None]:
    if query.urgent:
        return "urgent", None
    best = ours[0] if ours else None
    if best is not None and best is first:
        sure = _HAND_OVER if best.need.startswith("adjacent:") else _ANSWER
        if best.score >= sure and best.margin >= _ANSWER_MARGIN:
            return "answer", None
    # Only the whole text, polite words included, tells a greeting.
    about = next(iter(rank(query.whole, classifier, 1)), None)
    if about is not None and about.need.startswith("about:") and about.score >= _ABOUT:
        return "about", about.need
    if best is not None and best.score >= _CHOOSE and best.margin >= _CHOOSE_MARGIN:
        return "choose", None
    return "no_match", None


def _services(
    needs: tuple[RankedNeed, ...],
    answered: tuple[str, ...],
    named: Sequence[Service],
    best: Callable[[str], Sequence[Service]],
) -> tuple[RankedService, ...]:
    first = needs[0] if needs else None
    ranked = {service.id: RankedService(service, first.score, first.need) for service in named[:MOST] if first}
    # Needs take turns, so that a second need is not drowned by the first one's long list.
    lists = [
        [RankedService(service, need.score, need.need) for service in best(need.need)]
        for need in needs
        if need.need in answered
    ]
    for candidate in (row[turn] for turn in range(MOST) for row in lists if turn < len(row)):
        ranked.setdefault(candidate.service.id, candidate)
    return tuple(ranked.values())[:MOST]
