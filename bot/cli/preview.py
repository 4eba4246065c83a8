"""vecino preview: a card as residents will see it, from the spreadsheets as they are now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.text import Text

from bot.actions import Action, Screen, service_key
from bot.cli.check import DEFAULT_DATA, DataFolder
from bot.cli.problems import print_problems, terminal
from bot.directory.catalogue import Catalogue
from bot.directory.loader import read_directory
from bot.directory.model import Status
from bot.directory.tables import did_you_mean
from bot.i18n.translations import load_translations
from bot.replies.screens import show
from bot.search.filters import Properties

_STAYS_BACK = {
    Status.DRAFT: "This row is a draft: residents do not see it yet.",
    Status.CLOSED: "This row is closed: residents do not see it any more.",
}


def preview(
    service_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a row in services.csv.")],
    language: Annotated[str, typer.Option(help="The language of the card, such as es.")] = "en",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Show a card as residents will see it, published or not."""
    console = terminal()
    translations = load_translations()
    result = read_directory(data)
    if result.directory is None:
        print_problems(result.problems, console)
        raise typer.Exit(1)
    services = {service.id: service for service in result.directory.services}
    if service_id not in services:
        near = did_you_mean(service_id, services)
        console.print(Text(f"No service has the id {service_id}.{f' Did you mean {near}?' if near else ''}"))
        raise typer.Exit(1)
    answered = translations.languages.answer_in(language)
    if answered != language:
        console.print(Text(f"There are no texts in “{language}”. People who speak it get {answered}.\n"))
    service = services[service_id]
    if service.status in _STAYS_BACK:
        console.print(f"{_STAYS_BACK[service.status]}\n")
        service = replace(service, status=Status.ACTIVE)
    catalogue = Catalogue.of(replace(result.directory, services=(service,)))
    action = Action(Screen.SERVICE, answered, service=service_key(service_id))
    properties = Properties(catalogue.directory.published)
    reply = show(action, catalogue, translations, properties=properties, now=datetime.now(UTC))
    console.print(Text(str(reply)))
    console.print()
    for row in reply.rows:
        console.print(Text("  ".join(f"[{button.label}]" for button in row)))
