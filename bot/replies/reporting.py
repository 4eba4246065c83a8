"""Something is wrong with a listing: one tap to say so, one to say what. Nothing is asked about who says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.actions import LAST_PAGE, Screen
from bot.replies.navigation import foot
from bot.replies.reply import Button, Reply, bold, plain

if TYPE_CHECKING:
    from bot.actions import Action
    from bot.directory.model import Service
    from bot.i18n.translations import Translator

KINDS: Final = ("wrong_phone", "closed", "moved", "other")
"""What can be wrong, as it is stored. A button carries the number in this order, from 1: append, never move one."""

_STEP: Final = 6
"""`page` of a report holds the page of the list behind the card times this, plus the kind: room for one more kind."""


def report_row(card: Action, t: Translator) -> tuple[Button, ...]:
    """The row below a card. `card` is the card's own action."""
    return (Button(t.gettext("Something is wrong"), _report_action(card, 0)),)


def kind_of(action: Action) -> str:
    """What an action reports; empty while it only asks."""
    number = action.page % _STEP
    return KINDS[number - 1] if 0 < number <= len(KINDS) else ""


def report(action: Action, service: Service, t: Translator) -> Reply:
    """The question what is wrong; after the answer, thanks."""
    card = replace(action, screen=Screen.SERVICE, page=action.page // _STEP)
    back = foot(t, card, partner=action.partner)
    name = bold(t.aligned(t.isolate(service.name)))
    if kind_of(action):
        return Reply((name, plain(t.gettext("Thank you. Staff will check it."))), t.language.code, back)
    private = plain(t.gettext("I count the report. I do not keep who made it."))
    rows = tuple((Button(label, _report_action(card, number)),) for number, label in enumerate(_labels(t), 1))
    return Reply((name, plain(t.gettext("What is wrong?")), private), t.language.code, rows + back)


def _labels(t: Translator) -> tuple[str, ...]:
    """One label for each kind, in the same order."""
    return (
        t.gettext("Wrong phone number"),
        t.gettext("It has closed"),
        t.gettext("It has moved"),
        t.gettext("Something else"),
    )


def _report_action(card: Action, number: int) -> Action:
    page = min(card.page, LAST_PAGE // _STEP - 1)
    return replace(card, screen=Screen.REPORT, page=page * _STEP + number)
