from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.actions import ANY_LANGUAGE, Action, Screen, decode_callback, encode_callback, need_key, service_key
from bot.directory.asking import find_private_question
from bot.i18n.locales import read_languages
from bot.replies.desk import desk_card
from bot.replies.reply import Style

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Service
    from bot.i18n.translations import Translations
    from bot.replies.reply import Reply

LANGUAGES = read_languages()
OPEN, CLOSE = "\u2068", "\u2069"


@pytest.fixture
def service(catalogue: Catalogue) -> Service:
    return next(s for s in catalogue.services.values() if s.documents and s.needs[0] in catalogue.needs)


def card(
    catalogue: Catalogue, translations: Translations, language: str, spoken: str = "", service: Service | None = None
) -> Reply:
    key = service_key(service.id) if service else ""
    return desk_card(Action(Screen.DESK, language, "ab", key, spoken=spoken), catalogue, translations)


def blocks(reply: Reply) -> list[str]:
    """What stands between the empty lines: the hint, the resident's words, the English ones."""
    return str(reply).split("\n\n")


def english(reply: Reply) -> list[str]:
    return blocks(reply)[-1].splitlines()


def test_the_card_says_in_both_languages_who_speaks_what_about_what(
    catalogue: Catalogue, translations: Translations, service: Service
) -> None:
    reply = card(catalogue, translations, "es", service=service)
    spanish = translations.translator("es")
    _, above, below = blocks(reply)
    need = catalogue.needs[service.needs[0]]
    assert below.splitlines() == [
        "Hello. I speak Spanish.",
        "I need an interpreter, please.",
        f"I am calling about: {need.labels['en']}.",
        f"What to bring: {service.documents}",
    ]
    assert spanish.gettext("Hello. I speak {language}.", language="español") in above
    assert need.labels["es"] in above


def test_the_english_lines_to_read_aloud_are_bold(catalogue: Catalogue, translations: Translations) -> None:
    lines = card(catalogue, translations, "vi").lines
    assert [str(line) for line in lines if any(span.style is Style.BOLD for span in line.spans)] == [
        "Hello. I speak Vietnamese.",
        "I need an interpreter, please.",
    ]


def test_without_a_service_the_card_asks_only_for_an_interpreter(
    catalogue: Catalogue, translations: Translations
) -> None:
    for gone in (card(catalogue, translations, "sw"), desk_card(_gone("sw"), catalogue, translations)):
        assert english(gone) == ["Hello. I speak Swahili.", "I need an interpreter, please."]


def _gone(language: str) -> Action:
    return Action(Screen.DESK, language, service="zzzzzz")


def test_the_list_that_a_card_was_opened_from_tells_what_the_call_is_about(
    catalogue: Catalogue, translations: Translations
) -> None:
    service = next(s for s in catalogue.services.values() if s.needs[1:] and ":" not in "".join(s.needs))
    second = catalogue.needs[service.needs[1]]
    action = Action(Screen.DESK, "fr", service=service_key(service.id), origin=(need_key(second.id),), page=2)
    reply = desk_card(action, catalogue, translations)
    assert f"I am calling about: {second.labels['en']}." in english(reply)
    assert replace(action, screen=Screen.SERVICE) in reply.choices


def test_the_card_of_a_hotline_does_not_say_that_there_is_a_danger(
    catalogue: Catalogue, translations: Translations
) -> None:
    hotlines = [s for s in catalogue.services.values() if all(n.startswith("urgent:") for n in s.needs)]
    assert hotlines
    for service in hotlines:
        origin = (need_key(service.needs[0]),)
        action = Action(Screen.DESK, "es", service=service_key(service.id), origin=origin)
        assert "I am calling about" not in str(desk_card(action, catalogue, translations))


def test_an_english_reader_chooses_the_language_first(catalogue: Catalogue, translations: Translations) -> None:
    reply = card(catalogue, translations, "en")
    assert {choice.spoken for choice in reply.choices} >= {row.code for row in translations.spoken}
    assert "Hello" not in str(reply)
    labels = [button.label for row in reply.rows for button in row]
    assert {"ትግርኛ · Tigrinya", "Mam"} <= set(labels)


@pytest.mark.parametrize("spoken", ["en", ANY_LANGUAGE, "zz"])
def test_what_is_no_language_to_ask_for_shows_the_list(
    catalogue: Catalogue, translations: Translations, spoken: str
) -> None:
    assert len(card(catalogue, translations, "es", spoken).choices) > len(translations.spoken)


def test_the_words_above_are_in_the_spoken_language_where_we_have_it_else_in_the_readers(
    catalogue: Catalogue, translations: Translations
) -> None:
    arabic = translations.translator("ar").gettext("I need an interpreter, please.")
    assert arabic in blocks(card(catalogue, translations, "en", "ar"))[1]
    assert "Мне нужен переводчик" in blocks(card(catalogue, translations, "es", "ru"))[1]
    spanish = translations.translator("es").gettext("Hello. I speak {language}.", language="quiché")
    assert spanish in blocks(card(catalogue, translations, "es", "quc"))[1]
    assert len(blocks(card(catalogue, translations, "en", "ti"))) == 2


def test_a_sign_language_is_used_and_not_spoken(catalogue: Catalogue, translations: Translations) -> None:
    assert english(card(catalogue, translations, "en", "ase"))[0] == "Hello. I use American Sign Language."


def test_no_card_asks_anything_or_is_too_long(catalogue: Catalogue, translations: Translations) -> None:
    for service in catalogue.services.values():
        for language in ("es", "ar"):
            lines = str(card(catalogue, translations, language, service=service)).splitlines()
            assert len("\n".join(lines)) <= 4096
            assert not any("?" in line for line in lines if not line.endswith(service.documents))
            assert not any(find_private_question(line) for line in lines)


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_isolates_are_closed_on_their_line_and_the_english_block_has_none(
    catalogue: Catalogue, translations: Translations, service: Service, language: str
) -> None:
    reply = card(catalogue, translations, language, service=service)
    _, above, below = blocks(reply)
    assert OPEN in above
    assert OPEN not in below and below.isascii()
    for line in str(reply).splitlines():
        depth = 0
        for char in line:
            depth += (char == OPEN) - (char == CLOSE)
            assert depth in (0, 1)
        assert depth == 0


def test_every_choice_fits_into_its_button(catalogue: Catalogue, translations: Translations) -> None:
    for choice in card(catalogue, translations, "en").choices:
        assert decode_callback(encode_callback(choice, 1), LANGUAGES.numbers) == choice
        assert choice.partner == "ab"
