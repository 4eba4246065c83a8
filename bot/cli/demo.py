"""vecino demo: the whole bot on this machine, without an account."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.app import LiveReleases, build_bot, run_in_loop, serve, stop_on_signals
from bot.chat.profile import sync_profile
from bot.chat.staff_room import StaffChat
from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.learn import learnt_bytes
from bot.cli.problems import count, print_problems, reader, terminal
from bot.cli.spreadsheets import published_sheets, read_spreadsheets, sheet_urls
from bot.demo import DemoServer
from bot.i18n.translations import load_translations
from bot.outlets import configure_logs
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.model import Directory

DATABASE: Final = Path("var/demo.db")
COPY: Final = Path("var/demo_data")
"""What the staff group publishes is written here, so that nobody's spreadsheets change by trying the demo."""
POLL_TIMEOUT: Final = 30


def demo(
    data: DataFolder = DEFAULT_DATA,
    port: Annotated[int, typer.Option(help="The port of the page; the next free one if it is taken.")] = 8080,
) -> None:
    """Talk to the bot in your browser. No account and no token are needed. Ctrl-C ends it."""
    console = terminal()
    console.print("Reading the spreadsheets ...")
    urls = sheet_urls()
    result = read_spreadsheets(data)
    if result.directory is None:
        print_problems(result.problems, console)
        console.print("The demo needs a directory without errors. Mend the lines above, then start it again.")
        raise typer.Exit(1)
    console.print(f"Publishing {count(len(result.directory.published), 'service')} into {DATABASE} ...")
    configure_logs()
    try:
        if data.resolve() != COPY.resolve():
            shutil.rmtree(COPY, ignore_errors=True)
            shutil.copytree(data, COPY)
        run_in_loop(_demo(result.directory, learnt_bytes(data, result.directory), port, urls))
    except OSError as error:
        console.print(f"The demo cannot start ({type(error).__name__}): try another port, such as --port 8090.")
        raise typer.Exit(1) from None
    console.print("The demo has ended.")


async def _demo(directory: Directory, learnt: bytes, port: int, urls: Mapping[str, str]) -> None:
    stopped = stop_on_signals()
    engine = open_engine(f"sqlite+aiosqlite:///{DATABASE}")
    try:
        # The page comes first: what is written before the bot is ready waits at the server, as it would at Telegram.
        async with DemoServer(port=port, or_next=True) as server:
            group = server.group("Staff", administrator=True)
            server.show(group)
            print(f"Talk to the bot here: {server.page_url}\nCtrl-C ends it.", flush=True)
            await migrate(engine)
            await publish(engine, directory, now=datetime.now(UTC), learnt=learnt)
            releases = await LiveReleases.open(engine)
            bot, polling = build_bot(server.token, server.base_url)
            translations = load_translations()
            async with bot:
                async for _ in sync_profile(bot, directory, translations):
                    pass  # what stands in the empty chat, before Start
                staff = StaffChat(group.id, COPY, reader(None), partial(published_sheets, urls))
                await serve(
                    bot, polling, releases, translations, poll_timeout=POLL_TIMEOUT, stopped=stopped, staff=staff
                )
    finally:
        await engine.dispose()
