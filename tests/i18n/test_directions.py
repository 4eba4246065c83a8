from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.replies.card import card_lines
from bot.replies.listing import brief_lines
from bot.replies.urgent import urgent_lines
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations

OPEN, CLOSE = "\u2068", "\u2069"


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_a_number_in_a_right_to_left_line_keeps_its_own_direction(translations: Translations, code: str) -> None:
    line = translations.translator(code).gettext("Call {number}", number="+1 505-555-0101")
    assert f"{OPEN}+1 505-555-0101{CLOSE}" in line


@pytest.mark.parametrize("code", ["en", "es", "vi", "zh", "sw", "fr"])
def test_a_left_to_right_line_holds_no_marks(translations: Translations, code: str) -> None:
    line = translations.translator(code).gettext("Call {number}", number="988")
    assert OPEN not in line
    assert "988" in line


@pytest.mark.parametrize("urgent", ["emergency", "crisis", "domestic_violence", "shelter_tonight", "detention"])
@pytest.mark.parametrize("code", ["ar", "fa"])
def test_every_isolate_on_an_urgent_card_is_closed_on_its_line(
    translations: Translations, catalogue: Catalogue, urgent: str, code: str
) -> None:
    lines = [str(line) for line in urgent_lines(urgent, catalogue, translations.translator(code))]
    assert any(OPEN in line for line in lines)
    for line in lines:
        depth = 0
        for char in line:
            depth += (char == OPEN) - (char == CLOSE)
            assert depth in (0, 1)
        assert depth == 0


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("en", "a, b, and c"),
        ("es", "a, b y c"),
        ("zh", "a、b和c"),
        ("ar", f"{OPEN}a{CLOSE} و{OPEN}b{CLOSE} و{OPEN}c{CLOSE}"),
    ],
)
def test_a_list_is_written_as_its_language_writes_it(translations: Translations, code: str, listed: str) -> None:
    assert translations.translator(code).listed(["a", "b", "c"]) == listed


def test_latin_words_and_numbers_inside_a_text_are_isolated_and_placeholders_only_once(
    translations: Translations,
) -> None:
    arabic = translations.translator("ar")
    assert arabic.directed("اتصل 2-1-1 {number}") == f"اتصل {OPEN}2-1-1{CLOSE} {{number}}"
    assert translations.translator("en").directed("Call 2-1-1") == "Call 2-1-1"


def test_right_to_left_names_in_a_left_to_right_list_do_not_change_places(translations: Translations) -> None:
    listed = translations.translator("en").listed(["Español", "دری", "العربية"])
    assert listed == f"Español, {OPEN}دری{CLOSE}, and {OPEN}العربية{CLOSE}"


def test_latin_letters_in_a_label_of_the_directory_are_isolated(translations: Translations) -> None:
    label = {"en": "GED", "ar": "شهادة (GED)"}
    assert translations.translator("ar").choose(label) == f"شهادة ({OPEN}GED{CLOSE})"
    assert translations.translator("en").choose(label) == "GED"


@pytest.mark.parametrize(
    "run", ["+1 505-555-0101", "8:00", "2-1-1", "#12", "$5.50", "20%", "Casa Norte", "a.b@example.org"]
)
def test_what_stands_in_latin_letters_or_digits_stays_in_one_piece(translations: Translations, run: str) -> None:
    arabic = translations.translator("ar")
    assert arabic.directed(f"اتصل {run}. ثم") == f"اتصل {OPEN}{run}{CLOSE}. ثم"


def test_two_numbers_in_two_sentences_stay_apart(translations: Translations) -> None:
    text = translations.translator("ar").directed("اتصل على 988. 911 للخطر")
    assert f"{OPEN}988{CLOSE}. {OPEN}911{CLOSE}" in text


def test_a_text_that_is_not_translated_is_left_as_it_is(translations: Translations) -> None:
    assert translations.translator("fa").directed("Call 988 first.") == "Call 988 first."


def test_a_translated_value_keeps_its_numbers_in_order_too(translations: Translations) -> None:
    assert translations.translator("ar").isolate("من 8:00 صباحا") == f"{OPEN}من {OPEN}8:00{CLOSE} صباحا{CLOSE}"


def test_a_closing_quotation_mark_is_no_part_of_a_latin_name_and_an_apostrophe_is(translations: Translations) -> None:
    arabic = translations.translator("ar")
    assert arabic.directed("عيادات 'Got Shots' مجانا") == f"عيادات '{OPEN}Got Shots{CLOSE}' مجانا"
    assert arabic.directed("مكتب Renters' Rights هنا") == f"مكتب {OPEN}Renters' Rights{CLOSE} هنا"


@pytest.mark.parametrize(("code", "begins"), [("ar", True), ("fa", True), ("en", False), ("zh", False)])
def test_names_and_numbers_begin_where_their_neighbours_begin(
    translations: Translations, catalogue: Catalogue, code: str, begins: bool
) -> None:
    t = translations.translator(code)
    service = next(iter(catalogue.services.values()))
    _, name, whom = brief_lines(1, service, "", t)
    heading, organization, *_ = card_lines(service, t, NOW, None)
    assert [str(line).startswith("\u200f") for line in (name, whom, heading, organization)] == [begins] * 4
