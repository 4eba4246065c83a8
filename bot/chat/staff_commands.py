"""Commands in the staff chat: its lists, a card before it is published, help. The table feeds its menu too."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from telegram import BotCommand, BotCommandScopeChat
from telegram.constants import ParseMode

from bot.chat.commands import read_command
from bot.chat.patience import make_sure
from bot.chat.send import write_html
from bot.chat.staff_files import attach_page, buttons_of, look_at_folder
from bot.directory.loader import read_directory
from bot.errors import NoReleaseError
from bot.staff.chat_text import chat_report
from bot.staff.lists import csv_of, read_lists, text_of, title_of
from bot.staff.preview import preview
from bot.staff.upload_text import describe

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Message

    from bot.chat.staff_room import StaffRoom
    from bot.i18n.translations import Translator

_LISTS: Final = ("report", "stale", "gaps", "reports")


@dataclass(frozen=True, slots=True)
class StaffCommand:
    """One command and its line in the menu."""

    name: str
    menu_text: str


def commands(t: Translator) -> tuple[StaffCommand, ...]:
    """The commands of the staff chat, those with a list by the name of that list."""
    return (
        StaffCommand("report", t.gettext("What residents asked for")),
        StaffCommand("stale", t.gettext("Listings to confirm with their provider")),
        StaffCommand("gaps", t.gettext("What is missing: services, phrases, translations")),
        StaffCommand("reports", t.gettext("Listings that residents reported")),
        StaffCommand("check", t.gettext("What to mend in the folder of the spreadsheets")),
        StaffCommand("preview", t.gettext("A card before it is published: /preview ID language")),
        StaffCommand("help", t.gettext("How to use this group")),
    )


async def show_menu(room: StaffRoom) -> None:
    """Bring the menu of the staff chat up to date, and of no other. Raises TelegramError."""
    wanted = tuple(BotCommand(command.name, command.menu_text) for command in commands(room.t))
    scope = BotCommandScopeChat(room.chat_id)
    if await room.bot.get_my_commands(scope) != wanted:
        await make_sure(lambda: room.bot.set_my_commands(wanted, scope))


def command_of(room: StaffRoom, message: Message) -> Callable[[], Awaitable[None]] | None:
    """What a message asks for, ready to be done; None when it is no command of ours."""
    typed = read_command(message.text or "")
    if typed is None or not _is_for(room.bot.username, message):
        return None
    if typed.name in _LISTS:
        return lambda: _list(room, typed.name, message.message_id)
    if typed.name == "preview":
        return lambda: _preview(room, typed.rest, message.message_id)
    if typed.name == "check":
        return lambda: _check(room, message.message_id)
    return (lambda: _help(room, message.message_id)) if typed.name == "help" else None


def _is_for(username: str, message: Message) -> bool:
    """Whether a command names no bot, or this one."""
    _, _, named = (message.text or "").split(maxsplit=1)[0].partition("@")
    return named.lower() in ("", username.lower())


async def _list(room: StaffRoom, name: str, message_id: int) -> None:
    office = room.office
    languages = [language.code for language in room.translations.languages.interface]
    try:
        work = (await read_lists(office.engine, languages, office.clock().date(), room.t))[name]
    except NoReleaseError:
        await room.say(room.t.gettext("Nothing is published yet."), reply_to=message_id)
        return
    text = text_of(work)
    if text is not None:
        await room.say(text, reply_to=message_id)
    else:
        await room.attach(f"{work.name}.csv", csv_of(work), caption=title_of(work), reply_to=message_id)


async def _preview(room: StaffRoom, typed: str, message_id: int) -> None:
    t, office = room.t, room.office
    service_id, _, language = typed.partition(" ")
    if not service_id:
        await room.say(t.gettext("Write it like this: /preview casa-norte-rent es"), reply_to=message_id)
        return
    result = await asyncio.to_thread(read_directory, office.folder, published=await office.published())
    if result.directory is None:
        await room.say(chat_report(result.errors, t), reply_to=message_id)
        return
    found = preview(result.directory, service_id, language.strip() or "en", room.translations, office.clock(), t)
    for note in found.notes:
        await room.say(note, reply_to=message_id)
    if found.card:
        above = escape(t.gettext("As it stands in the folder of the spreadsheets:"), quote=False)
        await room.say(f"<i>{above}</i>\n\n{write_html(found.card)}", reply_to=message_id, parse_mode=ParseMode.HTML)


async def _check(room: StaffRoom, message_id: int) -> None:
    """Say of the folder what is said of a file, with nothing left out."""
    upload = await look_at_folder(room, message_id)
    if upload is None:
        return
    text = describe(upload, room.t, is_whole=True)
    await room.say(text.text, reply_to=message_id, buttons=buttons_of(upload, room.t))
    await attach_page(room, text.page, message_id)


async def _help(room: StaffRoom, message_id: int) -> None:
    t = room.t
    lines = (
        t.gettext("Send a sheet of the directory here, as CSV or .xlsx."),
        t.gettext("The bot says what to mend and what would change for residents."),
        t.gettext("Nothing changes for them before somebody taps Publish. A large change needs two people."),
        "",
        *(f"/{command.name} {command.menu_text}" for command in commands(t)),
    )
    await room.say("\n".join(lines), reply_to=message_id)
