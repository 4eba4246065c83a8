from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.schema import URGENT_CLASSES
from bot.replies.urgent import urgent_lines

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
    assert leading.purposes["es"] in lines
    assert leading.purpose in lines
