"""Catalogues as values that are passed along, never a global: one reader's language must not leak to another."""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo

from bot.i18n.catalogues import RESIDENTS, read_catalogue
from bot.i18n.lists import listed
from bot.i18n.locales import LOCALES_FOLDER, Language, Languages, read_languages
from bot.i18n.spoken import SpokenLanguage, read_spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


# A run of Latin letters or digits such as a name, "+1 505-555-0101", "8:00", "$5.50" or "#12"; the end of a sentence
# and a closing quotation mark end it too. Never a placeholder, which is isolated with its value.
_LATIN_RUN = re.compile(
    r"\{\w+\}|(?P<name>[#$/+]?[A-Za-z0-9]"
    r"(?:[A-Za-z0-9+/_&@-]|['’](?= ?[A-Za-z0-9])|[.:,](?=[A-Za-z0-9])| +(?=[#$+(]?[A-Za-z0-9]))*%?)"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Translator:
    """One language's texts. Messages are whole English sentences with named placeholders."""

    language: Language
    catalogue: gettext.NullTranslations

    def gettext(self, message: str, /, **values: str) -> str:
        """Translate `message` and fill its placeholders, each in a direction of its own in right-to-left texts."""
        text = self.directed(self.catalogue.gettext(message))
        return text.format(**{name: self.isolate(value) for name, value in values.items()}) if values else text

    def ngettext(self, singular: str, plural: str, count: int, /, **values: str) -> str:
        """Translate by number; `{count}` is filled too."""
        text = self.directed(self.catalogue.ngettext(singular, plural, count))
        return text.format(count=count, **{name: self.isolate(value) for name, value in values.items()})

    def isolate(self, value: str) -> str:
        """A name, phone or address for a line in this language: where directions meet, it keeps its own.

        Unicode's FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE; without them a phone number is shown back to front
        in an Arabic line, and two Arabic names in an English line change places.
        """
        meets = self.language.direction == "rtl" or _RIGHT_TO_LEFT.search(value)
        return f"\u2068{self.directed(value)}\u2069" if value and meets else value

    def aligned(self, line: str) -> str:
        """A line of names and numbers, beginning where the lines in this language begin.

        Unicode's RIGHT-TO-LEFT MARK; without it a line of Latin names stands at the left edge, its neighbours at the
        right. Not for whole sentences of another language.
        """
        return f"\u200f{line}" if self.language.direction == "rtl" else line

    def directed(self, text: str) -> str:
        """A text with the numbers, commands and Latin names inside it isolated, where it runs from right to left."""
        if self.language.direction == "ltr" or not _RIGHT_TO_LEFT.search(text):
            return text
        return _LATIN_RUN.sub(lambda run: (run["name"] and self.isolate(run["name"])) or run[0], text)

    def listed(self, items: Sequence[str]) -> str:
        """Items one after the other, with the commas of this language."""
        return listed([self.isolate(item) for item in items], self.language.babel)

    def choose(self, texts: Mapping[str, str]) -> str:
        """The text of a directory label in this language, else in English, else empty."""
        return self.directed(texts.get(self.language.code) or texts.get("en", ""))


@dataclass(frozen=True, slots=True)
class Translations:
    """All interface languages, loaded once."""

    languages: Languages
    translators: Mapping[str, Translator]
    spoken: tuple[SpokenLanguage, ...] = ()

    def translator(self, code: str) -> Translator:
        """The translator that answers `code`, following fallbacks."""
        return self.translators[self.languages.answer_in(code)]


def load_translations(folder: Path = LOCALES_FOLDER) -> Translations:
    """Read the registry and the catalogue of every interface language. Raises CatalogueError."""
    languages = read_languages(folder)
    translators = {row.code: Translator(row, compile_catalogue(folder, row.code)) for row in languages.interface}
    return Translations(languages, translators, read_spoken(languages, folder))


def compile_catalogue(folder: Path, code: str, domain: str = RESIDENTS) -> gettext.GNUTranslations:
    """The catalogue of a language, ready to be looked things up in. Raises CatalogueError."""
    # Compiled in memory, so that an edited .po needs no build step.
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(folder, code, domain))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
