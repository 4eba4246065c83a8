from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.errors import CatalogueError
from bot.i18n.locales import LOCALES_FOLDER
from bot.i18n.translations import load_translations

if TYPE_CHECKING:
    from pathlib import Path

    from bot.i18n.translations import Translations


def test_each_language_has_its_own_words_at_the_same_time(translations: Translations) -> None:
    english, spanish = translations.translator("en"), translations.translator("es")
    assert (english.gettext("Back"), spanish.gettext("Back")) == ("Back", "Atrás")
    assert english.gettext("Call {number}", number="9-1-1") == "Call 9-1-1"
    assert "9-1-1" in spanish.gettext("Call {number}", number="9-1-1")


def test_a_language_without_interface_is_answered_in_its_fallback(translations: Translations) -> None:
    assert translations.translator("ru").language.code == translations.languages.answer_in("ru")


def test_a_label_falls_back_to_english_and_then_to_nothing(translations: Translations) -> None:
    spanish = translations.translator("es")
    assert spanish.choose({"en": "Rent", "es": "Renta"}) == "Renta"
    assert spanish.choose({"en": "Rent", "es": ""}) == "Rent"
    assert spanish.choose({}) == ""


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    shutil.copy(LOCALES_FOLDER / "languages.toml", tmp_path)
    with pytest.raises(CatalogueError, match="catalogue of en"):
        load_translations(tmp_path)
