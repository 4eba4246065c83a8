from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.errors import CatalogueError
from bot.i18n.locales import LOCALES_FOLDER, read_languages
from bot.i18n.registration import propose, register

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = read_languages()


def test_a_new_row_gets_the_next_number_names_and_direction_and_stays_hidden() -> None:
    row = propose("ps", LANGUAGES)
    assert (row.number, row.name, row.english_name, row.direction) == (
        max(LANGUAGES.numbers) + 1,
        "پښتو",
        "Pashto",
        "rtl",
    )
    assert (row.telegram, row.fallback, row.review) == ("ps", "en", "draft")
    assert not row.interface and not row.understood


def test_a_code_that_telegram_cannot_send_or_that_is_taken_there_is_left_empty() -> None:
    assert propose("quc", LANGUAGES).telegram == ""
    assert propose("zh-hant", LANGUAGES).telegram == ""


def test_a_language_that_is_in_no_table_needs_its_own_name() -> None:
    with pytest.raises(CatalogueError, match="--name"):
        propose("tlh", LANGUAGES)
    row = propose("tlh", LANGUAGES, name="tlhIngan Hol", fallback="es")
    assert (row.name, row.english_name, row.fallback) == ("tlhIngan Hol", "Klingon", "es")


@pytest.mark.parametrize("fallback", ["ru", "xx"])
def test_a_fallback_must_be_answered_in(fallback: str) -> None:
    with pytest.raises(CatalogueError, match=fallback):
        propose("ps", LANGUAGES, fallback=fallback)


@pytest.mark.parametrize("code", ["ps", "quc"])
def test_the_registry_grows_by_one_row_and_keeps_the_others(tmp_path: Path, code: str) -> None:
    file = tmp_path / "languages.toml"
    shutil.copy(LOCALES_FOLDER / "languages.toml", file)
    before = file.read_text(encoding="utf-8")
    row = propose(code, LANGUAGES, name='پښتو "quoted" \\')
    register(tmp_path, row)
    assert file.read_text(encoding="utf-8").startswith(before)
    assert read_languages(tmp_path).rows == (*LANGUAGES.rows, row)
