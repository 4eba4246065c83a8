"""A list narrowed to what a person asked: who is known to have it first, and nobody left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.actions import FILTERS
from bot.search.filters import spoken_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.directory.model import Service
    from bot.query.filters import Filters

    Wish = tuple[str, str | bool]
    Knows = Callable[[Service, str, str | bool], bool | None]

_SPOKEN_EVERYWHERE: Final = "en"
"""Few sources say that their staff speak English, so a button for it would pass over nearly everyone."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The services of a need in the order of what was asked.

    `fitting` of them are known to have all of it. `counts` tells for each wish how many are known to fit with it too;
    a wish that nobody is known to meet is left out unless it was asked. Where nobody fits, `hindering` names
    the asked wish without which the most would.
    """

    services: tuple[Service, ...]
    fitting: int
    counts: Mapping[Wish, int]
    hindering: str | None


def narrow(services: Sequence[Service], asked: Filters, knows: Knows) -> Narrowed:
    """Put first who is known to have all of `asked`, then those whose source is silent, the fullest first.

    Those known not to have it come last. They stay in the list because a price or an hour in a source may be old or
    meant for others. Among equals the given order holds.
    """

    def misfit(service: Service) -> tuple[bool, int]:
        answers = [knows(service, *wish) for wish in asked.items()]
        return False in answers, len(answers) - answers.count(True)

    def fits(filters: Filters) -> list[Service]:
        return [service for service in services if all(knows(service, *wish) for wish in filters.items())]

    # What fits without each asked wish: a second language takes the place of the first, and one may be too many.
    without = {name: fits({other: asked[other] for other in asked if other != name}) for name in asked}
    fitting = fits(asked)
    counts = {
        wish: sum(knows(service, *wish) is True for service in without.get(wish[0], fitting))
        for wish in _wishes(services, asked)
    }
    return Narrowed(
        services=tuple(sorted(services, key=misfit)),
        fitting=len(fitting),
        counts={wish: number for wish, number in counts.items() if number or wish in asked.items()},
        hindering=None if fitting else max(reversed(without), key=lambda name: len(without[name]), default=None),
    )


def _wishes(services: Sequence[Service], asked: Filters) -> list[Wish]:
    spoken = {code for service in services for code in spoken_by(service)} - {_SPOKEN_EVERYWHERE}
    if "language" in asked:
        spoken.add(str(asked["language"]))
    return [*((name, True) for name in FILTERS), *(("language", code) for code in sorted(spoken))]
