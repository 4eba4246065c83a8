"""What staff should look at next, as tables: the same on a terminal, in a CSV file and in the monthly message.

Nothing in them is about a person: they are about listings, needs and languages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.directory.coverage import coverage_of, needs_without_service
from bot.directory.model import NONE_OF_OURS
from bot.directory.services_schema import STALE_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.directory.model import Directory, Service
    from bot.i18n.translations import Translator
    from bot.storage.reports import ListingReport
    from bot.storage.usage import UsageWindow

SOON: Final = timedelta(days=30)
"""How long before its last day a notice comes up."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """A table with a name for commands, a title, headings, and rows with what needs work first."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def stale(directory: Directory, today: date, t: Translator) -> WorkList:
    """Published services that nobody has confirmed for a year or ever, by who keeps them, then by category."""
    late = [service for service in directory.published if _is_stale(service, today)]
    late.sort(key=lambda s: (s.owner.casefold(), _category(s), s.source.checked_on or today.min, s.id))
    return WorkList(
        "stale",
        t.gettext("Listings to confirm with their provider"),
        (t.gettext("kept by"), t.gettext("category"), "id", t.gettext("name"), t.gettext("confirmed")),
        tuple((s.owner, _category(s), s.id, _name(s), _day(s.source.checked_on, t)) for s in late),
    )


def wrong(reports: Iterable[ListingReport], t: Translator) -> WorkList:
    """What residents reported as wrong, the most reported first."""
    found = sorted(reports, key=lambda report: (-report.count, report.service_id))
    words = {
        "wrong_phone": t.gettext("wrong phone number"),
        "closed": t.gettext("has closed"),
        "moved": t.gettext("has moved"),
        "other": t.gettext("something else"),
    }
    headings = ("id", t.gettext("name"), t.gettext("what is wrong"), t.gettext("reports"), t.gettext("latest"))
    return WorkList(
        "reports",
        t.gettext("Listings that residents reported"),
        headings,
        tuple((r.service_id, r.name, words.get(r.kind, r.kind), str(r.count), r.latest.isoformat()) for r in found),
    )


def unmatched(windows: Sequence[UsageWindow], t: Translator) -> WorkList:
    """Needs that people asked for in the latest window and got no service, the most asked first."""
    counts = windows[-1].needs if windows else {}
    missed = [(count, need) for (need, matched), count in counts.items() if not matched]
    missed.sort(key=lambda entry: (-entry[0], entry[1]))
    none = t.gettext("(not in our list)")
    return WorkList(
        "unmatched",
        t.gettext("Asked for and not found (people, in fives)"),
        (t.gettext("need"), t.gettext("people")),
        tuple((none if need == NONE_OF_OURS else need, str(count)) for count, need in missed),
    )


def gaps(directory: Directory, languages: Iterable[str], t: Translator) -> WorkList:
    """Needs without a service; for each language, needs without phrases or label and services without translation."""
    rows = [(t.gettext("no service"), need.id, "") for need in needs_without_service(directory)]
    spoken = Counter((phrase.language, phrase.label) for phrase in directory.phrases)
    for language in languages:
        rows += [
            (t.gettext("no phrases"), need.id, language)
            for need in directory.needs
            if not need.id.startswith("urgent:") and "." in need.id and not spoken[language, need.id]
        ]
        rows += [(t.gettext("no label"), need.id, language) for need in directory.needs if language not in need.labels]
        coverage = coverage_of(directory, language)
        if language != "en" and (missing := coverage.texts - coverage.texts_translated):
            rows.append((t.gettext("texts not translated"), str(missing), language))
    headings = (t.gettext("what is missing"), t.gettext("where"), t.gettext("language"))
    return WorkList("gaps", t.gettext("Gaps"), headings, tuple(rows))


def notices(directory: Directory, today: date, t: Translator) -> WorkList:
    """Notices that are over or will be within a month, the earliest first."""
    ending = [
        (service.alert_until, service)
        for service in directory.published
        if service.alert and service.alert_until and service.alert_until <= today + SOON
    ]
    ending.sort(key=lambda entry: (entry[0], entry[1].id))
    return WorkList(
        "notices",
        t.gettext("Notices that end soon or are over"),
        (t.gettext("last day"), "id", t.gettext("name"), t.gettext("notice")),
        tuple((until.isoformat(), s.id, _name(s), s.alert) for until, s in ending),
    )


def _is_stale(service: Service, today: date) -> bool:
    checked_on = service.source.checked_on
    return checked_on is None or today - checked_on > STALE_AFTER


def _category(service: Service) -> str:
    return service.needs[0].partition(".")[0]


def _name(service: Service) -> str:
    return f"{service.organization.name}: {service.name}"


def _day(day: date | None, t: Translator) -> str:
    return day.isoformat() if day else t.gettext("never")
