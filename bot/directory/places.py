"""Where things are: ZIP codes, parts of the city and services as points, and the distance between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Final

from bot.directory.model import AddressVisibility
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.model import Directory, Location, Service, ZipCenter

_EARTH_MILES: Final = 3958.8  # mean radius, IUGG


@dataclass(frozen=True, slots=True, repr=False)
class Point:
    """Degrees, WGS 84. It may be where a person is, so its repr reveals nothing."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a service is: at the point of its address, or only somewhere around the middle of its ZIP code."""

    point: Point
    is_exact: bool


def miles_between(one: Point, other: Point) -> float:
    """Miles in a straight line, by the haversine formula."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    squeezed = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * _EARTH_MILES * asin(sqrt(sin(north / 2) ** 2 + squeezed * sin(east / 2) ** 2))


def exact_point(location: Location) -> Point | None:
    """The point that a source gives for a public address; None for all others, and always for a hidden one."""
    if location.visibility is AddressVisibility.HIDDEN or location.latitude is None or location.longitude is None:
        return None
    return Point(location.latitude, location.longitude)


@dataclass(frozen=True, slots=True)
class Places:
    """The places that one release knows. Make it with `Places.of`."""

    _centers: Mapping[str, ZipCenter]
    _covered: frozenset[str]
    _named: Mapping[str, str]
    _towns: tuple[str, ...]

    @classmethod
    def of(cls, directory: Directory) -> Places:
        """Build the look-ups."""
        area = directory.area
        return cls(
            {center.code: center for center in directory.zip_centers},
            frozenset(center.code for center in directory.zip_centers if center.county in area.counties),
            {" ".join(words(name)): codes[0] for name, codes in area.neighborhoods.items()},
            tuple(name.lower() for name in (area.city, *area.counties) if name),
        )

    def knows(self, code: str) -> bool:
        """Whether it is a ZIP code of the state."""
        return code in self._centers

    def covers(self, code: str) -> bool:
        """Whether a ZIP code lies in our area; without a list of counties every one does."""
        return not self._covered or code in self._covered

    def center(self, code: str) -> Point | None:
        """The middle of a ZIP code; None for one that has no area, or that we do not know."""
        found = self._centers.get(code)
        if found is None or found.latitude is None or found.longitude is None:
            return None
        return Point(found.latitude, found.longitude)

    def zip_named(self, said: str) -> str:
        """The ZIP code that a text consists of, or the main one of the part of the city it names; else empty.

        `said` are the text's words with a space between them.
        """
        return said if len(said) == 5 and said.isdecimal() else self._named.get(said, "")

    def miles_to_area(self, point: Point) -> float:
        """Miles to the nearest middle of a ZIP code of our area; 0 where we know none."""
        centers = (self.center(code) for code in self._covered)
        return min((miles_between(point, center) for center in centers if center), default=0.0)

    def spot(self, service: Service) -> Spot | None:
        """Where a service is; None for a hidden address, without any exception, and where no source says it."""
        location = service.location
        if location.visibility is AddressVisibility.HIDDEN:
            return None
        point = exact_point(location)
        if point:
            return Spot(point, is_exact=True)
        center = self.center(location.postal_code)
        return Spot(center, is_exact=False) if center else None

    def serves_widely(self, service: Service) -> bool:
        """Whether a service is meant for more than our area: its source says so, or names neither street nor town."""
        told = service.service_area.lower()
        if told:
            return not any(town in told for town in self._towns)
        location = service.location
        is_bound = location.address or location.city or location.visibility is AddressVisibility.HIDDEN
        return not is_bound
