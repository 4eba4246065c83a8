"""A card as residents will see it, from the spreadsheets as they are now: for the terminal and for the staff chat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.actions import Action, Screen, service_key
from bot.directory.catalogue import Catalogue
from bot.directory.model import Status
from bot.directory.problems import DID_YOU_MEAN
from bot.directory.tables import did_you_mean
from bot.replies.screens import show
from bot.search.filters import Properties

if TYPE_CHECKING:
    from datetime import datetime

    from bot.directory.model import Directory
    from bot.i18n.translations import Translations, Translator
    from bot.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class Preview:
    """What to say first, sentence by sentence, and the card; None where no service has the id."""

    notes: tuple[str, ...]
    card: Reply | None = None


def preview(
    directory: Directory, service_id: str, language: str, translations: Translations, now: datetime, t: Translator
) -> Preview:
    """The card of a service, published or not, in the language that people who speak `language` get."""
    services = {service.id: service for service in directory.services}
    service = services.get(service_id)
    if service is None:
        near = did_you_mean(service_id, services)
        sentence = t.gettext("No service has the id {id}.", id=service_id)
        return Preview((f"{sentence} {t.gettext(DID_YOU_MEAN, near=near)}" if near else sentence,))
    notes = []
    answered = translations.languages.answer_in(language)
    if answered != language:
        notes.append(
            t.gettext(
                "There are no texts in “{language}”. People who speak it get {answered}.",
                language=language,
                answered=answered,
            )
        )
    if service.status is Status.DRAFT:
        notes.append(t.gettext("This row is a draft: residents do not see it yet."))
    elif service.status is Status.CLOSED:
        notes.append(t.gettext("This row is closed: residents do not see it any more."))
    if service.status in (Status.DRAFT, Status.CLOSED):
        service = replace(service, status=Status.ACTIVE)
    catalogue = Catalogue.of(replace(directory, services=(service,)))
    action = Action(Screen.SERVICE, answered, service=service_key(service_id))
    properties = Properties(catalogue.directory.published)
    return Preview(tuple(notes), show(action, catalogue, translations, properties=properties, now=now))
