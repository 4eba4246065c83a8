from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.actions import HERE, Action, Screen, need_key
from bot.directory.model import Location, Organization, Service, Status
from bot.directory.places import Point
from bot.replies.card_buttons import card_rows
from bot.replies.near import FORGET_PLACE, distance_on_card, how_far, near_lines, near_row
from bot.replies.screens import show
from bot.search.nearby import find_near

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DOWNTOWN = Point(35.08, -106.65)
BARE = Service("x", Status.ACTIVE, (), Organization("X"), "X", "X")


def at(north: float) -> Service:
    """A service so many degrees north of downtown."""
    return replace(BARE, location=Location("1 A St", latitude=35.08 + north, longitude=-106.65))


@pytest.mark.parametrize(
    ("service", "key", "words"),
    [
        (at(0.005), HERE, "Less than half a mile away"),
        (at(0.0174), HERE, "1.2 miles away"),
        (at(0.0145), HERE, "1 mile away"),
        (at(0.2), HERE, "14 miles away"),
        (at(0.0174), "87102", "About 1 mile away"),
        (replace(BARE, location=Location("1 A St", postal_code="87108")), HERE, "About 4 miles away"),
        (replace(BARE, location=Location("1 A St", postal_code="87102")), "87102", "About 1 mile away"),
        (replace(BARE, location=Location("1 A St", "Albuquerque")), HERE, "Distance unknown"),
        (BARE, HERE, ""),
        (at(0.0174), "87103", ""),
    ],
)
def test_a_distance_says_no_more_than_is_known(
    catalogue: Catalogue, translations: Translations, service: Service, key: str, words: str
) -> None:
    near = find_near(key, DOWNTOWN, catalogue.places)
    assert how_far(service, near, catalogue, translations.translator("en")) == words


@pytest.mark.parametrize(("language", "number"), [("es", "1.2"), ("fr", "1,2"), ("ar", "1.2"), ("zh", "1.2")])
def test_numbers_are_those_of_the_reader(
    catalogue: Catalogue, translations: Translations, language: str, number: str
) -> None:
    near = find_near(HERE, DOWNTOWN, catalogue.places)
    assert number in how_far(at(0.0174), near, catalogue, translations.translator(language))


def test_a_card_says_how_it_was_measured_only_if_it_was(catalogue: Catalogue, translations: Translations) -> None:
    near, t = find_near(HERE, DOWNTOWN, catalogue.places), translations.translator("en")
    assert distance_on_card(at(0.0174), near, catalogue, t) == "1.2 miles away, in a straight line"
    assert distance_on_card(replace(BARE, location=Location("1 A St")), near, catalogue, t) == "Distance unknown"
    assert distance_on_card(at(0.0174), None, catalogue, t) == ""


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("87102", "straight line"),
        ("87103", "mail boxes"),
        ("87501", "outside our area, Albuquerque"),
        ("10001", "I do not know this ZIP code"),
        (HERE, "forgotten your place"),
    ],
)
def test_a_list_says_from_where_it_was_measured_or_why_not(
    catalogue: Catalogue, translations: Translations, key: str, words: str
) -> None:
    (line,) = near_lines(find_near(key, None, catalogue.places), catalogue, translations.translator("en"))
    assert words in str(line)


def test_a_list_without_a_place_offers_to_find_one_and_one_with_a_place_to_drop_it(
    catalogue: Catalogue, translations: Translations
) -> None:
    t, action = translations.translator("en"), Action(Screen.RESULTS, "en", need="zzzz", page=2, near="87102")
    (ask,) = near_row(replace(action, near=""), None, t)
    assert ask.action == replace(action, screen=Screen.NEAR, page=0, near="")
    _, drop = near_row(action, find_near("87102", None, catalogue.places), t)
    assert drop.action == replace(action, screen=Screen.NEAR, page=FORGET_PLACE)


@pytest.mark.parametrize("key", ["", "87102", "87501", "10001", HERE])
def test_every_list_fits_one_message_near_any_place(shipped: LiveRelease, translations: Translations, key: str) -> None:
    properties = shipped.index.properties
    for need in shipped.catalogue.needs:
        for screen in (Screen.RESULTS, Screen.NEAR):
            action = Action(screen, "es", need=need_key(need), near=key)
            reply = show(action, shipped.catalogue, translations, properties=properties, now=NOW, here=DOWNTOWN)
            assert len(str(reply)) <= 4096
            assert all(len(button.copy) <= 256 for row in reply.rows for button in row)


def test_buttons_below_every_card_are_those_that_work(catalogue: Catalogue, translations: Translations) -> None:
    t = translations.translator("en")
    for service in catalogue.services.values():
        rows = card_rows(service, Action(Screen.SERVICE, "en"), t)
        labels = [button.label for row in rows for button in row]
        assert ("Copy the number" in labels) == ("Save contact" in labels) == bool(service.phones)
        assert ("Open the website" in labels) == bool(service.url)
        assert "Map" not in labels or service.location.latitude is not None
        assert all(0 < len(row) <= 2 for row in rows)
