from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from bot.errors import CatalogueError
from bot.i18n.catalogues import Completeness, begin_catalogue, catalogue_file, measure
from bot.i18n.locales import read_languages

if TYPE_CHECKING:
    from bot.i18n.locales import Language

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
ENTRY = 'msgid "{}"\nmsgstr "{}"\n\n'
PLURAL = 'msgid "{count} place"\nmsgid_plural "{count} places"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'


def language(code: str) -> Language:
    return replace(read_languages().rows[1], code=code, english_name="Toyish", locale="")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = "".join(ENTRY.format(text, "") for text in ("Home", "Back", "More", "Call {number}"))
    (tmp_path / "bot.pot").write_text(HEAD + texts + PLURAL, encoding="utf-8")
    return tmp_path


def test_a_language_without_a_catalogue_misses_everything(folder: Path) -> None:
    assert measure(folder, "tl") == Completeness(5, 0, 0)
    assert measure(folder, "tl").missing == 5


def test_fuzzy_texts_and_those_the_program_lacks_are_stale(folder: Path) -> None:
    file = catalogue_file(folder, "es")
    file.parent.mkdir(parents=True)
    half = PLURAL.replace('msgstr[0] ""', 'msgstr[0] "un lugar"')
    entries = (
        ENTRY.format("Home", "Inicio") + "#, fuzzy\n" + ENTRY.format("Back", "Atrás") + ENTRY.format("Old", "Viejo")
    )
    file.write_text(HEAD + entries + half, encoding="utf-8")
    assert measure(folder, "es") == Completeness(5, 1, 2)


@pytest.mark.parametrize(("code", "forms"), [("ar", 6), ("vi", 1), ("es", 2), ("zh-hant", 1)])
def test_a_new_catalogue_is_empty_and_has_the_plural_forms_of_its_language(folder: Path, code: str, forms: int) -> None:
    assert begin_catalogue(folder, language(code), NOW) == 5
    file = catalogue_file(folder, code)
    assert f"nplurals={forms};" in file.read_text(encoding="utf-8")
    with file.open("rb") as source:
        (plural,) = (message.string for message in read_po(source) if isinstance(message.id, tuple))
    assert len(plural or ()) == forms
    assert measure(folder, code) == Completeness(5, 0, 0)


def test_a_language_whose_plurals_nobody_knows_has_two_like_english(folder: Path) -> None:
    begin_catalogue(folder, language("tlh"), NOW)
    assert "Plural-Forms" not in catalogue_file(folder, "tlh").read_text(encoding="utf-8")
    assert measure(folder, "tlh") == Completeness(5, 0, 0)


def test_a_catalogue_that_somebody_began_stays_as_it_is(folder: Path) -> None:
    file = catalogue_file(folder, "es")
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + ENTRY.format("Home", "Inicio"), encoding="utf-8")
    before = file.read_bytes()
    begin_catalogue(folder, language("es"), NOW)
    assert file.read_bytes() == before


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"bot\.pot"):
        measure(tmp_path, "es")
