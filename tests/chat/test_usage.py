from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, need_key
from bot.chat.suppression import FEWEST
from bot.chat.usage import Usage, needs_asked
from bot.directory.catalogue import Catalogue
from bot.directory.loader import load_directory
from bot.pipeline import Question, understand
from bot.search.decision import Decision
from bot.search.ranking import RankedNeed
from bot.storage.usage import UsageWindow
from tests.conftest import NOW
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pipeline import LiveRelease

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 3, 30), date(2026, 4, 27)
RENT = {"housing.rent_help": True}


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    return Catalogue.of(load_directory(write_sample(tmp_path / "data")))


def partner_of(catalogue: Catalogue) -> str:
    return catalogue.directory.partners[0].code


def test_many_people_are_counted_by_need_language_and_partner_and_few_are_not(small: Catalogue) -> None:
    usage = Usage(MARCH)
    for chat in range(300):
        language, partner = ("en", "") if chat < 200 else ("es", partner_of(small))
        usage.add(RENT, language, partner, small, chat)
    for chat in range(FEWEST - 1):
        usage.add({"education.esl": False}, "vi", "", small, chat)
    window = usage.close(APRIL)
    assert (window.since, window.until) == (MARCH, APRIL)
    assert window.needs.keys() == {("housing.rent_help", True)}
    assert window.languages.keys() == {("housing.rent_help", "es")}  # the most used one stays unsaid
    assert window.partners.keys() == {partner_of(small)}
    assert 250 <= window.needs["housing.rent_help", True] <= 300
    assert all(n % 5 == 0 for n in (*window.needs.values(), *window.languages.values(), *window.partners.values()))


def test_who_asks_again_counts_once_and_a_new_window_begins_empty(small: Catalogue) -> None:
    usage = Usage(MARCH)
    for chat in range(FEWEST - 1):
        for _ in range(5):
            usage.add(RENT, "es", partner_of(small), small, chat)
    assert usage.close(APRIL) == UsageWindow(MARCH, APRIL)
    usage.add(RENT, "es", "", small, 10_000)
    assert usage.close(MAY) == UsageWindow(APRIL, MAY)


@pytest.mark.parametrize("code", ["ana", "5055", ""])
def test_a_code_that_staff_did_not_give_is_never_counted(small: Catalogue, code: str) -> None:
    usage = Usage(MARCH)
    for chat in range(100):
        usage.add(RENT, "en", code, small, chat)
    assert usage.close(APRIL).partners == {}


def test_who_asks_for_nothing_is_not_counted_for_the_partner(small: Catalogue) -> None:
    usage = Usage(MARCH)
    for chat in range(100):
        usage.add({}, "en", partner_of(small), small, chat)
    assert usage.close(APRIL) == UsageWindow(MARCH, APRIL)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("help with rent", {"housing.rent_help": True}),
        ("my rent is late and my kid needs a dentist", {"housing.rent_help": True, "healthcare.dental": True}),
        ("zzyzx", {"none": False}),
        ("I want to die", {}),
        ("hello", {}),
        ("I need new glasses", {"healthcare.vision": False}),
        ("where is a food bank", {"adjacent:food": True}),
    ],
)
def test_a_question_tells_its_needs_and_whether_a_service_was_found(
    shipped: LiveRelease, text: str, asked: dict[str, bool]
) -> None:
    assert needs_asked(understand(Question(text), shipped, NOW)) == asked


def test_of_a_choice_nothing_counts_until_it_is_made() -> None:
    needs = (RankedNeed("housing.rent_help", 0.2, 0.3), RankedNeed("housing.eviction", 0.2, 0.3))
    assert needs_asked(Decision("choose", "en", needs)) == {}


def test_a_place_that_is_not_known_is_no_question(shipped: LiveRelease) -> None:
    where = Action(Screen.NEAR, "en", need=need_key("housing.rent_help"))
    assert needs_asked(understand(Question("zzyzx", last_action=where), shipped, NOW)) == {}
    assert needs_asked(understand(Question("help with rent", last_action=where), shipped, NOW)) != {}
