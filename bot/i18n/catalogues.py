"""Catalogue files: where they are, how complete one is against the template, and how a new one begins."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from babel.messages.pofile import PoFileError, read_po, write_po

from bot.errors import CatalogueError
from bot.files import write_whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

    from bot.i18n.locales import Language


RESIDENTS: Final = "bot"
"""The domain of the texts that residents read; those for staff have one of their own."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the program's texts a catalogue has. `stale` ones are marked fuzzy, or the program lacks them now."""

    texts: int
    translated: int
    stale: int

    @property
    def missing(self) -> int:
        """Texts that residents would read in English."""
        return self.texts - self.translated


def catalogue_file(folder: Path, code: str, domain: str = RESIDENTS) -> Path:
    """Where the catalogue of a language is, or will be."""
    return folder / code.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(folder: Path, code: str, domain: str = RESIDENTS) -> Catalog:
    """The catalogue of a language as written. Raises CatalogueError."""
    return _read(catalogue_file(folder, code, domain), f"The catalogue of {code}", code.replace("-", "_"), strict=True)


def measure(folder: Path, code: str) -> Completeness:
    """Compare the catalogue of a language, which may not exist yet, with the template. Raises CatalogueError."""
    wanted = {key for key, _ in _messages(_template(folder))}
    own = dict(_messages(read_catalogue(folder, code))) if catalogue_file(folder, code).exists() else {}
    translated = {key for key, message in own.items() if _is_filled(message) and not message.fuzzy}
    fuzzy = {key for key, message in own.items() if message.fuzzy}
    return Completeness(len(wanted), len(wanted & translated), len(fuzzy | (own.keys() - wanted)))


def begin_catalogue(folder: Path, language: Language, now: datetime) -> int:
    """Write an empty catalogue with the plural rule of the language, unless it has one; give how many texts it holds.

    Raises CatalogueError, OSError.
    """
    catalogue = _template(folder, language.locale or language.code.replace("-", "_"))
    file = catalogue_file(folder, language.code)
    if not file.exists():
        catalogue.revision_date = now
        catalogue.fuzzy = False
        text = BytesIO()
        write_po(text, catalogue, width=120)
        write_whole(file, text.getvalue())
    return len(catalogue)


def _template(folder: Path, locale: str | None = None) -> Catalog:
    # Not strict: a template has two forms of each plural, whatever the language has.
    return _read(folder / "bot.pot", "The template of the catalogues, bot.pot,", locale, strict=False)


def _read(file: Path, what: str, locale: str | None, *, strict: bool) -> Catalog:
    try:
        with file.open("rb") as source:
            return read_po(source, locale=locale, abort_invalid=strict)
    except (OSError, PoFileError, ValueError) as error:
        raise CatalogueError(f"{what} cannot be read: {error}") from error


def _messages(catalogue: Catalog) -> list[tuple[str, Message]]:
    return [(m.id if isinstance(m.id, str) else m.id[0], m) for m in catalogue if m.id]


def _is_filled(message: Message) -> bool:
    texts = [message.string] if isinstance(message.string, str) else message.string or ()
    return bool(texts) and all(texts)
