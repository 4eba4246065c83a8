"""vecino report: what residents ask for, how much of it we have, in which languages, through which partners."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.chat.suppression import FEWEST
from bot.cli.database import DatabaseUrl, database_url, read_database
from bot.cli.problems import count, terminal
from bot.directory.model import NONE_OF_OURS
from bot.storage.session import migrate
from bot.storage.usage import windows as read_windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.storage.usage import UsageWindow

_FEW = f"under {FEWEST}"


def report(
    database: DatabaseUrl = None,
    latest: Annotated[int, typer.Option(min=1, help="How many windows to show, the latest ones.", metavar="N")] = 3,
) -> None:
    """Show what residents ask for, by need, language and partner. These are counts, nobody is in them."""
    console = terminal()
    found = read_database(database_url(database, console), _read, console)
    if not found:
        console.print("Nothing was counted yet. The bot writes its counts every four weeks, and when it is stopped.")
        return
    told = [window for window in found if window.needs or window.partners]
    for window in told[-latest:]:
        _print_window(window, console)
    if not told:
        console.print(f"Nothing was asked for by {FEWEST} people or more in one window.\n")
    console.print(_coverage(found))
    console.print(_what_is_hidden())


def _print_window(window: UsageWindow, console: Console) -> None:
    console.print(Text(f"From {window.since} to {window.until}", style="bold"))
    if window.needs:
        console.print("People by the need they asked for: for how many services were found, and for how many none.")
        table = Table("need", "found", "none", "languages", box=None)
        for need in sorted({need for need, _ in window.needs}, key=lambda need: (-_asked(window, need), need)):
            found, none = (str(window.needs.get((need, matched), _FEW)) for matched in (True, False))
            if need == NONE_OF_OURS:
                table.add_row("(not in our list)", "", none, _spoken(window, need))
            else:
                table.add_row(Text(need), found, none, _spoken(window, need))
        console.print(table)
    if window.partners:
        console.print("People by the partner whose link or poster brought them.")
        table = Table("partner", "people", box=None)
        for code, people in sorted(window.partners.items(), key=lambda entry: (-entry[1], entry[0])):
            table.add_row(Text(code), str(people))
        console.print(table)
    console.print()


def _asked(window: UsageWindow, need: str) -> int:
    return max(window.needs.get((need, matched), 0) for matched in (True, False))


def _spoken(window: UsageWindow, need: str) -> str:
    shown = sorted(((n, code) for (of, code), n in window.languages.items() if of == need), reverse=True)
    return ", ".join([*(f"{code} {n}" for n, code in shown), "the others not shown" if shown else "not shown"])


def _coverage(found: Sequence[UsageWindow]) -> str:
    """Which days were counted at all, of those between the first window and the last."""
    first, last = min(window.since for window in found), max(window.until for window in found)
    days = {window.since + timedelta(n) for window in found for n in range((window.until - window.since).days + 1)}
    whole = (last - first).days + 1
    lost = "On the others the bot did not run, or was ended by force and lost its counts.\n"
    return (
        f"Counted on {len(days)} of {count(whole, 'day')}, from {first} to {last}, in {count(len(found), 'window')}.\n"
        f"{lost if len(days) < whole else ''}"
        "What is being counted now is not in here: it is written after four weeks, or when the bot is stopped.\n"
    )


def _what_is_hidden() -> str:
    return (
        "What is hidden, and why\n"
        f"  Numbers under {FEWEST}: a small number can point at a person.\n"
        "  Nearly always the most used language of a need, and others where too few people would be left:\n"
        "  taken from the whole, they would give the small numbers away.\n"
        "  Exact numbers: all are in fives, so 11 and 12 show as 10. They may be a little low, since nobody counts\n"
        "  twice for the same thing in one window, and two people are now and then taken for one.\n"
        "  Words, names, times and urgent cards: they are not counted at all."
    )


async def _read(engine: AsyncEngine) -> list[UsageWindow]:
    await migrate(engine)
    return await read_windows(engine)
