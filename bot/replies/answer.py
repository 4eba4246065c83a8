"""From a Decision to a Reply: the answer first, then how it was found, then where to go from here."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.actions import Screen
from bot.query.filters import carrying
from bot.replies import texts
from bot.replies.erasing import erase_row
from bot.replies.listing import brief_lines
from bot.replies.navigation import foot, need_button, screen_action, service_button
from bot.replies.near import distance_lines, near_lines, near_row, wider_lines
from bot.replies.opening import opening_word
from bot.replies.properties import property_lines
from bot.replies.reply import Button, Line, Reply, bold, italic, plain
from bot.replies.screens import home_rows
from bot.replies.unmet import info_lines, missing_row, need_rows, none_of_these_row, not_meant_row, nothing_yet
from bot.replies.urgent import urgent_lines
from bot.search.filters import known

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.actions import Action
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translator
    from bot.search.decision import Decision

    Rows = tuple[tuple[Button, ...], ...]

_PLACES: Final = ("zip", "neighborhood", "near_me")
"""What needs no line of its own below each service once its distance is told."""
WORTH_OFFERING: Final = 0.05
"""A need less likely than this would only puzzle whoever reads its button under an answer."""


def compose(decision: Decision, catalogue: Catalogue, t: Translator, *, partner: str, now: datetime) -> Reply:
    """Write the reply to a decision in the translator's language. Nothing that was typed is repeated."""
    answer = partial(_answer, now=now)
    builders: dict[str, Callable[[Decision, Catalogue, Translator, str], tuple[list[Line], Rows]]] = {
        "urgent": _urgent,
        "about": _about,
        "no_match": _no_match,
        "choose": _choose,
        "answer": answer,
        "handover": answer,
    }
    lines, rows = builders[decision.outcome](decision, catalogue, t, partner)
    listed = _listed(decision, t, partner) if decision.outcome in ("answer", "handover") else None
    if decision.language and decision.language != t.language.code:
        lines.insert(0, italic(_answered_in(t)))
    return Reply(tuple(lines), t.language.code, rows, listed)


def _listed(decision: Decision, t: Translator, partner: str) -> Action:
    """The list of the first need answered, narrowed in the same way and near the same place."""
    need = decision.services[0].need if decision.services else decision.needs[0].need
    near = decision.near.key if decision.near else ""
    return replace(carrying(screen_action(t, Screen.RESULTS, need=need, partner=partner), decision.filters), near=near)


def _answered_in(t: Translator) -> str:
    return t.gettext("I understood you. I can answer only in {language} so far.", language=t.language.name)


def _urgent(decision: Decision, catalogue: Catalogue, t: Translator, partner: str) -> tuple[list[Line], Rows]:
    lines = list(urgent_lines(decision.urgent or "emergency", catalogue, t))
    needs = [catalogue.needs[id] for id in list(dict.fromkeys(ranked.need for ranked in decision.services))[:2]]
    rows = tuple((need_button(t, need, partner=partner, filters=decision.filters),) for need in needs)
    return lines, rows + foot(t, partner=partner)


def _about(decision: Decision, catalogue: Catalogue, t: Translator, partner: str) -> tuple[list[Line], Rows]:
    kind = (decision.about or "about:greeting").removeprefix("about:")
    erase = (erase_row(t, partner),) if kind == "forget" else ()
    return list(texts.about(kind, t)), erase + home_rows(catalogue, t, partner=partner)


def _no_match(decision: Decision, catalogue: Catalogue, t: Translator, partner: str) -> tuple[list[Line], Rows]:
    lines = [
        bold(t.gettext("I did not find that in our list.")),
        plain(t.gettext("Try other words, or choose below.")),
        plain(""),
        *info_lines(catalogue, t),
    ]
    near = need_rows(decision.near_topics, catalogue, t, partner)
    missing = missing_row(t, next(iter(decision.near_topics), ""), partner)
    return lines, (*near, missing, *home_rows(catalogue, t, partner=partner))


def _choose(decision: Decision, catalogue: Catalogue, t: Translator, partner: str) -> tuple[list[Line], Rows]:
    lines = [
        bold(t.gettext("Did you mean one of these?")),
        plain(t.gettext("Tap one, write its number, or say it in other words.")),
    ]
    needs = [need.need for need in decision.needs[:4]]
    rows = tuple((need_button(t, catalogue.needs[need], partner=partner, filters=decision.filters),) for need in needs)
    return lines, (*rows, none_of_these_row(decision, needs, t, partner), *foot(t, partner=partner))


def _answer(
    decision: Decision, catalogue: Catalogue, t: Translator, partner: str, *, now: datetime
) -> tuple[list[Line], Rows]:
    found = list(dict.fromkeys(ranked.need for ranked in decision.services))
    near, listed = decision.near, _listed(decision, t, partner)
    if not found and near is not None:
        lines = [bold(t.choose(catalogue.needs[decision.needs[0].need].labels)), *near_lines(near, catalogue, t)]
        return lines + wider_lines(near, catalogue, t), (near_row(listed, near, t), *foot(t, partner=partner))
    if not found:
        need = catalogue.needs[decision.needs[0].need]
        rows = (missing_row(t, need.id, partner), *home_rows(catalogue, t, partner=partner))
        return nothing_yet(need, catalogue, t), rows
    labels = t.listed([t.choose(catalogue.needs[need].labels) for need in found])
    lines = [italic(t.gettext("Found under: {needs}", needs=labels))]
    lines += near_lines(near, catalogue, t)
    told = _PLACES if near else ("near_me",)  # the button below says more than "ask them: near you?"
    asked = {name: value for name, value in decision.filters.items() if name not in told}
    buttons: list[tuple[Button, ...]] = []
    services = sorted(decision.services, key=lambda ranked: found.index(ranked.need))
    for number, ranked in enumerate(services, 1):
        if len(found) > 1 and (number == 1 or services[number - 2].need != ranked.need):
            lines += [plain(""), bold(t.choose(catalogue.needs[ranked.need].labels))]
        schedule = catalogue.schedule(ranked.service, now)
        lines += brief_lines(number, ranked.service, opening_word(schedule, t, now), t)
        lines += distance_lines(ranked.service, near, catalogue, t)
        lines += property_lines(known(ranked.service, asked, schedule, now), asked, t)
        buttons.append((service_button(t, ranked.service, number, ranked.need, listed),))
    wider = wider_lines(near, catalogue, t)
    lines += wider
    if decision.handover and not wider:
        lines += [plain(""), *info_lines(catalogue, t)]
    shown = Counter(ranked.need for ranked in services)
    longer = [need for need in found if len(catalogue.services_for(need)) > shown[need]]
    # One need's whole list is simply "more"; of several needs each has its name.
    more = (Button(t.gettext("More"), listed),) if longer and len(found) == 1 else ()
    likely = [n.need for n in decision.needs if n.score >= WORTH_OFFERING and n.need not in found]
    others = [need for need in likely if catalogue.services_for(need)][:2]
    for id in (*([] if more else longer), *others):
        buttons.append((need_button(t, catalogue.needs[id], partner=partner, filters=decision.filters),))
    place, other = (*near_row(listed, near, t), *more), not_meant_row(decision, found, t, partner)
    last = ((*place, *other),) if len(place) == 1 else (place, other)  # three would be cut on a narrow phone
    return lines, (*buttons, *last, *foot(t, partner=partner))
