from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, decode_callback, encode_callback, need_key
from bot.directory.catalogue import Catalogue
from bot.directory.loader import load_directory
from bot.pipeline import Question, respond, understand
from bot.replies.answer import compose
from bot.replies.screens import show
from bot.search.decision import Decision, RankedService
from bot.search.filters import Properties
from bot.search.ranking import RankedNeed
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease
    from bot.replies.reply import Reply

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def opened(action: Action, catalogue: Catalogue, translations: Translations) -> Reply:
    return show(action, catalogue, translations, properties=Properties(catalogue.services.values()), now=NOW)


def only(reply: Reply, screen: Screen) -> Action:
    """The one button to a screen, as it comes back from the wire."""
    [found] = [choice for choice in reply.choices if choice.screen is screen]
    assert decode_callback(encode_callback(found, 1), {1: "en"}) == found
    return found


def needs_offered(reply: Reply, catalogue: Catalogue) -> list[str]:
    choices = (choice.need for choice in reply.choices if choice.screen is Screen.RESULTS)
    return [need.id for key in choices if (need := catalogue.need(key))]


def answer(catalogue: Catalogue, translations: Translations, *scores: tuple[str, float]) -> Reply:
    """The answer under the first of these needs."""
    needs = tuple(RankedNeed(need, score, 0.1) for need, score in scores)
    service = catalogue.services_for(needs[0].need)[0]
    decision = Decision("answer", "en", needs, (RankedService(service, needs[0].score, needs[0].need),))
    return compose(decision, catalogue, translations.translator("en"), partner="ab", now=NOW)


def test_what_was_not_meant_leads_to_what_comes_next_and_on(catalogue: Catalogue, translations: Translations) -> None:
    first, next_one, unlikely = "education.esl", "adjacent:food", "healthcare.prenatal"
    reply = answer(catalogue, translations, (first, 0.98), (next_one, 0.01), (unlikely, 0.001))
    action = only(reply, Screen.NOT_MEANT)
    assert (action.need, action.origin, action.partner) == (need_key(first), (need_key(next_one),), "ab")
    asked = opened(action, catalogue, translations)
    assert "Did you mean one of these?" in str(asked)
    assert needs_offered(asked, catalogue) == [next_one, first]  # the last one is Back
    assert only(asked, Screen.MISSING).need == need_key(first)
    assert [c.need for c in asked.choices if c.screen is Screen.CATEGORY] == [
        need_key(category) for category in catalogue.directory.area.categories
    ]


def test_with_nothing_else_likely_there_are_still_ways_on(catalogue: Catalogue, translations: Translations) -> None:
    action = only(answer(catalogue, translations, ("education.esl", 0.9), ("adjacent:food", 0.001)), Screen.NOT_MEANT)
    assert action.origin == ()
    asked = opened(action, catalogue, translations)
    assert "Did you mean" not in str(asked)
    assert {Screen.CATEGORY, Screen.MISSING, Screen.URGENT, Screen.HOME} <= {c.screen for c in asked.choices}


def test_none_of_those_offered_is_called_the_nearest(catalogue: Catalogue, translations: Translations) -> None:
    names = ("housing.shelter", "healthcare.dental", "education.esl", "adjacent:food", "housing.eviction")
    decision = Decision("choose", "en", tuple(RankedNeed(name, 0.2, 0.3) for name in names))
    reply = compose(decision, catalogue, translations.translator("en"), partner="", now=NOW)
    action = only(reply, Screen.NOT_MEANT)
    assert (action.need, action.origin) == ("", (need_key("housing.eviction"),))
    asked = opened(action, catalogue, translations)
    assert only(asked, Screen.MISSING).need == ""
    assert needs_offered(asked, catalogue) == ["housing.eviction"]


def test_a_tapped_list_and_an_urgent_card_have_no_such_button(shipped: LiveRelease, translations: Translations) -> None:
    listed = Action(Screen.RESULTS, "en", need=need_key("housing.shelter"))
    screens = [
        opened(listed, shipped.catalogue, translations),
        respond(Question("I want to die"), shipped, translations, NOW),
    ]
    assert all(choice.screen is not Screen.NOT_MEANT for reply in screens for choice in reply.choices)


def test_nothing_found_offers_near_topics_numbers_and_a_word_to_staff(
    catalogue: Catalogue, translations: Translations
) -> None:
    decision = Decision("no_match", "en", near_topics=("housing.eviction", "adjacent:food"))
    reply = compose(decision, catalogue, translations.translator("en"), partner="ab", now=NOW)
    assert needs_offered(reply, catalogue) == ["housing.eviction", "adjacent:food"]
    assert all(line.phone in str(reply) for line in catalogue.hotlines("info"))
    missing = only(reply, Screen.MISSING)
    assert missing.need == need_key("housing.eviction")
    thanks = opened(missing, catalogue, translations)
    assert "Thank you. I have counted it." in str(thanks)
    assert Screen.CATEGORY in {choice.screen for choice in thanks.choices}


@pytest.mark.parametrize("text", ["xqzt", "weather on the moon", "how tall is the tower"])
def test_words_that_are_near_nothing_name_no_need(shipped: LiveRelease, translations: Translations, text: str) -> None:
    assert understand(Question(text), shipped, NOW).near_topics == ()
    assert only(respond(Question(text), shipped, translations, NOW), Screen.MISSING).need == ""


def test_a_need_without_a_service_can_be_told_to_staff(tmp_path: Path, translations: Translations) -> None:
    small = Catalogue.of(load_directory(write_sample(tmp_path / "data")))
    listed = opened(Action(Screen.RESULTS, "en", need=need_key("education.esl")), small, translations)
    typed = compose(
        Decision("answer", "en", (RankedNeed("education.esl", 0.9, 0.9),)), small, translations.translator("en"),
        partner="", now=NOW,
    )  # fmt: skip
    for reply in (listed, typed):
        assert "We have no service for this yet" in str(reply)
        assert small.hotlines("info")[0].phone in str(reply)
        assert only(reply, Screen.MISSING).need == need_key("education.esl")


def test_a_page_that_is_gone_shows_the_first_one(catalogue: Catalogue, translations: Translations) -> None:
    listed = Action(Screen.RESULTS, "en", need=need_key("housing.shelter"), page=40)
    reply = opened(listed, catalogue, translations)
    assert Screen.MISSING not in {choice.screen for choice in reply.choices}
    assert any(choice.screen is Screen.SERVICE for choice in reply.choices)
