"""When there is nothing for it, or it was not what was meant: other needs, numbers to call, and a word to staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.actions import MOST_ORIGIN_NEEDS, Action, Screen, need_key
from bot.replies.navigation import need_button, screen_action
from bot.replies.reply import Button, bold, plain
from bot.replies.urgent import hotline_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Need
    from bot.i18n.translations import Translator
    from bot.replies.reply import Line
    from bot.search.decision import Decision

    Row = tuple[Button, ...]

_LIKELY: Final = 0.1
"""A need is asked about next if it holds this share of what is left once the needs already shown are out."""


def info_lines(catalogue: Catalogue, t: Translator) -> list[Line]:
    """The numbers that know about everything else."""
    return [line for hotline in catalogue.hotlines("info") for line in hotline_lines(hotline, t)]


def nothing_yet(need: Need, catalogue: Catalogue, t: Translator) -> list[Line]:
    """For a need that no service answers yet."""
    lines = [bold(t.choose(need.labels)), plain(t.gettext("We have no service for this yet. 2-1-1 may know one."))]
    return [*lines, plain(""), *info_lines(catalogue, t)]


def need_rows(needs: Iterable[str], catalogue: Catalogue, t: Translator, partner: str) -> tuple[Row, ...]:
    """A button for each need that has services."""
    return tuple((need_button(t, catalogue.needs[n], partner=partner),) for n in needs if catalogue.services_for(n))


def missing_row(t: Translator, nearest: str, partner: str) -> Row:
    """One tap that tells staff; `nearest` is the need it is about or nearest to, empty when we know of none."""
    action = screen_action(t, Screen.MISSING, need=nearest, partner=partner)
    return (Button(t.gettext("Tell staff this is missing"), action),)


def told_lines(t: Translator) -> tuple[Line, ...]:
    """After that tap."""
    return (
        bold(t.gettext("Thank you. I have counted it.")),
        plain(t.gettext("Staff see what many people miss. I do not keep your words.")),
        plain(""),
        plain(t.gettext("To talk to a person, call 2-1-1.")),
    )


def not_meant_row(decision: Decision, found: list[str], t: Translator, partner: str) -> Row:
    """Below an answer under the needs `found`: a button to what else the question may have meant, never its words."""
    action = Action(Screen.NOT_MEANT, t.language.code, partner, need=need_key(found[0]), origin=_next(decision, found))
    return (Button(t.gettext("Not what I meant"), action),)


def none_of_these_row(decision: Decision, offered: list[str], t: Translator, partner: str) -> Row:
    """The same below "did you mean". None of those offered is nearest, so no need goes along."""
    action = Action(Screen.NOT_MEANT, t.language.code, partner, origin=_next(decision, offered))
    return (Button(t.gettext("None of these"), action),)


def _next(decision: Decision, shown: list[str]) -> tuple[str, ...]:
    left = 1 - sum(need.score for need in decision.needs if need.need in shown)
    likely = [n.need for n in decision.needs if n.need not in shown and n.score >= _LIKELY * left]
    return tuple(need_key(need) for need in likely[:MOST_ORIGIN_NEEDS])


def not_meant(action: Action, catalogue: Catalogue, t: Translator) -> tuple[tuple[Line, ...], tuple[Row, ...]]:
    """What to ask next, with the needs that come next."""
    needs = [need.id for key in action.origin if (need := catalogue.need(key))]
    nearest = catalogue.need(action.need)
    others = need_rows(needs, catalogue, t, action.partner)
    first = t.gettext("Did you mean one of these?") if others else t.gettext("I am sorry that this was not it.")
    lines = (bold(first), plain(t.gettext("Write it in other words, or choose below.")))
    return lines, (*others, missing_row(t, nearest.id if nearest else "", action.partner))
