from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.model import Organization, Service, Status
from bot.pipeline import Question, understand
from bot.search.names import Names
from bot.text import words
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease


def service(id: str, name: str, organization: str) -> Service:
    return Service(id, Status.ACTIVE, ("housing.rent_help",), Organization(organization), name, "")


NAMES = Names(
    [
        service("a", "Rent help", "Casa Norte Community Center"),
        service("b", "Dental clinic", "First Choice Community Healthcare"),
        service("c", "Youth shelter", "Youth Development, Inc. (YDI)"),
        service("d", "Good Shepherd day shelter", "Good Shepherd Community Center"),
    ],
    dict.fromkeys(["rent", "help", "first", "choice", "youth", "good", "day", "shelter"], 3.0),
)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("casa norte", "a"),
        ("where is Casa Norte please", "a"),
        ("first choice", "b"),
        ("first choise clinic", "b"),
        ("the ydi people", "c"),
        ("good sheperd", "d"),
    ],
)
def test_a_name_is_found_as_people_remember_it(text: str, id: str) -> None:
    assert next(iter(NAMES.find(words(text))), None) == id


@pytest.mark.parametrize("text", ["", "help", "my choice is good", "I need a community center", "choice first"])
def test_everyday_words_are_no_name(text: str) -> None:
    assert NAMES.find(words(text)) == {}


def test_nothing_is_found_where_nothing_has_a_name() -> None:
    assert Names([], {}).find(["casa"]) == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("first choise clinic", "First Choice"),
        ("is barrett house or heading home open", "Heading Home"),
        ("wesst", "WESST"),
    ],
)
def test_a_service_that_is_named_comes_first(shipped: LiveRelease, text: str, named: str) -> None:
    decision = understand(Question(text), shipped, NOW)
    assert decision.outcome in ("answer", "handover")
    assert named in decision.services[0].service.organization.name
