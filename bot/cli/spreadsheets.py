"""Reading the spreadsheets for a command: the folder, and the published sheets that SHEET_URLS names."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer
from rich.text import Text

from bot.cli.problems import terminal
from bot.config import read_settings
from bot.directory.published import Published
from bot.errors import SettingsError
from bot.staff.fetching import fetch_sources, read_with_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.loader import LoadResult
    from bot.directory.model import Directory

KEPT_SHEETS: Final = Path("var/sheets")
"""Copies of published sheets, for when they cannot be fetched."""


def read_spreadsheets(data: Path, live: Directory | None = None) -> LoadResult:
    """Read and check everything that staff keep, beside what is `live`. Ends the command where settings are wrong."""
    return asyncio.run(read_with_sheets(data, sheet_urls(), KEPT_SHEETS, live))


def fetch_sheets() -> Published:
    """The tables that SHEET_URLS names. Ends the command where the settings are wrong."""
    return asyncio.run(published_sheets(sheet_urls()))


async def published_sheets(urls: Mapping[str, str]) -> Published:
    """The tables of these addresses in their newest form."""
    return await fetch_sources(urls, KEPT_SHEETS, now=datetime.now(UTC)) if urls else Published()


def sheet_urls() -> dict[str, str]:
    """SHEET_URLS, as table to address. Ends the command where the settings are wrong."""
    try:
        return read_settings().published_sheets
    except SettingsError as error:
        terminal().print(Text(str(error)))
        raise typer.Exit(1) from None
