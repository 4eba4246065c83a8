"""Buttons that narrow a list, each on or off, and the words above a list that is narrowed."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Final

from bot.actions import Screen
from bot.query.filters import carrying, filters_of
from bot.replies.navigation import foot
from bot.replies.properties import button_label, named
from bot.replies.reply import Button, Line, Reply, bold, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions import Action
    from bot.i18n.translations import Translator
    from bot.search.narrowing import Narrowed, Wish

    Rows = tuple[tuple[Button, ...], ...]

_MOST_USEFUL: Final = frozenset({"open_now", "no_id", "free", "walk_in"})
"""What stands under the list itself; the rest stands on a screen of its own until it is on."""
_ON: Final = "✓"
_IN_A_ROW: Final = 3


def narrowing_lines(action: Action, narrowed: Narrowed, t: Translator) -> list[Line]:
    """What the list was narrowed to, and how many are known to fit; nothing for a whole list."""
    asked = filters_of(action)
    if not asked:
        return []
    lines = [plain(t.gettext("You asked for: {properties}.", properties=named(asked, asked, t)))]
    if not narrowed.fitting:
        lines.append(plain(t.gettext("No service here is known to have all of this. Call and ask.")))
    elif narrowed.fitting < len(narrowed.services):
        counts = {"known": str(narrowed.fitting), "total": str(len(narrowed.services))}
        lines.append(plain(t.gettext("{known} of {total} are known to have it. They come first.", **counts)))
    return lines


def narrowing_rows(action: Action, narrowed: Narrowed, t: Translator) -> Rows:
    """The buttons below a list: where nobody fits the ways out, then what is on and what is most useful, then more.

    A list of one service has nothing to narrow.
    """
    asked = filters_of(action)
    if len(narrowed.services) < 2 and not asked:
        return ()
    shown = [wish for wish in narrowed.counts if wish in asked.items() or wish[0] in _MOST_USEFUL]
    buttons = [_toggle(action, wish, narrowed, t) for wish in shown]
    if len(shown) < len(narrowed.counts):
        buttons.append(Button(t.gettext("More filters"), replace(action, screen=Screen.MORE_FILTERS)))
    return (*_ways_out(action, narrowed, t), *_rows(buttons, _IN_A_ROW))


def more_filters(title: str, action: Action, narrowed: Narrowed, t: Translator) -> Reply:
    """Every filter that somebody in the list is known to meet. A tap leads back to the list with it on or off."""
    buttons = [_toggle(action, wish, narrowed, t) for wish in narrowed.counts]
    lines = (bold(title), plain(t.gettext("Tap what you need. Tap again to take it off.")))
    back = replace(action, screen=Screen.RESULTS)
    return Reply(lines, t.language.code, _rows(buttons, 2) + foot(t, back, partner=action.partner))


def _toggle(action: Action, wish: Wish, narrowed: Narrowed, t: Translator) -> Button:
    name, value = wish
    label, asked = button_label(name, value, t), filters_of(action)
    if wish in asked.items():
        return Button(f"{_ON} {label}", _without(action, name))
    return Button(f"{label} ({narrowed.counts[wish]})", carrying(_first_page(action), {**asked, name: value}))


def _ways_out(action: Action, narrowed: Narrowed, t: Translator) -> Rows:
    """Where nobody is known to fit: without the one wish that stands most in the way, and without any."""
    name = narrowed.hindering
    if name is None:
        return ()
    everything = Button(t.gettext("Show all"), carrying(_first_page(action), {}))
    if len(filters_of(action)) == 1:
        return ((everything,),)
    less = t.gettext("Without: {filter}", filter=button_label(name, filters_of(action)[name], t))
    return ((Button(less, _without(action, name)), everything),)


def _without(action: Action, name: str) -> Action:
    left = {asked: value for asked, value in filters_of(action).items() if asked != name}
    return carrying(_first_page(action), left)


def _first_page(action: Action) -> Action:
    return replace(action, screen=Screen.RESULTS, page=0)


def _rows(buttons: Sequence[Button], most: int) -> Rows:
    """As few rows as hold the buttons, filled evenly."""
    lines = ceil(len(buttons) / most)
    return tuple(tuple(buttons[len(buttons) * at // lines : len(buttons) * (at + 1) // lines]) for at in range(lines))
