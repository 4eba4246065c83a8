"""Lists near a place: how far each service is, what was measured, and the screen that asks for the place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal

from bot.actions import HERE, Screen
from bot.replies.navigation import foot
from bot.replies.reply import Button, Reply, bold, italic, plain
from bot.replies.urgent import hotline_lines
from bot.search.nearby import Standing, distance_to, has_an_address

if TYPE_CHECKING:
    from bot.actions import Action
    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Service
    from bot.i18n.translations import Translator
    from bot.replies.reply import Line
    from bot.search.nearby import Distance, Near

_SHORTEST: Final = 0.5
"""Miles below which a shared place, rounded to about 1 km, says no more than: close by."""
_WHOLE_FROM: Final = 10.0
_FRACTION: Final = 100
"""Gettext knows plurals of whole numbers only; 1.2 takes the word that a hundred takes."""
FORGET_PLACE: Final = 1
"""The page of NEAR that forgets the place and shows the list in its own order again."""


def how_far(service: Service, near: Near | None, catalogue: Catalogue, t: Translator) -> str:
    """The distance of a service in a list, such as `About 3 miles away`; empty where there is nothing to measure."""
    if near is None or near.point is None:
        return ""
    distance = distance_to(service, near, catalogue.places)
    if distance:
        return _in_words(distance, t)
    return t.gettext("Distance unknown") if has_an_address(service) else ""


def _in_words(distance: Distance, t: Translator) -> str:
    if distance.is_rough:
        whole = max(1, round(distance.miles))
        return t.ngettext("About {miles} mile away", "About {miles} miles away", whole, miles=_number(whole, t))
    if distance.miles < _SHORTEST:
        return t.gettext("Less than half a mile away")
    miles = round(distance.miles, 1 if distance.miles < _WHOLE_FROM else 0)
    count = int(miles) if miles.is_integer() else _FRACTION
    return t.ngettext("{miles} mile away", "{miles} miles away", count, miles=_number(miles, t))


def _number(miles: float, t: Translator) -> str:
    return format_decimal(miles, locale=t.language.babel)


def distance_lines(service: Service, near: Near | None, catalogue: Catalogue, t: Translator) -> list[Line]:
    """The distance as a line of its own, if there is anything to say."""
    text = how_far(service, near, catalogue, t)
    return [plain(text)] if text else []


def distance_on_card(service: Service, near: Near | None, catalogue: Catalogue, t: Translator) -> str:
    """The distance with how it was measured; empty where there is nothing to measure."""
    text = how_far(service, near, catalogue, t)
    measured = near is not None and distance_to(service, near, catalogue.places) is not None
    return t.gettext("{distance}, in a straight line", distance=text) if measured else text


def near_lines(near: Near | None, catalogue: Catalogue, t: Translator) -> list[Line]:
    """What stands above a list: how it was measured, or why it was not."""
    if near is None:
        return []
    area = catalogue.directory.area
    if near.standing is Standing.INSIDE:
        text = t.gettext("Nearest first. Miles are in a straight line: the way is longer.")
    elif near.standing is Standing.NOWHERE and near.key == HERE:
        text = t.gettext("I have forgotten your place. Tap “Near me” to send it again.")
    elif near.standing is Standing.NOWHERE:
        text = t.gettext("This ZIP code is for mail boxes only. I cannot measure from it.")
    elif near.standing is Standing.UNKNOWN:
        text = t.gettext("I do not know this ZIP code. Is it right? Here is what serves a wider area.")
    else:
        text = t.gettext(
            "That is outside our area, {city}. Here is what serves a wider area.", city=area.city or area.name
        )
    return [italic(text)]


def wider_lines(near: Near | None, catalogue: Catalogue, t: Translator) -> list[Line]:
    """For a place outside our area: who knows about help everywhere."""
    if near is None or near.standing not in (Standing.OUTSIDE, Standing.UNKNOWN):
        return []
    return [plain(""), *(line for hotline in catalogue.hotlines("info") for line in hotline_lines(hotline, t))]


def near_row(action: Action, near: Near | None, t: Translator) -> tuple[Button, ...]:
    """Buttons below a list: say where you are, or leave the place out again. `action` is the list's own."""
    ask = replace(action, screen=Screen.NEAR, page=0)
    if near is None or near.standing is Standing.NOWHERE:
        return (Button(t.gettext("Near me"), ask),)
    label = t.gettext("Forget my place") if near.key == HERE else t.gettext("All places")
    return (Button(t.gettext("Another place"), ask), Button(label, replace(ask, page=FORGET_PLACE)))


def share_label(t: Translator) -> str:
    """The button that makes Telegram send where the phone is."""
    return t.gettext("Send my place")


def ask_place(action: Action, t: Translator) -> Reply:
    """The screen that asks for a place, and says first what becomes of it."""
    lines = (
        bold(t.gettext("Where should it be near?")),
        plain(t.gettext("Write your ZIP code or the name of your part of the city.")),
        plain(t.gettext("Or tap “Send my place” below.")),
        plain(""),
        plain(t.gettext("I round your place to about 1 km and use it to sort the list.")),
        plain(t.gettext("I forget it half an hour after your last message.")),
        plain(t.gettext("Your message stays in this chat. /forget erases it.")),
    )
    back = replace(action, screen=Screen.RESULTS)
    return Reply(lines, t.language.code, foot(t, back, partner=action.partner))


def place_unknown(asked: Action, t: Translator) -> Reply:
    """For an answer to `asked` that we cannot find on the map. A ZIP code may follow."""
    lines = (plain(t.gettext("I do not know where that is.")), plain(t.gettext("Please write your ZIP code.")))
    listed = replace(asked, screen=Screen.RESULTS, language=t.language.code)
    return Reply(lines, t.language.code, foot(t, listed, partner=asked.partner), listed)


def place_taken(t: Translator) -> Reply:
    """After somebody has sent their place."""
    return Reply((plain(t.gettext("Thank you. I use your place only to sort the list.")),), t.language.code)


def keyboard_closed(t: Translator) -> Reply:
    """When somebody goes on without sending their place."""
    return Reply((plain(t.gettext("I took the place button away.")),), t.language.code)


def need_first(t: Translator) -> Reply:
    """For a place when we do not know yet what is looked for."""
    return Reply(
        (plain(t.gettext("I know where that is. Now write what you need, or choose below.")),), t.language.code
    )
