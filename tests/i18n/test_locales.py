from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import CatalogueError
from bot.i18n.locales import read_languages

LANGUAGES = read_languages()


def test_codes_and_lasting_numbers_are_used_once() -> None:
    assert len(LANGUAGES.numbers) == len(LANGUAGES.codes) == len(LANGUAGES.rows)
    assert (LANGUAGES.numbers[1], LANGUAGES.numbers[2]) == ("en", "es")


def test_every_language_leads_to_one_the_bot_answers_in() -> None:
    interface = {row.code for row in LANGUAGES.interface}
    assert all(LANGUAGES.answer_in(row.code) in interface for row in LANGUAGES.rows)
    assert LANGUAGES.answer_in("es") == "es"


@pytest.mark.parametrize("unknown", ["", "xx", "tlh-Latn"])
def test_an_unknown_language_is_answered_in_the_first_one(unknown: str) -> None:
    assert LANGUAGES.find(unknown) is None
    assert LANGUAGES.answer_in(unknown) == LANGUAGES.interface[0].code


@pytest.mark.parametrize(
    ("said", "code"), [("es-mx", "es"), ("EN", "en"), ("pt-br", "pt"), ("xx", ""), ("", ""), (None, "")]
)
def test_what_a_phone_says_becomes_a_registered_code(said: str | None, code: str) -> None:
    assert LANGUAGES.from_telegram(said) == code


def test_a_missing_or_spoilt_registry_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError):
        read_languages(tmp_path)
    (tmp_path / "languages.toml").write_text('[[language]]\ncode = "en"\n', encoding="utf-8")
    with pytest.raises(CatalogueError):
        read_languages(tmp_path)
