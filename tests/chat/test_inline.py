"""What inline mode finds: listings only, and only the languages that a query or a phone names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.chat.inline import MOST, find_listings, read_query
from bot.directory.catalogue import Catalogue
from bot.i18n.locales import read_languages
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.chat.inline import Listings
    from bot.pipeline import LiveRelease

LANGUAGES = read_languages()
DANGERS = [
    ("I want to die", "crisis"),
    ("mi esposo me pega", "domestic_violence"),
    ("ICE is at my door", "detention"),
    ("I have nowhere to sleep tonight", "shelter_tonight"),
    ("我想自杀", "crisis"),
]


def find(text: str, release: LiveRelease, chosen: str = "", phone: str = "") -> Listings:
    return find_listings(text, release, NOW, chosen=chosen, phone=phone)


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("vi rent help", ("vi", "rent help")),
        ("  ES   renta ", ("es", "renta")),
        ("rent help", ("", "rent help")),
        ("es", ("es", "")),
        ("", ("", "")),
        ("esposo", ("", "esposo")),
        ("ru rent", ("ru", "rent")),
    ],
)
def test_a_code_as_the_first_word_is_the_language(query: str, read: tuple[str, str]) -> None:
    assert read_query(query, LANGUAGES) == read


@pytest.mark.parametrize(("text", "urgent"), DANGERS)
@pytest.mark.parametrize("chosen", ["", "en", "vi"])
def test_a_danger_gets_no_listing(shipped: LiveRelease, text: str, urgent: str, chosen: str) -> None:
    found = find(text, shipped, chosen, "en")
    assert (found.services, found.urgent) == ((), urgent)


@pytest.mark.parametrize("text", ["are you the police?", "hello", "zzyzx", "", "weather"])
def test_what_asks_for_no_service_gets_no_listing(shipped: LiveRelease, text: str) -> None:
    assert find(text, shipped, phone="en").services == ()


def test_listings_of_the_need_come_as_the_answer_would_give_them_and_more(shipped: LiveRelease) -> None:
    found = find("rent help", shipped, phone="en").services
    of_need = shipped.catalogue.services_for("housing.rent_help")
    assert found[0] == of_need[0]
    assert {service.id for service in of_need} <= {service.id for service in found}
    assert len({service.id for service in found}) == len(found) > 5


def test_no_more_than_fifty_are_offered(shipped: LiveRelease) -> None:
    first = next(iter(shipped.catalogue.services_for("housing.rent_help")))
    many = tuple(replace(first, id=f"x-{number}") for number in range(MOST + 20))
    catalogue = Catalogue.of(replace(shipped.catalogue.directory, services=many))
    assert len(find("rent help", replace(shipped, catalogue=catalogue), phone="en").services) == MOST


@pytest.mark.parametrize(
    ("text", "chosen", "phone", "language"),
    [
        ("rent help", "vi", "es", "vi"),
        ("ayuda con la renta", "", "en", "es"),
        ("dentista", "", "pt", "pt"),
        ("", "", "es", "es"),
        ("", "fr", "es", "fr"),
    ],
)
def test_the_language_is_the_chosen_one_else_that_of_the_text_else_of_the_phone(
    shipped: LiveRelease, text: str, chosen: str, phone: str, language: str
) -> None:
    assert find(text, shipped, chosen, phone).language == language


def test_with_a_chosen_language_the_phone_makes_no_difference(shipped: LiveRelease) -> None:
    for text in ("rent help", "dentista", "zzyzx", ""):
        first, *others = [find(text, shipped, "es", phone) for phone in ("", "en", "vi", "ar")]
        assert all(other == first for other in others)


def test_a_service_by_its_full_name_is_the_only_one_whatever_its_name_sounds_like(shipped: LiveRelease) -> None:
    for service in shipped.catalogue.services.values():
        assert find(service.name.upper(), shipped, "es").services == (service,)


def test_what_is_meant_for_a_danger_is_no_listing_of_another_need(shipped: LiveRelease) -> None:
    labels = [need.labels["en"] for need in shipped.catalogue.needs.values() if not need.id.startswith("urgent:")]
    found = [service for label in labels for service in find(label, shipped, "en").services]
    assert len(found) > 100
    assert not [service.id for service in found if service.needs[0].startswith("urgent:")]


def test_no_draft_is_offered(shipped: LiveRelease) -> None:
    draft = next(s for s in shipped.catalogue.directory.services if s.id not in shipped.catalogue.services)
    assert draft not in find(draft.name, shipped, phone="en").services
