"""From a Decision to a Reply: the answer first, then how it was found, then where to go from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.replies import texts
from bot.replies.navigation import foot, need_button, service_button
from bot.replies.properties import property_lines
from bot.replies.reply import Button, Line, Reply, bold, italic, plain
from bot.replies.screens import brief_lines, home_rows
from bot.replies.unmet import info_lines, missing_row, need_rows, none_of_these_row, not_meant_row, nothing_yet
from bot.replies.urgent import urgent_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translator
    from bot.search.decision import Decision

    Rows = tuple[tuple[Button, ...], ...]

_WORTH_OFFERING: Final = 0.05
"""A need less likely than this would only puzzle whoever reads its button under an answer."""


def compose(decision: Decision, catalogue: Catalogue, t: Translator, *, partner: str) -> Reply:
    """Write the reply to a decision in the translator's language. Nothing that was typed is repeated."""
    builders: dict[str, Callable[[Decision, Catalogue, Translator, str], tuple[list[Line], Rows]]] = {
        "urgent": _urgent,
        "about": _about,
        "no_match": _no_match,
        "choose": _choose,
        "answer": _answer,
        "handover": _answer,
    }
    lines, rows = builders[decision.outcome](decision, catalogue, t, partner)
    if decision.private_data:
        lines += [plain(""), italic(t.gettext("You do not need to send private numbers or papers here."))]
    if decision.language and decision.language != t.language.code:
        lines.insert(0, italic(_answered_in(t)))
    return Reply(tuple(lines), t.language.code, rows)


def _answered_in(t: Translator) -> str:
    return t.gettext("I understood you. I can answer only in {language} so far.", language=t.language.name)


def _urgent(decision: Decision, catalogue: Catalogue, t: Translator, partner: str) -> tuple[list[Line], Rows]:
    lines = list(urgent_lines(decision.urgent or "emergency", catalogue, t))
    needs = [catalogue.needs[id] for id in list(dict.fromkeys(ranked.need for ranked in decision.services))[:2]]
    rows = tuple((need_button(t, need, partner=partner),) for need in needs)
    return lines, rows + foot(t, partner=partner)


def _about(decision: Decision, catalogue: Catalogue, t: Translator, partner: str) -> tuple[list[Line], Rows]:
    kind = (decision.about or "about:greeting").removeprefix("about:")
    return list(texts.about(kind, t)), home_rows(catalogue, t, partner=partner)


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
    rows = tuple((need_button(t, catalogue.needs[need], partner=partner),) for need in needs)
    return lines, (*rows, none_of_these_row(decision, needs, t, partner), *foot(t, partner=partner))


def _answer(decision: Decision, catalogue: Catalogue, t: Translator, partner: str) -> tuple[list[Line], Rows]:
    found = list(dict.fromkeys(ranked.need for ranked in decision.services))
    if not found:
        need = catalogue.needs[decision.needs[0].need]
        rows = (missing_row(t, need.id, partner), *home_rows(catalogue, t, partner=partner))
        return nothing_yet(need, catalogue, t), rows
    labels = t.listed([t.choose(catalogue.needs[need].labels) for need in found])
    lines = [italic(t.gettext("Found under: {needs}", needs=labels))]
    buttons = []
    services = sorted(decision.services, key=lambda ranked: found.index(ranked.need))
    for number, ranked in enumerate(services, 1):
        if len(found) > 1 and (number == 1 or services[number - 2].need != ranked.need):
            lines += [plain(""), bold(t.choose(catalogue.needs[ranked.need].labels))]
        lines += brief_lines(number, ranked.service)
        lines += property_lines(ranked.service, decision.filters, t)
        buttons.append((service_button(t, ranked.service, number, (ranked.need,), 0, partner),))
    if decision.handover:
        lines += [plain(""), *info_lines(catalogue, t)]
    likely = [n.need for n in decision.needs if n.score >= _WORTH_OFFERING and n.need not in found]
    others = [need for need in likely if catalogue.services_for(need)][:2]
    rows = (*buttons, *need_rows(others, catalogue, t, partner), not_meant_row(decision, found, t, partner))
    return lines, rows + foot(t, partner=partner)
