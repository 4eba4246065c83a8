from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.i18n.locales import read_languages
from bot.replies.twins import lasting_words, passing_words

if TYPE_CHECKING:
    from bot.i18n.translations import Translations


@pytest.mark.parametrize("code", [row.code for row in read_languages().interface])
def test_a_word_that_lasts_is_none_that_passes(translations: Translations, code: str) -> None:
    t = translations.translator(code)
    assert not {label.casefold() for label in lasting_words(t)} & {label.casefold() for label in passing_words(t)}
    assert len(lasting_words(t)) == 3
