from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.loader import load_directory
from bot.directory.model import AddressVisibility, Location, Organization, Service, Status
from bot.directory.places import Places, Point, exact_point, miles_between
from bot.text import words
from tests.directory.test_schema import SHIPPED

PLACES = Places.of(load_directory(SHIPPED))
DOWNTOWN = Point(35.0844, -106.6504)
BARE = Service("x", Status.ACTIVE, (), Organization("X"), "X", "X")
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_a_degree_of_latitude_is_69_miles_and_one_of_longitude_shrinks_northwards() -> None:
    assert miles_between(Point(35, -106), Point(36, -106)) == pytest.approx(69.1, abs=0.1)
    assert miles_between(Point(35, -106), Point(35, -107)) == pytest.approx(56.6, abs=0.1)
    assert miles_between(Point(0, 179.9), Point(0, -179.9)) == pytest.approx(13.8, abs=0.1)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_beyond_half_the_globe(one: Point, other: Point) -> None:
    assert miles_between(one, other) == pytest.approx(miles_between(other, one), abs=1e-6)
    assert 0 <= miles_between(one, other) <= 12_438
    assert miles_between(one, one) == 0


def test_zip_codes_of_the_county_are_ours_and_others_of_the_state_are_known() -> None:
    assert [PLACES.covers(code) for code in ("87102", "87059", "87124", "87501", "10001")] == [True, True] + [False] * 3
    assert [PLACES.knows(code) for code in ("87102", "87501", "10001", "87000")] == [True, True, False, False]


def test_mail_boxes_have_no_middle_and_the_others_lie_in_the_state() -> None:
    assert PLACES.center("87103") is None
    directory = load_directory(SHIPPED)
    for center in directory.zip_centers:
        point = PLACES.center(center.code)
        assert point is None or (31.3 < point.latitude < 37 and -109.1 < point.longitude < -103)
        assert (point is None) == center.source.startswith("USPS")


def test_places_of_ours_are_named_by_what_is_typed_alone() -> None:
    said = ("87108", " 87108. ", "８７１０８", "South Valley", "south valley!", "Nob Hill", "rent 87108", "8710", "")
    assert [PLACES.zip_named(" ".join(words(text))) for text in said] == ["87108"] * 3 + ["87105"] * 2 + [""] * 4


def test_every_middle_of_our_area_lies_within_35_miles_of_downtown() -> None:
    for center in load_directory(SHIPPED).zip_centers:
        point = PLACES.center(center.code)
        if point and PLACES.covers(center.code):
            assert miles_between(point, DOWNTOWN) < 35, center.code


def test_a_hidden_address_has_no_point_whatever_stands_in_its_row() -> None:
    told = Location("1 Main St", "Albuquerque", "NM", "87102", 35.08, -106.65, AddressVisibility.HIDDEN)
    assert exact_point(told) is None
    assert PLACES.spot(replace(BARE, location=told)) is None


def test_a_source_goes_before_the_middle_of_the_zip_code() -> None:
    exact = PLACES.spot(replace(BARE, location=Location("1 Main St", postal_code="87102", latitude=35, longitude=-106)))
    rough = PLACES.spot(replace(BARE, location=Location("1 Main St", postal_code="87102")))
    assert exact and exact.is_exact and exact.point == Point(35, -106)
    assert rough and not rough.is_exact and rough.point == PLACES.center("87102")
    assert PLACES.spot(replace(BARE, location=Location("1 Main St"))) is None


@pytest.mark.parametrize(
    ("service", "widely"),
    [
        (BARE, True),
        (replace(BARE, service_area="New Mexico", location=Location("1 Main St", "Santa Fe")), True),
        (replace(BARE, service_area="Bernalillo County"), False),
        (replace(BARE, location=Location(city="Albuquerque")), False),
        (replace(BARE, location=Location(visibility=AddressVisibility.HIDDEN)), False),
    ],
)
def test_who_serves_more_than_our_area_says_so_or_names_no_town(service: Service, widely: bool) -> None:
    assert PLACES.serves_widely(service) is widely


def test_no_repr_tells_a_point() -> None:
    assert "35.08" not in repr(DOWNTOWN)
