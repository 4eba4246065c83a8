"""vecino preview: a card as residents will see it, from the spreadsheets as they are now."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import print_problems, reader, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.i18n.translations import load_translations
from bot.staff.preview import preview as preview_of


def preview(
    service_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a row in services.csv.")],
    language: Annotated[str, typer.Option(help="The language of the card, such as es.")] = "en",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Show a card as residents will see it, published or not."""
    console = terminal()
    result = read_spreadsheets(data)
    if result.directory is None:
        print_problems(result.problems, console)
        raise typer.Exit(1)
    found = preview_of(result.directory, service_id, language, load_translations(), datetime.now(UTC), reader(None))
    for note in found.notes:
        console.print(Text(f"{note}\n" if found.card else note))
    if found.card is None:
        raise typer.Exit(1)
    console.print(Text(str(found.card)))
    console.print()
    for row in found.card.rows:
        console.print(Text("  ".join(f"[{button.label}]" for button in row)))
