"""The words on standing buttons, for somebody who types them when the list they belong to is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import Action, Screen

if TYPE_CHECKING:
    from bot.i18n.translations import Translator


def lasting_words(t: Translator) -> dict[str, Action]:
    """Labels that mean the same wherever they stand."""
    return {
        t.gettext("Urgent help"): Action(Screen.URGENT),
        t.gettext("Home"): Action(Screen.HOME),
        t.gettext("Language"): Action(Screen.LANGUAGES),
    }


def passing_words(t: Translator) -> tuple[str, ...]:
    """Labels that mean something only below a list or a card. As questions they would find something odd."""
    return (
        t.gettext("Back"),
        t.gettext("More"),
        t.gettext("Previous"),
        t.gettext("None of these"),
        t.gettext("Not what I meant"),
        t.gettext("Something is wrong"),
        t.gettext("Wrong phone number"),
        t.gettext("It has closed"),
        t.gettext("It has moved"),
        t.gettext("Something else"),
        t.gettext("Tell staff this is missing"),
        t.gettext("Save this list as a file"),
    )
