from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.directory.schema import URGENT_CLASSES
from bot.replies.reviews import brief_review
from bot.replies.urgent import hotline_lines, urgent_lines

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("urgent", URGENT_CLASSES)
def test_the_first_line_is_the_number_and_nothing_is_asked(
    catalogue: Catalogue, translations: Translations, urgent: str, language: str
) -> None:
    first, *rest = urgent_lines(urgent, catalogue, translations.translator(language))
    assert catalogue.hotlines(urgent)[0].phone in str(first)
    assert catalogue.hotlines(urgent)[0].phone
    assert not any("?" in str(line) for line in (first, *rest))


def test_another_language_keeps_the_english_line_to_show_to_a_helper(
    catalogue: Catalogue, translations: Translations
) -> None:
    lines = [str(line) for line in urgent_lines("crisis", catalogue, translations.translator("es"))]
    leading = catalogue.hotlines("crisis")[0]
    assert any(line.startswith(leading.purposes["es"]) for line in lines)
    assert leading.purpose in lines


def test_the_leading_number_says_how_far_the_translation_is_and_only_once(
    catalogue: Catalogue, translations: Translations
) -> None:
    spanish = translations.translator("es")
    spanish = replace(spanish, language=replace(spanish.language, review="draft"))
    lines = [str(line) for line in urgent_lines("crisis", catalogue, spanish)]
    leading = catalogue.hotlines("crisis")[0]
    number = next(at for at, line in enumerate(lines) if leading.phone in line)
    own = next(at for at, line in enumerate(lines) if line.startswith(leading.purposes["es"]))
    assert number < own < lines.index(leading.purpose)
    state = brief_review(spanish)
    assert [at for at, line in enumerate(lines) if state in line] == [own]
    assert lines[own] == f"{leading.purposes['es']} ({state})"


def test_a_purpose_that_nobody_translated_stands_once_in_english(
    catalogue: Catalogue, translations: Translations
) -> None:
    hotline = replace(catalogue.hotlines("crisis")[0], purposes={"en": "Call now."}, purpose="Call now.")
    for code in ("en", "es"):
        lines = [str(line) for line in hotline_lines(hotline, translations.translator(code), review="x")]
        assert lines.count("Call now.") == 1


def test_a_number_that_is_its_own_name_is_not_said_twice(catalogue: Catalogue, translations: Translations) -> None:
    hotline = replace(catalogue.hotlines("crisis")[0], name="911", phone="911")
    assert str(hotline_lines(hotline, translations.translator("en"))[0]) == "Call 911"
