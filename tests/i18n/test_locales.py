from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date

from bot.errors import CatalogueError
from bot.i18n.locales import Languages, read_languages

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


def test_dari_has_its_own_names_of_months_and_days_not_those_of_iran() -> None:
    dari = LANGUAGES.find("fa")
    assert dari is not None
    november = date(2026, 11, 23)
    assert format_date(november, "MMMM", locale=dari.babel) == "نومبر"
    assert format_date(november, "MMMM", locale="fa") == "نوامبر"
    assert format_date(date(2027, 7, 1), "MMMM", locale=dari.babel) == "جولای"
    assert format_date(november, "EEEE", locale=dari.babel) == "دوشنبه"


def test_a_language_that_babel_does_not_know_uses_english_names() -> None:
    klingon = replace(LANGUAGES.rows[0], code="tlh")
    assert klingon.babel == Locale("en")
    assert replace(klingon, code="zh-hant").babel == Locale("zh", script="Hant")


def test_a_phone_s_own_code_goes_before_a_language_that_is_only_near() -> None:
    chinese = LANGUAGES.find("zh")
    assert chinese is not None
    both = Languages((*LANGUAGES.rows, replace(chinese, code="zh-hant", number=99, telegram="")))
    assert (both.from_telegram("zh-Hant"), both.from_telegram("zh-hans")) == ("zh-hant", "zh")
