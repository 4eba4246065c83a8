"""Buttons that stand on every screen, and lists cut into pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.actions import Action, Screen, need_key, service_key
from bot.query.filters import carrying
from bot.replies.reply import Button

if TYPE_CHECKING:
    from bot.directory.model import Need, Service
    from bot.i18n.translations import Translator
    from bot.query.filters import Filters

PAGE_SIZE: Final = 5
LABEL_LENGTH: Final = 30
"""What a narrow phone shows of a button in one line."""


def screen_action(t: Translator, screen: Screen, *, need: str = "", partner: str = "") -> Action:
    """An action in the reader's language; `need` is an id."""
    return Action(screen, language=t.language.code, partner=partner, need=need_key(need) if need else "")


def need_button(t: Translator, need: Need, *, partner: str = "", filters: Filters | None = None) -> Button:
    """A button that lists the services of a need, narrowed to `filters` as far as a button can hold them."""
    action = screen_action(t, Screen.RESULTS, need=need.id, partner=partner)
    return Button(t.choose(need.labels), carrying(action, filters or {}))


def service_button(t: Translator, service: Service, number: int, need: str, listed: Action) -> Button:
    """A numbered button that opens a card and remembers the list it came from, that of `need` (an id), narrowed."""
    label = f"{number}. {service.name}"
    if len(label) > LABEL_LENGTH:
        label = label[: LABEL_LENGTH - 1].rstrip() + "…"
    action = replace(
        listed,
        screen=Screen.SERVICE,
        language=t.language.code,
        service=service_key(service.id),
        need="",
        origin=(need_key(need),),
    )
    return Button(label, action)


def page_row(t: Translator, action: Action, count: int) -> tuple[Button, ...]:
    """Earlier and later pages of a list of `count` services, where there are any."""
    buttons = []
    if action.page > 0:
        # NOTE: a button: the page before in a list
        buttons.append(Button(t.gettext("Previous"), replace(action, page=action.page - 1)))
    if (action.page + 1) * PAGE_SIZE < count:
        # NOTE: a button: the next page of a list
        buttons.append(Button(t.gettext("More"), replace(action, page=action.page + 1)))
    return tuple(buttons)


def foot(t: Translator, back: Action | None = None, *, partner: str = "") -> tuple[tuple[Button, ...], ...]:
    """The last row of every screen: Back where there is somewhere to go, the urgent numbers, Home."""
    row = [Button(t.gettext("Urgent help"), screen_action(t, Screen.URGENT, partner=partner))]
    if back is not None:
        # NOTE: a button: the screen before
        row.insert(0, Button(t.gettext("Back"), replace(back, language=t.language.code)))
    # NOTE: a button: the first screen
    row.append(Button(t.gettext("Home"), screen_action(t, Screen.HOME, partner=partner)))
    return (tuple(row),)
