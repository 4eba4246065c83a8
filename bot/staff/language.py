"""The languages that staff read, and the texts for them: a catalogue of their own beside that of the residents."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Final, Literal

from bot.errors import CatalogueError
from bot.i18n.locales import LOCALES_FOLDER, read_languages
from bot.i18n.translations import Translator, compile_catalogue

StaffLanguage = Literal["en", "es"]

DOMAIN: Final = "staff"
"""The name of the catalogues: locales/<lang>/LC_MESSAGES/staff.po."""


def staff_translator(code: StaffLanguage) -> Translator:
    """The texts for staff in a language. Raises CatalogueError when its catalogue is missing or broken."""
    language = read_languages().find(code)
    if language is None:
        raise CatalogueError(f"{code} does not stand in languages.toml.")
    catalogue = NullTranslations() if language.is_original else compile_catalogue(LOCALES_FOLDER, code, DOMAIN)
    return Translator(language, catalogue)
