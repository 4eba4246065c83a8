from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.lexicon.learnt import NEED
from bot.query.parse import Query, parse
from tests.lexicon.sample import lexicon_of

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease

LEXICON = lexicon_of()


def read(text: str) -> Query:
    return parse(text, LEXICON, hint="")


def need(text: str) -> str:
    return LEXICON.classifier.scores(read(text).look, NEED)[0].label


def test_danger_language_and_private_data_are_read_together(shipped: LiveRelease) -> None:
    query = parse("I want to die. my ssn is 123-45-6789", shipped.index.lexicon, hint="")
    assert (query.language, query.urgent, query.private_data) == ("en", "crisis", True)


def test_a_plain_question_has_neither(shipped: LiveRelease) -> None:
    query = parse("ayuda con la renta", shipped.index.lexicon, hint="en")
    assert (query.language, query.urgent, query.private_data) == ("es", None, False)


def test_a_slip_is_mended_and_told() -> None:
    query = read("my tooht hurts")
    assert query.corrections == {"tooht": "tooth"}
    assert query.typed == ["my", "tooht", "hurts"]


@pytest.mark.parametrize("text", ["please help with rent", "help with rent thank you so much", "help please with rent"])
def test_polite_words_change_nothing(text: str) -> None:
    assert (read(text).look.margins == read("help with rent").look.margins).all()


@pytest.mark.parametrize(
    "text",
    ["I do not want a dentist, help with rent", "i do not want a dentist but rent", "rent. I do not want a dentist"],
)
def test_what_is_pushed_away_does_not_count(text: str) -> None:
    assert need(text) == "rent"


def test_when_everything_is_pushed_away_it_still_tells_the_topic() -> None:
    assert need("I do not want a dentist") == "teeth"


def test_properties_are_read_beside_the_need() -> None:
    assert read("a dentist for free 87102").filters == {"free": True, "zip": "87102"}


def test_the_name_of_a_service_is_no_misspelling(shipped: LiveRelease) -> None:
    for service in shipped.catalogue.services.values():
        name = f"{service.name} {service.organization.name}"
        assert parse(name, shipped.index.lexicon, hint="").corrections == {}
