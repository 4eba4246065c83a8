"""vecino run: answer people on Telegram."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from sqlalchemy import make_url

from bot.app import LiveReleases, build_bot, run_in_loop, serve, stop_on_signals
from bot.chat.staff_room import StaffChat
from bot.chat.staff_watch import WatchedFolder
from bot.cli.failures import FAILURES, no_token, sentence_of
from bot.cli.spreadsheets import published_sheets
from bot.config import read_settings
from bot.errors import SettingsError
from bot.i18n.translations import load_translations
from bot.outlets import configure_logs, lock_memory_in, take_standard_error
from bot.staff.language import staff_translator
from bot.storage.session import migrate, open_engine
from bot.web.taps import TapReplies
from bot.web.webhook import Hook, listen

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.config import Settings
    from bot.i18n.locales import Languages

REPORT: Final = "report.html"


def run(
    webhook: Annotated[
        bool, typer.Option("--webhook", help="Have Telegram call this machine. Needs WEBHOOK_URL and WEBHOOK_SECRET.")
    ] = False,
) -> None:
    """Answer people on Telegram, until Ctrl-C. Needs BOT_TOKEN and a published directory."""
    configure_logs()
    lock_memory_in()
    try:
        settings = read_settings()
        if settings.bot_token is None:
            raise no_token()
        configure_logs(settings.log_format, take_standard_error(), hold=True)
        run_in_loop(_run(settings, settings.bot_token, open_hook(settings) if webhook else None))
    except FAILURES as error:
        print(sentence_of(error))
        raise typer.Exit(1) from None


def open_hook(settings: Settings) -> Hook:
    """Listen as the settings say. Raises SettingsError when they lack what Telegram needs to call us."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        missing = "WEBHOOK_URL" if settings.webhook_url is None else "WEBHOOK_SECRET"
        raise SettingsError(
            f"{missing} is not set: --webhook needs WEBHOOK_URL and WEBHOOK_SECRET, so set both in .env."
        )
    listener = listen(settings.webhook_host, settings.webhook_port)
    return Hook(settings.webhook_url, settings.webhook_secret.get_secret_value(), listener, TapReplies())


def staff_chat(settings: Settings) -> StaffChat | None:
    """The staff chat as the settings have it, None for none. Raises CatalogueError."""
    if settings.staff_chat is None:
        return None
    translator, urls = staff_translator(settings.staff_language), settings.published_sheets
    return StaffChat(settings.staff_chat, settings.data, translator, partial(published_sheets, urls))


def watched_folder(settings: Settings) -> WatchedFolder | None:
    """The folder to watch as the settings have it, None for none. Raises CatalogueError."""
    if settings.watch == "off":
        return None
    translator, published = (
        staff_translator(settings.staff_language),
        partial(published_sheets, settings.published_sheets),
    )
    page = report_page(settings.database_url)
    return WatchedFolder(settings.data, translator, settings.watch == "publish", page, published)


def report_page(database_url: str) -> Path:
    """Where the report of a watched folder is written without a staff chat: beside the database, where it is a file."""
    file = make_url(database_url)
    beside = Path(file.database).parent if file.database and file.get_backend_name() == "sqlite" else Path("var")
    return beside / REPORT


async def _run(settings: Settings, token: SecretStr, hook: Hook | None) -> None:
    stopped = stop_on_signals()
    translations = load_translations()
    engine = open_engine(settings.database_url)
    try:
        await migrate(engine)
        releases = await LiveReleases.open(engine)
        bot, polling = build_bot(token.get_secret_value(), sending=hook.sending if hook else None)
        async with bot:
            _compare_names(settings.bot_username, bot.username)
            print(f"@{bot.username} answers on Telegram now. Ctrl-C ends it.")
            print(warn_of_unreviewed(translations.languages), end="", flush=True)
            with contextlib.redirect_stdout(None):  # from here on only the log speaks
                await serve(
                    bot,
                    polling,
                    releases,
                    translations,
                    poll_timeout=settings.poll_timeout,
                    stopped=stopped,
                    inline=settings.inline == "on",
                    erase_typed=settings.erase_typed,
                    hook=hook,
                    staff=staff_chat(settings),
                    watched=watched_folder(settings),
                )
    finally:
        await engine.dispose()


def warn_of_unreviewed(languages: Languages) -> str:
    """One line that names the languages whose urgent cards no human speaker has read; nothing when there are none."""
    names = ", ".join(row.english_name for row in languages.unreviewed)
    return f"No native speaker has read the urgent texts in: {names}.\n" if names else ""


def _compare_names(named: str | None, actual: str) -> None:
    if named and named.lower() != actual.lower():
        raise SettingsError(f"BOT_USERNAME is {named}, but BOT_TOKEN is that of {actual}: correct one of them in .env.")
