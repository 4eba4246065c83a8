"""A list ordered from a place: where it is measured from, what comes first, and how far each service is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Final

from bot.actions import HERE
from bot.directory.model import AddressVisibility
from bot.directory.places import miles_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.model import Service
    from bot.directory.places import Places, Point

FARTHEST_NEIGHBOR: Final = 25.0
"""Miles beyond the nearest ZIP code of the area at which a shared place counts as outside: a drive that people make."""


class Standing(StrEnum):
    """What is known of a place that a list is asked near to."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    """A ZIP code that is not one of the state: of another state, or a typing error."""
    NOWHERE = "nowhere"
    """A ZIP code for mail boxes, or a shared place that is forgotten."""


@dataclass(frozen=True, slots=True, repr=False)
class Near:
    """The place that a list is ordered from. `key` is what stands in buttons: a ZIP code or `HERE`."""

    key: str
    standing: Standing
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """Miles in a straight line. It is rough where one of its ends is the middle of a ZIP code."""

    miles: float
    is_rough: bool


def find_near(key: str, here: Point | None, places: Places) -> Near | None:
    """The place behind the `near` of an Action; `here` is the one that was shared. None for an empty key."""
    if not key:
        return None
    if key == HERE:
        if here is None:
            return Near(key, Standing.NOWHERE)
        outside = places.miles_to_area(here) > FARTHEST_NEIGHBOR
        return Near(key, Standing.OUTSIDE if outside else Standing.INSIDE, here)
    if not places.knows(key):
        return Near(key, Standing.UNKNOWN)
    if not places.covers(key):
        return Near(key, Standing.OUTSIDE)
    center = places.center(key)
    return Near(key, Standing.INSIDE if center else Standing.NOWHERE, center)


def arrange(services: Sequence[Service], near: Near | None, places: Places) -> Sequence[Service]:
    """The services of a need in the order to show them near a place; those meant for our area only if it is outside.

    What can be measured goes first, the nearest first. All else follows in the given order: a number to call or a page
    to open is as near to everybody, so it is neither counted as far nor set behind addresses that cannot be measured.
    """
    if near is None or near.standing is Standing.NOWHERE:
        return services
    if near.standing is not Standing.INSIDE:
        return tuple(service for service in services if places.serves_widely(service))

    def miles(service: Service) -> float:
        distance = distance_to(service, near, places)
        return distance.miles if distance else inf

    return tuple(sorted(services, key=miles))


def distance_to(service: Service, near: Near | None, places: Places) -> Distance | None:
    """How far a service is; None where either end is not known, and always for a hidden address."""
    spot = places.spot(service)
    if near is None or near.point is None or spot is None:
        return None
    return Distance(miles_between(near.point, spot.point), is_rough=near.key != HERE or not spot.is_exact)


def has_an_address(service: Service) -> bool:
    """Whether people go there, be the address shown or hidden; a source without one often means a line to call."""
    return bool(service.location.address) or service.location.visibility is AddressVisibility.HIDDEN
