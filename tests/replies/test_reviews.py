from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.actions import Screen
from bot.i18n.locales import Languages
from bot.replies.reviews import all_reviews, brief_review, own_review
from bot.replies.texts import lines_of

if TYPE_CHECKING:
    from bot.i18n.translations import Translations, Translator


def in_state(translations: Translations, code: str, review: str) -> Translator:
    """English words, so that they can be read here, in a language of that state."""
    row = next(row for row in translations.languages.rows if row.code == code)
    return replace(translations.translator("en"), language=replace(row, review=review))


@pytest.mark.parametrize(
    ("code", "review", "own", "brief"),
    [
        ("es", "draft", "This translation is a draft", "draft translation"),
        ("es", "second-read", "read twice, but not yet by a native speaker", "translation read twice"),
        ("es", "reviewed", "", ""),
        ("en", "draft", "", ""),  # the original is no translation
    ],
)
def test_a_language_tells_its_own_state(
    translations: Translations, code: str, review: str, own: str, brief: str
) -> None:
    t = in_state(translations, code, review)
    said = "\n".join(map(str, own_review(t)))
    assert (own in said, bool(said)) == (True, bool(own))
    assert brief_review(t) == brief
    assert (own_review(t) == lines_of(Screen.HELP, t)[-1:]) == bool(own)


def test_the_picker_tells_the_state_of_each_language_but_the_original(translations: Translations) -> None:
    english, spanish, french = (translations.translator(code).language for code in ("en", "es", "fr"))
    rows = (english, replace(spanish, review="draft"), replace(french, review="second-read"))
    lines = [str(line) for line in all_reviews(Languages(rows), translations.translator("en"))]
    assert lines == ["Draft translations: Español.", "Read twice, but not yet by a native speaker: Français."]
    reviewed = Languages(tuple(replace(row, review="reviewed") for row in rows))
    assert all_reviews(reviewed, translations.translator("en")) == ()
