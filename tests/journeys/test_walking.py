"""Every screen in every language, and what a screen must never be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest

from bot.actions import Action, Screen
from bot.i18n.locales import read_languages
from bot.replies.reply import Button, Reply, plain
from tests.i18n.pseudo import CODE, pseudo, pseudo_release, pseudo_translations
from tests.journeys.walker import RULES, Seen, World, judge, outside_isolates, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

NOW: Final = datetime(2026, 11, 23, 18, tzinfo=UTC)
QUESTIONS: Final = (
    "help with rent near 87108, no ID, open on Saturday",
    "dentist who speaks Spanish, for children, wheelchair",
    "I want to die",
    "my husband hits me",
    "nowhere to sleep tonight",
    "ICE took my brother",
    "he has a gun",
    "food for my family",
    "weather on the moon",
    "hello",
    "are you the police?",
    "delete my data",
    "rent, my ssn is 123-45-6789",
    "xqzt",
)
HOME: Final = Button("Home", Action(Screen.HOME, "en"))


@pytest.mark.parametrize("language", [row.code for row in read_languages().interface])
def test_no_screen_of_a_language_has_a_fault(shipped: LiveRelease, translations: Translations, language: str) -> None:
    world = World(shipped, translations, language, NOW)
    met = {seen.where.screen for seen in walk(world) if isinstance(seen.where, Action)}
    assert met == set(Screen)
    assert judge(world, *QUESTIONS) == []


def exempt(release: LiveRelease) -> re.Pattern[str]:
    """What nobody translates: names, addresses, numbers, and the English line of an urgent card."""
    kept = {"Language"}  # beside its translation, for somebody who cannot read that
    for row in read_languages().rows:
        kept.add(row.name)
    for line in release.catalogue.directory.hotlines:
        kept |= {line.name, line.purpose, line.hours}
    for service in release.catalogue.services.values():
        kept |= {service.name, service.organization.name, service.email}
        kept |= {service.location.address, service.location.city, service.location.state}
    longest_first = sorted(filter(None, kept), key=len, reverse=True)
    return re.compile("|".join((*map(re.escape, longest_first), r"/[a-z]+\b", r"\b[\w.-]+\.[a-z]{2,6}\b")))


def untranslated(seen: Seen, names: re.Pattern[str]) -> Iterator[str]:
    for text in seen.texts:
        if not text.endswith("…"):  # a name that was cut off
            plain_text = text.translate({0x2066: None, 0x2068: None, 0x2069: None})
            if re.search(r"[A-Za-z]{2,}", names.sub(" ", plain_text)):
                yield f"{seen.where}: {text}"


def test_no_screen_has_a_text_that_did_not_go_through_a_catalogue(shipped: LiveRelease) -> None:
    release, names = pseudo_release(shipped), exempt(shipped)
    world = World(release, pseudo_translations(read_languages()), CODE, NOW)
    screens = list(walk(world, *QUESTIONS))
    assert [text for seen in screens for text in untranslated(seen, names)] == []
    assert sum(pseudo("Home") in seen.texts for seen in screens) > 200
    assert list(untranslated(Seen("x", Reply((plain("Cost: free"),), CODE)), names))


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (Reply((), "en", ((HOME,),)), "the text has 0"),
        (Reply((plain("x" * 4097),), "en", ((HOME,),)), "the text has 4097"),
        (Reply((plain("x"),), "en", ((HOME,) * 9,)), "a row has 9"),
        (Reply((plain("x"),), "en", ((replace(HOME, label="x" * 31),),)), "a label is too long"),
        (Reply((plain("x"),), "en", ((HOME, Button("Site", url="ftp://x")),)), "nothing behind Site"),
        (Reply((plain("x"),), "en", ((HOME, Button("x", Action(Screen.HOME, "en", need="x" * 40))),)), "bytes behind"),
        (Reply((plain("x"),), "en", ((replace(HOME, action=Action(Screen.HOME, "xx")),),)), "another action"),
        (Reply((plain("x"),), "en"), "no button leads on"),
        (Reply((plain("x"),), "en", ((Button("Site", url="https://x"),),)), "Home is more than two taps away"),
        (Reply((plain("\u2068x"),), "en", ((HOME,),)), "an isolate is not closed"),
        (Reply((plain("اتصل 988"),), "ar", ((HOME,),)), "not isolated: 988"),
        (Reply((plain("What is your immigration status?"),), "en", ((HOME,),)), "it asks or frightens"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_sees_what_it_looks_for(
    shipped: LiveRelease, translations: Translations, broken: Reply, fault: str
) -> None:
    world = World(shipped, translations, "en", NOW)
    assert any(fault in found for rule in RULES for found in rule(Seen("here", broken), world))


def test_what_stands_in_isolates_is_left_out() -> None:
    assert outside_isolates("a \u2068b \u2068c\u2069\u2069 d").split() == ["a", "d"]


def test_a_pseudo_text_keeps_placeholders_and_commands() -> None:
    text = pseudo("Write /forget, {name}")
    assert "/forget" in text and "{name}" in text
    assert not re.search(r"[A-Za-z]", text.replace("/forget", "").replace("{name}", ""))
