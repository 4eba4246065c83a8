from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.model import Status
from bot.pipeline import Question, understand
from bot.search.decision import MOST
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease
    from bot.search.decision import Decision

WORDS = ("rent", "help", "médico", "房租", "إيجار", "911", "die", "job", "школа", ".", "\n")
Texts = st.one_of(
    st.text(max_size=4096),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
)


def ask(text: str, release: LiveRelease) -> Decision:
    return understand(Question(text), release, NOW)


@pytest.mark.parametrize(
    ("text", "need", "language"),
    [
        ("nesecito ayuda pa la renta", "housing.rent_help", "es"),
        ("dentist for my kid no insurance", "healthcare.dental", "en"),
        ("me quieren desalojar mañana", "housing.eviction", "es"),
    ],
)
def test_a_question_gets_its_need_first_and_services_for_it(
    shipped: LiveRelease, text: str, need: str, language: str
) -> None:
    decision = ask(text, shipped)
    assert (decision.outcome, decision.needs[0].need, decision.language) == ("answer", need, language)
    assert decision.services
    assert need in decision.services[0].service.needs


def test_danger_goes_before_everything(shipped: LiveRelease) -> None:
    decision = ask("I want to die", shipped)
    assert (decision.outcome, decision.urgent) == ("urgent", "crisis")


def test_what_is_not_ours_is_declined_without_needs_or_services(shipped: LiveRelease) -> None:
    decision = ask("weather", shipped)
    assert (decision.outcome, decision.needs, decision.services) == ("no_match", (), ())


def test_a_topic_beside_ours_is_handed_over(shipped: LiveRelease) -> None:
    decision = ask("where is a food bank", shipped)
    assert (decision.outcome, decision.handover) == ("handover", "adjacent:food")


def test_a_question_about_the_bot_is_about(shipped: LiveRelease) -> None:
    decision = ask("are you the police", shipped)
    assert (decision.outcome, decision.about) == ("about", "about:trust")


@settings(max_examples=40, deadline=None)
@given(text=Texts)
def test_any_text_gets_a_decision_that_keeps_its_promises(shipped: LiveRelease, text: str) -> None:
    decision = ask(text, shipped)
    assert len(decision.needs) <= MOST
    assert len(decision.services) <= MOST
    assert [n.score for n in decision.needs] == sorted((n.score for n in decision.needs), reverse=True)
    assert (decision.outcome == "urgent") == (decision.urgent is not None)
    assert (decision.outcome == "about") == (decision.about is not None)
    assert all(r.service.status not in (Status.DRAFT, Status.CLOSED) for r in decision.services)
    assert decision == ask(text, shipped)


def test_a_service_that_is_not_published_is_never_found(shipped: LiveRelease) -> None:
    published = set(shipped.catalogue.services)
    hidden = [s for s in shipped.catalogue.directory.services if s.id not in published]
    assert hidden
    for service in hidden:
        decision = ask(f"{service.name} {service.organization.name}", shipped)
        assert service.id not in {ranked.service.id for ranked in decision.services}


@pytest.mark.parametrize("text", ["我想死，付不起房租", "I want to die and I cannot pay the rent"])
def test_the_need_that_a_danger_brings_stands_first_with_the_highest_score(shipped: LiveRelease, text: str) -> None:
    needs = ask(text, shipped).needs
    assert needs[0].need == "healthcare.mental_health"
    assert needs[0].score == max(need.score for need in needs)


def test_a_thanks_inside_a_story_does_not_answer_the_story(shipped: LiveRelease) -> None:
    text = "Thank God my sister drove me. My landlord wants us out by friday, he gave us an eviction notice."
    assert ask(text, shipped).needs[0].need == "housing.eviction"


def calls_for(text: str, release: LiveRelease) -> int:
    """How many functions run for a question: a count of work that no other process on the machine can change."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        ask(text, release)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", ["my landlrod wants us out of the appartment. ", "房东不还押金，", "xqz wvut ", "a"])
def test_the_work_grows_no_faster_than_the_text(shipped: LiveRelease, unit: str) -> None:
    lengths = [len(unit) * at for at in (8, 16, 32)]
    short, middle, long = (calls_for((unit * 64)[:length], shipped) for length in lengths)
    assert middle <= 2.2 * short
    assert long <= 2.2 * middle


@pytest.mark.parametrize("polite", ["please", "hello", "thank you so much", "por favor", "谢谢", "merci beaucoup"])
@pytest.mark.parametrize("question", ["help with rent", "my tooth hurts", "ayuda con la renta", "找工作"])
def test_a_polite_word_changes_no_need(shipped: LiveRelease, question: str, polite: str) -> None:
    alone = ask(question, shipped).needs
    assert ask(f"{question} {polite}", shipped).needs == alone
    assert ask(f"{polite} {question}", shipped).needs == alone


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("I don't want a shelter, I need help with rent", "housing.rent_help"),
        ("no quiero albergue sino ayuda con la renta", "housing.rent_help"),
    ],
)
def test_what_is_pushed_away_does_not_come_first(shipped: LiveRelease, text: str, need: str) -> None:
    assert ask(text, shipped).needs[0].need == need


def test_two_needs_in_one_message_are_both_answered(shipped: LiveRelease) -> None:
    decision = ask("help with rent and english classes", shipped)
    assert {need.need for need in decision.needs[:2]} == {"housing.rent_help", "education.esl"}
    assert {ranked.need for ranked in decision.services} == {"housing.rent_help", "education.esl"}


def test_under_an_urgent_card_stands_only_what_was_said_or_what_the_danger_brings(shipped: LiveRelease) -> None:
    assert {ranked.need for ranked in ask("I want to die", shipped).services} == {"healthcare.mental_health"}
    assert ask("he is not breathing", shipped).services == ()
    both = ask("I want to die and I cannot pay the rent", shipped)
    assert {ranked.need for ranked in both.services} == {"healthcare.mental_health", "housing.rent_help"}


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("I have no money for rent", False),
        ("free english classes", True),
        ("no money for rent and I need a free dentist", True),
    ],
)
def test_no_money_is_a_wish_only_where_money_is_not_the_need(shipped: LiveRelease, text: str, free: bool) -> None:
    assert ("free" in ask(text, shipped).filters) == free
