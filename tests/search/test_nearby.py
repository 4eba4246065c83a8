from __future__ import annotations

from dataclasses import replace

import pytest

from bot.actions import HERE
from bot.directory.loader import load_directory
from bot.directory.model import AddressVisibility, Location, Organization, Service, Status
from bot.directory.places import Places, Point
from bot.search.nearby import Standing, arrange, distance_to, find_near, has_an_address
from tests.directory.test_schema import SHIPPED

PLACES = Places.of(load_directory(SHIPPED))
DOWNTOWN = Point(35.08, -106.65)
BARE = Service("line", Status.ACTIVE, (), Organization("X"), "X", "X")
EXACT = replace(BARE, id="exact", location=Location("1 A St", postal_code="87105", latitude=35.09, longitude=-106.65))
ROUGH = replace(BARE, id="rough", location=Location("2 B St", postal_code="87108"))
UNKNOWN = replace(BARE, id="unknown", location=Location("3 C St", "Albuquerque"))
HIDDEN = replace(EXACT, id="hidden", location=replace(EXACT.location, visibility=AddressVisibility.HIDDEN))
ALL = (HIDDEN, UNKNOWN, ROUGH, BARE, EXACT)


@pytest.mark.parametrize(
    ("key", "here", "standing"),
    [
        ("87102", None, Standing.INSIDE),
        ("87103", None, Standing.NOWHERE),
        ("87501", None, Standing.OUTSIDE),
        ("10001", None, Standing.UNKNOWN),
        (HERE, DOWNTOWN, Standing.INSIDE),
        (HERE, Point(35.25, -106.68), Standing.INSIDE),
        (HERE, Point(35.69, -105.94), Standing.OUTSIDE),
        (HERE, None, Standing.NOWHERE),
    ],
)
def test_a_place_is_ours_or_not_or_cannot_be_told(key: str, here: Point | None, standing: Standing) -> None:
    near = find_near(key, here, PLACES)
    assert near is not None and near.standing is standing


def test_without_a_place_there_is_no_other_order() -> None:
    assert find_near("", DOWNTOWN, PLACES) is None
    assert arrange(ALL, None, PLACES) == ALL
    assert arrange(ALL, find_near("87103", None, PLACES), PLACES) == ALL


@pytest.mark.parametrize("key", [HERE, "87102"])
def test_the_nearest_goes_first_and_what_cannot_be_measured_keeps_its_order(key: str) -> None:
    near = find_near(key, DOWNTOWN, PLACES)
    assert [service.id for service in arrange(ALL, near, PLACES)] == ["exact", "rough", "hidden", "unknown", "line"]


@pytest.mark.parametrize("key", ["87501", "10001"])
def test_outside_only_what_serves_widely_stays(key: str) -> None:
    assert arrange(ALL, find_near(key, None, PLACES), PLACES) == (BARE,)


def test_a_distance_is_rough_from_or_to_the_middle_of_a_zip_code_only() -> None:
    here, code = find_near(HERE, DOWNTOWN, PLACES), find_near("87102", None, PLACES)
    found = [distance_to(service, near, PLACES) for service in (EXACT, ROUGH) for near in (here, code)]
    assert [distance.is_rough for distance in found if distance] == [False, True, True, True]
    assert found[0] and found[0].miles == pytest.approx(0.69, abs=0.01)


def test_a_hidden_address_is_never_measured() -> None:
    assert distance_to(HIDDEN, find_near(HERE, DOWNTOWN, PLACES), PLACES) is None
    assert [has_an_address(service) for service in ALL] == [True, True, True, False, True]


def test_no_repr_tells_a_place() -> None:
    shown = repr(find_near(HERE, DOWNTOWN, PLACES)) + repr(find_near("87102", None, PLACES))
    assert "35." not in shown and "87102" not in shown
