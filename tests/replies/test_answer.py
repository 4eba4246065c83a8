from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Screen, need_key
from bot.pipeline import Question, respond
from bot.replies.answer import compose
from bot.search.decision import Decision
from bot.search.ranking import RankedNeed
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

SENTINEL = "zyxwvut"


@pytest.mark.parametrize(
    "text",
    [
        f"help with rent {SENTINEL}",
        f"{SENTINEL} I want to die",
        f"weather {SENTINEL}",
        f"{SENTINEL} are you the police",
        f"food bank {SENTINEL} my ssn is 123-45-6789",
        f"{SENTINEL}",
        f"{SENTINEL}. dentist. job. school",
    ],
)
def test_nothing_typed_is_repeated(shipped: LiveRelease, translations: Translations, text: str) -> None:
    reply = respond(Question(text), shipped, translations, NOW)
    shown = str(reply) + " ".join(button.label + button.url for row in reply.rows for button in row)
    assert SENTINEL not in shown
    assert "123-45" not in shown


def test_private_numbers_are_answered_with_a_calm_line(shipped: LiveRelease, translations: Translations) -> None:
    note = "You do not need to send private numbers or papers here."
    assert note in str(respond(Question("help with rent my ssn is 123-45-6789"), shipped, translations, NOW))
    assert note not in str(respond(Question("help with rent"), shipped, translations, NOW))


def test_a_choice_offers_its_needs_as_buttons(catalogue: Catalogue, translations: Translations) -> None:
    needs = tuple(RankedNeed(name, 0.2, 0.3) for name in ("housing.shelter", "healthcare.dental"))
    reply = compose(Decision("choose", "en", needs), catalogue, translations.translator("en"), partner="ab", now=NOW)
    offered = [choice.need for choice in reply.choices if choice.screen is Screen.RESULTS]
    assert [need.id for key in offered if (need := catalogue.need(key))] == ["housing.shelter", "healthcare.dental"]
    assert all(choice.partner == "ab" for choice in reply.choices)


def test_a_need_without_service_says_so_and_gives_a_number(catalogue: Catalogue, translations: Translations) -> None:
    decision = Decision("answer", "en", (RankedNeed("housing.shelter", 0.9, 0.9),))
    reply = compose(decision, catalogue, translations.translator("en"), partner="", now=NOW)
    assert "We have no service for this yet" in str(reply)
    assert catalogue.hotlines("info")[0].phone in str(reply)


def test_another_language_is_told_what_it_is_answered_in(catalogue: Catalogue, translations: Translations) -> None:
    reply = compose(Decision("no_match", "ru"), catalogue, translations.translator("en"), partner="", now=NOW)
    assert "English" in str(reply.lines[0])


def test_a_need_that_nobody_meant_gets_no_button_under_an_answer(
    shipped: LiveRelease, translations: Translations
) -> None:
    reply = respond(Question("nesecito ayuda pa la rentaa"), shipped, translations, NOW)
    assert not {"Biblioteca", "Cuidado de niños"} & {button.label for row in reply.rows for button in row}


def test_two_needs_are_answered_one_after_the_other_each_under_its_name(
    shipped: LiveRelease, translations: Translations
) -> None:
    reply = respond(Question("my rent is late and my kid needs a dentist"), shipped, translations, NOW)
    lines = [str(line) for line in reply.lines]
    needs = ("healthcare.dental", "housing.rent_help")
    headings = [lines.index(shipped.catalogue.needs[need].labels["en"]) for need in needs]
    assert headings == sorted(headings)
    cards = [choice for choice in reply.choices if choice.screen is Screen.SERVICE]
    for number, card in enumerate(cards, 1):
        service = shipped.catalogue.service(card.service)
        assert service
        at = lines.index(f"{number}. {service.name}")
        assert card.origin == (need_key(needs[sum(heading < at for heading in headings) - 1]),)
    assert {card.origin for card in cards} == {(need_key(need),) for need in needs}


def test_one_need_has_no_heading(shipped: LiveRelease, translations: Translations) -> None:
    reply = respond(Question("help with rent"), shipped, translations, NOW)
    assert "Help paying rent" not in [str(line) for line in reply.lines]


def test_two_short_buttons_under_an_answer_share_a_row(shipped: LiveRelease, translations: Translations) -> None:
    rows = respond(Question("free dentist"), shipped, translations, NOW).rows
    assert ["Near me", "Not what I meant"] in [[button.label for button in row] for row in rows]
