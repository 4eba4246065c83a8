"""Lists narrowed by buttons, by typed twins and in words; a restart in between changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, StartLink, encode_callback, encode_start, need_key
from bot.demo import DemoServer
from bot.search.filters import has
from tests.journeys.conftest import serving
from tests.journeys.test_browsing import action, begin, tap

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo import Message, Person
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

NEED = "healthcare.mental_health"


async def open_list(person: Person, language: str, need: str = "healthcare-mental-health") -> Message:
    return await begin(person, encode_start(StartLink("need", need, language)))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
async def test_two_filters_together_a_card_and_back_to_the_narrowed_list(
    telegram: DemoServer, translations: Translations, language: str
) -> None:
    t = translations.translator(language)
    free, walk_in, back = t.gettext("Free"), t.gettext("Walk-in"), t.gettext("Back")
    ana = telegram.user(language_code=language)
    narrowed = await tap(ana, await open_list(ana, language, "employment-job-search"), free)
    assert f"✓ {free}" in narrowed.labels
    both = await tap(ana, narrowed, walk_in)
    assert {f"✓ {free}", f"✓ {walk_in}"} <= set(both.labels)
    card = await tap(ana, both, "1. ")
    again = await tap(ana, card, back)
    assert (again.text, again.labels) == (both.text, both.labels)
    less = await tap(ana, again, walk_in)
    assert (less.text, less.labels) == (narrowed.text, narrowed.labels)


async def test_every_service_on_a_narrowed_page_says_what_is_known_or_what_to_ask(
    telegram: DemoServer, release: LiveRelease
) -> None:
    ana = telegram.user()
    page = await tap(ana, await open_list(ana, "en"), "Free")
    services = release.catalogue.services_for(NEED)
    told = page.text.count("They say: no cost.")
    while "More" in page.labels:
        page = await tap(ana, page, "More")
        told += page.text.count("They say: no cost.")
    assert told == sum(has(service, "free", True) is True for service in services)
    assert "Ask them about: no cost." in page.text


@pytest.mark.parametrize("typed", ["free", "Free", "FREE!", "free (5)"])
async def test_a_filter_can_be_typed(telegram: DemoServer, typed: str) -> None:
    ana = telegram.user()
    listed = await open_list(ana, "en")
    tapped = await tap(ana, listed, "Free")
    await open_list(ana, "en")
    on = await ana.ask(typed)
    assert (on.text, on.labels) == (tapped.text, tapped.labels)
    off = await ana.ask(typed)
    assert (off.text, off.labels) == (listed.text, listed.labels)


async def test_more_filters_narrow_by_a_spoken_language(telegram: DemoServer) -> None:
    ana = telegram.user()
    more = await tap(ana, await open_list(ana, "en"), "More filters")
    narrowed = await tap(ana, more, "They speak Vietnamese")
    assert "You asked for: Vietnamese." in narrowed.text
    assert action(narrowed, "✓ They speak Vietnamese").spoken == ""


async def test_where_nobody_is_known_to_fit_the_last_wish_can_be_dropped(telegram: DemoServer) -> None:
    ana = telegram.user()
    listed = await open_list(ana, "en")
    asked = Action(Screen.RESULTS, "en", need=need_key(NEED), filters=frozenset({"free", "pets"}))
    await ana.send_callback(listed, encode_callback(asked, 1))
    nobody = await ana.wait_for_message()
    assert "No service here is known to have all of this." in nobody.text
    assert "1. " in nobody.text
    assert "✓ Free" in (await tap(ana, nobody, "Without: Pets welcome")).labels


async def test_wishes_in_words_are_on_in_the_list_below_the_answer(telegram: DemoServer) -> None:
    ana = telegram.user()
    answer = await ana.ask("free counseling")
    assert "✓ Free" in (await tap(ana, answer, "More")).labels


async def test_after_a_restart_a_filter_still_goes_on_top_of_the_others(database: Path, release: LiveRelease) -> None:
    async with DemoServer() as server:
        ana = server.user()
        async with serving(database, release, server):
            narrowed = await tap(ana, await open_list(ana, "en", "employment-job-search"), "Free")
        async with serving(database, release, server):  # nothing is remembered of her
            both = await tap(ana, narrowed, "Walk-in")
            assert {"✓ Free", "✓ Walk-in"} <= set(both.labels)
        assert server.violations == []
