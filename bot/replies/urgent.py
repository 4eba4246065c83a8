"""Urgent cards: the number stands first. No card asks anything or sends anybody to a menu before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replies.reply import Line, bold, plain
from bot.replies.reviews import brief_review

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Hotline
    from bot.i18n.translations import Translator


def urgent_lines(urgent: str, catalogue: Catalogue, t: Translator) -> tuple[Line, ...]:
    """The hotlines of one class in the order of the sheet, then a calm line; English below for another language.

    The leading one says how far the translation is: once a card is enough for somebody who is afraid.
    """
    lines: list[Line] = []
    for hotline in catalogue.hotlines(urgent):
        lines += hotline_lines(hotline, t, review="" if lines else brief_review(t))
    closing = _closing(urgent, t)
    return (*lines, plain(closing)) if closing else tuple(lines)


def hotline_lines(hotline: Hotline, t: Translator, *, review: str = "") -> list[Line]:
    """One number: bold, with its name, what it is for (`review` says how far that is read) and when it answers."""
    lines = []
    if hotline.phone:
        name = "" if hotline.name == hotline.phone else f" · {t.isolate(hotline.name)}"
        lines.append(bold(t.gettext("Call {number}", number=hotline.phone) + name))
    else:
        lines.append(bold(hotline.name))
    if hotline.sms:
        lines.append(plain(t.gettext("Text: {number}", number=hotline.sms)))
    own = "" if t.language.is_original else t.directed(hotline.purposes.get(t.language.code, ""))
    if own:
        lines.append(plain(f"{own} ({t.isolate(review)})" if review else own))
    lines.append(plain(hotline.purpose))  # to show or read to somebody who helps in English
    if hotline.hours:
        lines.append(plain(t.gettext("Hours: {hours}", hours=_hours(hotline.hours, t))))
    lines.append(plain(""))
    return lines


def _hours(hours: str, t: Translator) -> str:
    # Hotline hours have no translated column; round-the-clock is what nearly all of them say.
    return t.gettext("day and night, every day") if ("24 hours" in hours or "24/7" in hours) else hours


def _closing(urgent: str, t: Translator) -> str:
    return {
        "emergency": t.gettext("If you can, get away from the danger first."),
        "shelter_tonight": t.gettext("Call before you go."),
        "crisis": t.gettext("You are not alone. You can talk to someone now."),
        "domestic_violence": t.gettext("It is not your fault."),
    }.get(urgent, "")
