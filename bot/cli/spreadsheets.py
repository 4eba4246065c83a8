"""Reading the spreadsheets for a command: the folder, and the published sheets that SHEET_URLS names."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer
from rich.text import Text

from bot.cli.problems import terminal
from bot.config import read_settings
from bot.errors import SettingsError
from bot.staff.fetching import read_with_sheets

if TYPE_CHECKING:
    from bot.directory.loader import LoadResult

KEPT_SHEETS: Final = Path("var/sheets")
"""Copies of published sheets, for when they cannot be fetched."""


def read_spreadsheets(data: Path) -> LoadResult:
    """Read and check everything that staff keep. Ends the command where the settings are wrong."""
    try:
        urls = read_settings().published_sheets
    except SettingsError as error:
        terminal().print(Text(str(error)))
        raise typer.Exit(1) from None
    return asyncio.run(read_with_sheets(data, urls, KEPT_SHEETS))
