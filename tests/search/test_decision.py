from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.model import Status
from bot.pipeline import Question, understand
from bot.search.decision import MOST

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease
    from bot.search.decision import Decision

WORDS = ("rent", "help", "médico", "房租", "إيجار", "911", "die", "job", "школа", ".", "\n")
Texts = st.one_of(
    st.text(max_size=4096),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
)


def ask(text: str, release: LiveRelease) -> Decision:
    return understand(Question(text), release)


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


@pytest.mark.parametrize("text", ["DIE房租", "I want to die and I cannot pay the rent"])
def test_the_need_that_a_danger_brings_stands_first_with_the_highest_score(shipped: LiveRelease, text: str) -> None:
    needs = ask(text, shipped).needs
    assert needs[0].need == "healthcare.mental_health"
    assert needs[0].score == max(need.score for need in needs)


def test_a_thanks_inside_a_story_does_not_answer_the_story(shipped: LiveRelease) -> None:
    text = "Thank God my sister drove me. My landlord wants us out by friday, he gave us an eviction notice."
    assert ask(text, shipped).needs[0].need == "housing.eviction"
