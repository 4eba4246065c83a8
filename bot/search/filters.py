"""What a service is known to have of what a person asks for. The source's own words decide; silence means unknown."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bot.directory.model import StatusRule
from bot.search.opening import is_open
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.directory.hours import Schedule
    from bot.directory.model import Service
    from bot.query.filters import Filters

OPEN: Final = "open_"
"""How the names of wishes for a time begin."""
_FREE = re.compile(r"\b(free|no cost|no charge|at no cost)\b", re.IGNORECASE)
_HAS_PRICE = re.compile(r"\$\s?[1-9]|\b(fee|tuition|rent is)\b", re.IGNORECASE)
_WORDS: Final[Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]] = {
    name: (fields, re.compile(pattern, re.IGNORECASE))
    for name, fields, pattern in (
        ("no_insurance", ("eligibility", "cost", "description"), r"uninsured|without (health )?insurance|no insurance"),
        ("no_ssn", ("eligibility", "documents", "description"), r"(no|without( a)?) (ssn|social security)|\bitin\b"),
        ("no_address", ("eligibility", "documents"), r"no proof of address|without (an )?address|homeless"),
        ("walk_in", ("how_to_apply", "hours", "description"), r"walk[- ]?in|no appointment|drop[- ]?in"),
        ("wheelchair", ("accessibility",), r"wheelchair|ramp|\bada\b|accessible"),
        ("pets", ("eligibility", "description"), r"\bpets?\b|\bdogs?\b"),
        ("for_children", ("name", "eligibility", "description"), r"\bchild|\bkids?\b|\bbab(y|ies)\b|pediatric"),
        ("for_women", ("name", "eligibility", "description"), r"\bwom[ae]n|\bmothers?\b|pregnan"),
        ("for_men", ("name", "eligibility", "description"), r"\bm[ae]n\b|\bfathers?\b"),
        ("for_youth", ("name", "eligibility", "description"), r"\byouth|\bteens?\b|young (people|adults?)"),
        ("for_elders", ("name", "eligibility", "description"), r"\bseniors?\b|\belder|\bolder (people|adults?)"),
        ("for_families", ("name", "eligibility", "description"), r"\bfamil(y|ies)\b|\bparents?\b"),
    )
}
_READ: Final = frozenset({*_WORDS, "free", "no_id"})


class Properties:
    """An immutable index from a property to the ids of the services that are known to have it, or not to."""

    def __init__(self, services: Iterable[Service]) -> None:
        held: defaultdict[tuple[str, str | bool], set[str]] = defaultdict(set)
        for service in services:
            for name in _READ:
                answer = has(service, name, True)
                if answer is not None:
                    held[name, answer].add(service.id)
            for language in spoken_by(service):
                held["language", language].add(service.id)
            held["zip", service.location.postal_code].add(service.id)
        self._held: Mapping[tuple[str, str | bool], set[str]] = dict(held)

    def best(
        self,
        services: Sequence[Service],
        filters: Filters,
        most: int,
        opens: Callable[[Service, str], bool | None],
    ) -> Sequence[Service]:
        """The `most` services that are known to have most of `filters`; in their order where that is the same.

        `opens` tells what is known of a wish for a time. What is closed then goes last: only hours also say no.
        """
        held: list[Collection[str]] = [self._held.get(asked, ()) for asked in filters.items()]
        place = filters.get("neighborhood")
        if place:
            held.append({service.id for service in services if has(service, "neighborhood", place)})
        times = [name for name in filters if name.startswith(OPEN)]
        if not any(held) and not times:
            return services[:most]

        def weight(service: Service) -> int:
            answers = [opens(service, name) for name in times]
            return sum(service.id in ids for ids in held) + answers.count(True) - answers.count(False)

        return heapq.nlargest(most, services, key=weight)

    def knows(self, service: Service, name: str, value: str | bool) -> bool | None:
        """The same as `has`, looked up: reading the words of a whole list would take too long for a tap."""
        if service.id in self._held.get((name, value), ()):
            return True
        if name in _READ:
            return False if service.id in self._held.get((name, False), ()) else None
        return has(service, name, value)


def known(service: Service, filters: Filters, schedule: Schedule | None, now: datetime) -> dict[str, bool | None]:
    """What is known of each property that was asked for; None where nothing is."""
    return {
        name: is_open(schedule, name, now) if name.startswith(OPEN) else has(service, name, value)
        for name, value in filters.items()
    }


def spoken_by(service: Service) -> frozenset[str]:
    """The languages of the staff without their regions, as buttons carry them: Dari and Persian are both `fa`."""
    return frozenset(code.partition("-")[0] for code in service.languages)


def has(service: Service, name: str, value: str | bool) -> bool | None:
    """Whether the service has a property other than its hours; None when its source does not say."""
    if name == "free":
        is_free, has_price = _FREE.search(service.cost), _HAS_PRICE.search(service.cost)
        if is_free and has_price:  # "books free; $10 registration": who asks for no cost has to ask them
            return None
        return True if is_free else False if has_price else None
    if name == "no_id":
        # Open to everyone is another matter: a school that takes every child may still want a proof of age.
        return True if service.status_rule is StatusRule.NO_ID_NEEDED else None
    if name == "language":
        return True if value in spoken_by(service) or service.interpretation_services else None
    if name == "neighborhood":
        told = f" {' '.join(words(f'{service.name} {service.location.address} {service.description}'))} "
        return True if f" {value} " in told else None
    if name == "zip":
        return True if value == service.location.postal_code else None
    if name not in _WORDS:
        return None
    fields, pattern = _WORDS[name]
    return True if any(pattern.search(getattr(service, field)) for field in fields) else None
