from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.actions import FILTERS
from bot.directory.schema import EXPRESSION_KINDS
from bot.lexicon.expressions import CONTRAST, FILLER, NEIGHBORHOOD, UNWANTED
from bot.replies.properties import button_label, property_lines
from bot.search.filters import known
from tests.conftest import NOW
from tests.search.test_filters import BARE

if TYPE_CHECKING:
    from bot.i18n.translations import Translations
    from bot.query.filters import Filters

NO_PROPERTIES = ("language_", "urgent_", FILLER, UNWANTED, CONTRAST, NEIGHBORHOOD)
PROPERTIES = [kind for kind in EXPRESSION_KINDS if not kind.startswith(NO_PROPERTIES)]


def test_what_is_known_and_what_to_ask_stand_apart(translations: Translations) -> None:
    service = replace(BARE, cost="Free", languages=("vi",))
    filters: Filters = {"free": True, "language": "vi", "zip": "87108", "walk_in": True}
    said, silent = property_lines(known(service, filters, None, NOW), filters, translations.translator("en"))
    assert str(said) == "They say: no cost and Vietnamese."
    assert str(silent) == "Ask them about: near 87108 and no appointment needed."


def test_without_a_wish_there_is_no_line(translations: Translations) -> None:
    assert property_lines({}, {}, translations.translator("en")) == []


@pytest.mark.parametrize("name", PROPERTIES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_property_has_a_name_that_people_read(translations: Translations, name: str, language: str) -> None:
    (line,) = property_lines({name: None}, {name: True}, translations.translator(language))
    assert "_" not in str(line)


def test_what_a_source_denies_is_said(translations: Translations) -> None:
    filters: Filters = {"free": True}
    priced = known(replace(BARE, cost="$20 for a visit"), filters, None, NOW)
    assert [str(line) for line in property_lines(priced, filters, translations.translator("en"))] == [
        "Does not fit: no cost."
    ]


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_fits_on_a_button_with_its_count_in_every_language(translations: Translations, name: str) -> None:
    for t in translations.translators.values():
        label = button_label(name, True, t)
        assert label and "_" not in label
        assert len(f"{label} (99)") <= 30


def test_a_language_on_a_button_stands_in_the_readers_language(translations: Translations) -> None:
    assert button_label("language", "vi", translations.translator("en")) == "They speak Vietnamese"
    assert "vietnamita" in button_label("language", "vi", translations.translator("es"))
