from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel import Locale

from bot.errors import CatalogueError
from bot.i18n.locales import read_languages
from bot.i18n.spoken import SpokenLanguage, read_spoken

if TYPE_CHECKING:
    from pathlib import Path

    from bot.i18n.translations import Translations

# What CLDR calls otherwise, or does not know at all.
OWN_ENGLISH_NAMES = {"bn", "ckb", "cmn", "kjb", "ku", "mam", "pes", "quc", "rn"}


def test_codes_fit_into_a_button_and_stand_once(translations: Translations) -> None:
    codes = [row.code for row in translations.spoken]
    assert len(codes) == len(set(codes)) > 30
    assert all(re.fullmatch("[a-z]{2,3}", code) for code in codes)
    assert "en" not in codes


def test_every_language_we_understand_can_be_chosen(translations: Translations) -> None:
    understood = {row.code for row in translations.languages.rows if row.understood}
    assert understood - {"en"} <= {row.code for row in translations.spoken}


def test_english_names_are_those_of_cldr(translations: Translations) -> None:
    known = Locale("en").languages
    for row in translations.spoken:
        if row.code not in OWN_ENGLISH_NAMES:
            assert row.english_name == known.get(row.locale, known[row.code]), row.code


def test_the_table_stands_in_the_order_of_its_english_names(translations: Translations) -> None:
    answered = {row.code for row in translations.languages.interface}
    signed, *spoken = [row for row in translations.spoken if row.code not in answered]
    assert signed.is_signed
    names = [row.english_name for row in spoken]
    assert names == sorted(names)


def test_a_language_is_named_as_its_reader_does(translations: Translations) -> None:
    rows = {row.code: row for row in translations.spoken}
    spanish = translations.translator("es").language
    assert rows["fa"].name_in(spanish) == "darí"
    assert rows["rn"].name_in(spanish) == "kirundi"
    assert rows["mam"].name_in(spanish) == "Mam"


def test_a_language_that_gets_an_interface_is_listed_once(tmp_path: Path) -> None:
    (tmp_path / "interpreter_languages.toml").write_text(
        '[[language]]\ncode = "es"\nname = "x"\nenglish_name = "x"\n[[language]]\ncode = "zu"\nname = "isiZulu"\n'
        'english_name = "Zulu"\n',
        encoding="utf-8",
    )
    rows = read_spoken(read_languages(), tmp_path)
    assert [row.name for row in rows if row.code == "es"] == ["Español"]
    assert rows[-1] == SpokenLanguage("zu", "isiZulu", "Zulu")


def test_without_the_table_the_languages_we_answer_in_remain(tmp_path: Path) -> None:
    answered = [row.code for row in read_languages().interface if row.code != "en"]
    assert [row.code for row in read_spoken(read_languages(), tmp_path)] == answered


@pytest.mark.parametrize("text", ["[[language", '[[language]]\ncode = "zu"\n', "x = 1\n"])
def test_a_faulty_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "interpreter_languages.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="interpreter_languages"):
        read_spoken(read_languages(), tmp_path)
