"""The service card: one fact a line, unknown facts left out, and how sure we are said plainly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from babel.dates import format_date

from bot.directory.model import AddressVisibility, Service, Status, StatusRule
from bot.replies.opening import hours_of_week, opening_line
from bot.replies.properties import language_name
from bot.replies.reply import Line, bold, italic, plain

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.directory.hours import Schedule
    from bot.i18n.translations import Translator

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def card_lines(
    service: Service, t: Translator, now: datetime, schedule: Schedule | None, distance: str = ""
) -> tuple[Line, ...]:
    """Everything a resident needs to go or call, in the reader's language where staff wrote it.

    `now` is the directory's local time; `schedule` its hours, where they are certain; `distance` says how far it is,
    where a place is known.
    """
    translated = service.translations.get(t.language.code, {})
    facts = {
        name: translated.get(name) or getattr(service, name)
        for name in ("description", "hours", "cost", "eligibility", "documents", "how_to_apply", "alert")
    }
    week = hours_of_week(schedule, t) if schedule and not translated.get("hours") else ""
    lines = [bold(t.aligned(t.isolate(service.name))), plain(t.aligned(t.isolate(service.organization.name)))]
    lines += [italic(text) for text in _notices(service, facts["alert"], t, now.date())]
    lines += [plain(""), plain(t.directed(facts["description"])), plain("")]
    lines += [plain(text) for text in _reach(service, t)]
    lines += [
        plain(text)
        for text in (
            distance,
            schedule and opening_line(schedule, t, now),
            week and t.gettext("Hours: {hours}", hours=week),
            facts["hours"] if week else facts["hours"] and t.gettext("Hours: {hours}", hours=facts["hours"]),
            facts["cost"] and t.gettext("Cost: {cost}", cost=facts["cost"]),
            service.languages and t.gettext("Languages: {languages}", languages=_language_names(service, t)),
            facts["eligibility"] and t.gettext("Who may go: {who}", who=facts["eligibility"]),
            _status_rule(service.status_rule, t),
            facts["documents"] and t.gettext("What to bring: {documents}", documents=facts["documents"]),
            facts["how_to_apply"] and t.gettext("How to apply: {how}", how=facts["how_to_apply"]),
        )
        if text
    ]
    lines += [plain(""), italic(_how_sure(service, t))]
    if t.language.code != "en" and any(text and not translated.get(name) for name, text in facts.items()):
        lines.append(italic(t.gettext("Some details are in English only.")))
    return tuple(lines)


def _reach(service: Service, t: Translator) -> list[str]:
    place, reach = service.location, []
    for phone in service.phones:
        number = f"{phone.number} #{phone.extension}" if phone.extension else phone.number
        text = phone.type == "text"
        reach.append(t.gettext("Text: {number}", number=number) if text else t.gettext("Call: {number}", number=number))
    if service.email:
        reach.append(t.gettext("E-mail: {email}", email=service.email))
    if place.visibility is AddressVisibility.HIDDEN:
        reach.append(t.gettext("The address is private. Call first."))
    elif place.address:
        address = ", ".join(part for part in (place.address, place.city, f"{place.state} {place.postal_code}") if part)
        reach.append(t.gettext("Address: {address}", address=address.strip()))
    if service.url:
        # The site's name only: some page addresses hold words that nobody should have to show on a screen.
        reach.append(t.gettext("Website: {site}", site=(urlsplit(service.url).hostname or "").removeprefix("www.")))
    return reach


def _notices(service: Service, alert: str, t: Translator, today: date) -> list[str]:
    notices = []
    if service.status is Status.PAUSED:
        notices.append(t.gettext("This service is paused now. Call before you go."))
    if service.status is Status.SEASONAL:
        notices.append(t.gettext("This service runs only part of the year. Call first."))
    if alert and (service.alert_until is None or service.alert_until >= today):
        notices.append(t.gettext("Notice: {notice}", notice=alert))
    return notices


def _status_rule(rule: StatusRule, t: Translator) -> str:
    if rule is StatusRule.OPEN_TO_ALL:
        return t.gettext("Open to everyone, whatever their status.")
    if rule is StatusRule.NO_ID_NEEDED:
        return t.gettext("No ID needed.")
    return t.gettext("Not sure if this is for you? Ask them; you do not have to tell us.")


def _language_names(service: Service, t: Translator) -> str:
    return t.listed([language_name(code, t.language.babel) for code in service.languages])


def _how_sure(service: Service, t: Translator) -> str:
    source = service.source
    if source.checked_on:
        day = format_date(source.checked_on, "long", locale=t.language.babel)
        return t.gettext("Confirmed with the provider on {day}.", day=day)
    year = _YEAR.search(source.dated)
    if year:
        return t.gettext("From a public page of {year}, not confirmed: call first.", year=year.group())
    return t.gettext("From a public page, not confirmed: call first.")
