from __future__ import annotations

from typing import Literal

import pytest
from babel import Locale

from bot.i18n.lists import listed

SPANISH = Locale("es")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["español", "inglés"], "español e inglés"),
        (["español", "Inglés", "árabe"], "español, Inglés y árabe"),
        (["padres", "hijos"], "padres e hijos"),
        (["nieve", "hielo"], "nieve y hielo"),
        (["Ana", "Yvonne"], "Ana e Yvonne"),
        (["Ana", "Yolanda"], "Ana y Yolanda"),
        (["inglés"], "inglés"),
    ],
)
def test_spanish_and_changes_before_its_own_sound(items: list[str], text: str) -> None:
    assert listed(items, SPANISH) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["siete", "ocho"], "siete u ocho"),
        (["mujer", "hombre"], "mujer u hombre"),
        (["7", "8"], "7 u 8"),
        (["10", "11"], "10 u 11"),
        (["100", "110"], "100 o 110"),
        (["uno", "dos"], "uno o dos"),
    ],
)
def test_spanish_or_changes_before_its_own_sound(items: list[str], text: str) -> None:
    assert listed(items, SPANISH, "or") == text


@pytest.mark.parametrize(("style", "text"), [("standard", "Ana and Iris"), ("or", "Ana or Iris")])
def test_other_languages_keep_their_words(style: Literal["standard", "or"], text: str) -> None:
    assert listed(["Ana", "Iris"], Locale("en"), style) == text
