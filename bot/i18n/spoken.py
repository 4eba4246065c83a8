"""Languages to ask an interpreter for: those we answer in, and those of locales/interpreter_languages.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import CatalogueError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.i18n.locales import Language, Languages


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language by its own name and the one heard at a desk here.

    `sentence` greets, names the language and asks for an interpreter, in that language; empty where nobody could write
    it well. `locale` is the name that Babel knows the language by, where it is not the code.
    """

    code: str
    name: str
    english_name: str
    sentence: str = ""
    is_signed: bool = False
    locale: str = ""

    def name_in(self, reader: Language) -> str:
        """What a reader of `reader` calls it; its own name where Babel does not know that."""
        names = reader.babel.languages
        known: str | None = names.get(self.locale) or names.get(self.code)
        return known or self.name


def read_spoken(languages: Languages, folder: Path) -> tuple[SpokenLanguage, ...]:
    """Every language to ask an interpreter for, those we answer in first. A folder without the file adds none.

    The language of the texts themselves, the one without a fallback, is that of the desk. Raises CatalogueError.
    """
    answered = tuple(
        SpokenLanguage(row.code, row.name, row.english_name, locale=str(row.babel))
        for row in languages.interface
        if row.fallback
    )
    codes = {row.code for row in answered}
    return answered + tuple(row for row in _read(folder / "interpreter_languages.toml") if row.code not in codes)


def _read(file: Path) -> tuple[SpokenLanguage, ...]:
    if not file.exists():
        return ()
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["language"]
        return tuple(SpokenLanguage(**entry) for entry in entries)
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{file.name} cannot be read: {error}") from error
