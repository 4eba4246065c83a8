"""vecino link: an address and a QR code that open the bot at one place."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.config import read_settings
from bot.directory.loader import load_directory
from bot.errors import DirectoryError, SettingsError
from bot.i18n.locales import read_languages
from bot.partners.deep_links import LinkKind, build_link, linkable
from bot.partners.qr import write_qr

DEFAULT_OUT = Path("links")


def link(
    kind: Annotated[LinkKind, typer.Argument(help="What the link opens.")],
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Its id, as it stands in the spreadsheet.")],
    partner: Annotated[str, typer.Option(help="The code of the partner who hands the link out.")] = "",
    language: Annotated[str, typer.Option(help="The language it opens in, such as es.")] = "",
    out: Annotated[Path, typer.Option(help="The folder for the QR code.", metavar="DIR")] = DEFAULT_OUT,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Print a link to one service, need or category, and write its QR code as SVG and PNG."""
    try:
        username = read_settings().bot_username
        directory = load_directory(data)
    except SettingsError as error:
        raise _end(str(error)) from None
    except DirectoryError:
        raise _end("The spreadsheets have errors. Run: vecino check") from None
    if username is None:
        raise _end("BOT_USERNAME is not set: write the name of your bot in Telegram into .env, like city_help_bot.")
    _require(f"{kind} with the id", identifier, linkable(directory, kind))
    if partner:
        _require("partner with the code", partner, [row.code for row in directory.partners])
    if language:
        _require("language with the code", language, [row.code for row in read_languages().rows])
    try:
        address = build_link(username, kind, identifier, language, partner)
        files = write_qr(address, out, address.partition("=")[2])
    except (ValueError, OSError) as error:
        raise _end(f"The link cannot be made: {error}") from None
    print(address)
    for file in files:
        print(file)


def _require(what: str, given: str, known: list[str]) -> None:
    if given not in known:
        near = get_close_matches(given, known, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise _end(f"There is no {what} {given}.{hint}")


def _end(sentence: str) -> typer.Exit:
    print(sentence)
    return typer.Exit(1)
