"""Short replies when something is not as the person hoped: calm, without blame, with what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replies.navigation import foot
from bot.replies.reply import Button, Line, Reply, plain

if TYPE_CHECKING:
    from bot.i18n.translations import Translator


def _notice(t: Translator, *lines: str) -> Reply:
    return Reply(tuple(plain(line) for line in lines), t.language.code, foot(t))


def stale_button(t: Translator) -> Reply:
    """For a button from an older list, or one that is not ours."""
    return _notice(t, t.gettext("This button is from an older list. Please choose again."))


def try_again(t: Translator, incident: str) -> Reply:
    """For a fault of ours; `incident` is the id in the log."""
    return _notice(
        t,
        t.gettext("Sorry, something went wrong here. Please send it again."),
        t.gettext("In an emergency call 911. For other help call 2-1-1."),
        t.gettext("Fault number: {incident}", incident=incident),
    )


def too_fast(t: Translator) -> Reply:
    """For more messages at once than are answered."""
    return _notice(t, t.gettext("That was a lot at once. Please wait a moment, then write again."))


def only_in_private(t: Translator, url: str) -> Reply:
    """In groups nothing personal is answered."""
    line: Line = plain(t.gettext("Let us talk in private, where others cannot read it."))
    return Reply((line,), t.language.code, ((Button(t.gettext("Continue in private"), url=url),),))


def no_such_choice(t: Translator) -> Reply:
    """For a typed number that no list offers."""
    return _notice(t, t.gettext("I do not have a choice with that number. Please choose below."))


def list_forgotten(t: Translator) -> Reply:
    """For a typed number or word of a button, when we do not remember the list any more."""
    return _notice(t, t.gettext("I do not remember that list any more. Please choose below."))
