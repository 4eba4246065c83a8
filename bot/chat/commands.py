"""The commands, once: this table feeds what is answered and the menu in Telegram, in every interface language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeDefault

from bot.actions import Action, Screen, need_key
from bot.chat.patience import make_sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import Bot

    from bot.directory.model import Directory
    from bot.i18n.locales import Language, Languages
    from bot.i18n.translations import Translations, Translator


class Audience(StrEnum):
    """In whose menu a command stands."""

    EVERYWHERE = "everywhere"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the screen it opens and its line in the menu, an English message for the catalogues."""

    name: str
    screen: Screen
    menu_text: str
    audience: Audience = Audience.PRIVATE


COMMANDS: Final = (
    Command("start", Screen.HOME, "Start, or back to the beginning"),
    Command("help", Screen.HELP, "How to use this bot", Audience.EVERYWHERE),
    Command("language", Screen.LANGUAGES, "Choose your language"),
    Command("desk", Screen.DESK, "Show that you need an interpreter"),
    Command("urgent", Screen.URGENT, "Phone numbers for urgent help"),
    Command("pack", Screen.PACK, "Save a list as a file"),
    Command("privacy", Screen.PRIVACY, "What this bot keeps about you"),
    Command("forget", Screen.FORGET, "Erase this chat"),
)
_SCOPES: Final = {
    Audience.EVERYWHERE: BotCommandScopeDefault(),
    Audience.PRIVATE: BotCommandScopeAllPrivateChats(),
}
_TYPED: Final = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,64})(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """A command as a person typed it, and what stood behind it."""

    name: str
    rest: str


def read_command(text: str) -> TypedCommand | None:
    """The command a text begins with, None for a text that begins otherwise."""
    typed = _TYPED.fullmatch(text.strip())
    return TypedCommand(typed["name"].lower(), (typed["rest"] or "").strip()) if typed else None


def actions_of_commands(directory: Directory) -> dict[str, Action]:
    """What each command opens: those of the table, then one for each category of the directory."""
    categories = {_name_of(id): Action(Screen.CATEGORY, need=need_key(id)) for id in directory.area.categories}
    return categories | {command.name: Action(command.screen) for command in COMMANDS}


async def update_menus(bot: Bot, directory: Directory, translations: Translations) -> list[str]:
    """Bring the menus at Telegram up to date, writing only what differs; the languages whose menu was written.

    Raises TelegramError.
    """
    written: dict[str, None] = {}
    for language, code in audiences(translations.languages):
        for audience, scope in _SCOPES.items():
            wanted = tuple(_menu(directory, translations.translator(language.code), audience))
            if await bot.get_my_commands(scope, code) != wanted:
                await make_sure(lambda w=wanted, s=scope, c=code: bot.set_my_commands(w, s, c))  # type: ignore[misc]
                written[language.code] = None
    return list(written)


def audiences(languages: Languages) -> Iterator[tuple[Language, str | None]]:
    """Each interface language that Telegram can tell apart, with Telegram's code.

    The first one has none: it is for people whose language has no text of its own.
    """
    first, *others = languages.interface
    yield first, None
    taken = {first.telegram, ""}
    for row in others:
        if row.telegram not in taken:
            taken.add(row.telegram)
            yield row, row.telegram


def _menu(directory: Directory, translator: Translator, audience: Audience) -> Iterator[BotCommand]:
    for command in COMMANDS:
        if audience is Audience.PRIVATE or command.audience is audience:
            yield BotCommand(command.name, translator.gettext(command.menu_text))
    if audience is Audience.PRIVATE:
        needs = {need.id: need for need in directory.needs}
        taken = {command.name for command in COMMANDS}
        for id in directory.area.categories:
            if _name_of(id) not in taken:
                yield BotCommand(_name_of(id), translator.choose(needs[id].labels))


def _name_of(category: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "_", category.lower())[:32]
