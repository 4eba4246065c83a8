from __future__ import annotations

from bot.directory.contact_checks import WRONG_PHONE
from bot.staff.language import staff_translator


def test_english_is_the_language_of_the_program() -> None:
    assert staff_translator("en").gettext(WRONG_PHONE.message) == WRONG_PHONE.message


def test_spanish_has_words_of_its_own_for_staff() -> None:
    t = staff_translator("es")
    assert t.language.code == "es"
    assert t.gettext(WRONG_PHONE.message).startswith("Nadie puede llamar a este número")
