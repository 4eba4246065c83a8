"""The straight line: a question in, a reply out. Pure: it sends nothing, keeps nothing and reads no clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.actions import Screen
from bot.query.parse import parse
from bot.replies.answer import compose
from bot.replies.erasing import with_privacy
from bot.replies.near import place_unknown
from bot.search.decision import decide
from bot.text import words

if TYPE_CHECKING:
    from datetime import datetime

    from bot.actions import Action
    from bot.directory.catalogue import Catalogue
    from bot.directory.places import Point
    from bot.i18n.translations import Translations
    from bot.replies.reply import Reply
    from bot.search.decision import Decision
    from bot.search.index import SearchIndex


@dataclass(frozen=True, slots=True)
class Question:
    """What a person typed, with a language they chose or their phone speaks (`hint`) and the partner of their link.

    `normalized` is the text in that form, where it was needed before; `here` is the place they shared, rounded.
    """

    text: str
    hint: str = ""
    chosen_language: str = ""
    partner: str = ""
    last_action: Action | None = None
    here: Point | None = field(default=None, repr=False)
    normalized: str = ""


@dataclass(frozen=True, slots=True)
class LiveRelease:
    """One published directory and the index built from it. Every answer comes from exactly one of these."""

    id: int
    catalogue: Catalogue = field(repr=False)
    index: SearchIndex = field(repr=False)


def respond(question: Question, release: LiveRelease, translations: Translations, now: datetime) -> Reply:
    """Answer the question at the aware moment `now`."""
    return put_in_words(understand(question, release, now), question, release, translations, now)


def understand(question: Question, release: LiveRelease, now: datetime) -> Decision:
    """Say what the question is about and which services answer it at the aware moment `now`."""
    hint = question.chosen_language or question.hint
    query = parse(question.text, release.index.lexicon, hint=hint, normalized=question.normalized)
    decision = decide(query, release.index, release.catalogue, now, question.here)
    return replace(decision, outcome="unknown_place") if _names_no_place(question, decision) else decision


def put_in_words(
    decision: Decision, question: Question, release: LiveRelease, translations: Translations, now: datetime
) -> Reply:
    """Write the answer in the question's own language, or in the one the person chose for a text that shows none."""
    translator = translations.translator(decision.language)
    if decision.outcome == "unknown_place" and question.last_action:
        reply = place_unknown(question.last_action, translator)
    else:
        reply = compose(decision, release.catalogue, translator, partner=question.partner, now=now)
    return with_privacy(reply, translator, partner=question.partner) if decision.private_data else reply


def _names_no_place(question: Question, decision: Decision) -> bool:
    """Whether what came in reply to "where?" is a part of the city without a ZIP code of ours, or nothing we know."""
    if question.last_action is None or question.last_action.screen is not Screen.NEAR:
        return False
    alone = decision.filters.get("neighborhood") == " ".join(words(question.text))
    return decision.outcome == "no_match" or (alone and decision.near is None)
