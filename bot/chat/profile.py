"""What Telegram shows of the bot before the first tap: its name, two descriptions, the menus and their button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telegram import Bot, MenuButton, MenuButtonCommands
from telegram.constants import BotDescriptionLimit, BotNameLimit

from bot.chat.commands import audiences, update_menus
from bot.chat.patience import make_sure
from bot.errors import CatalogueError
from bot.replies.texts import introduction, purpose

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.directory.model import Directory
    from bot.i18n.translations import Translations, Translator

_ISOLATES: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True, slots=True)
class Field:
    """One text of the profile: how it is written, read and set, and how many characters Telegram allows."""

    name: str
    most: int
    write: Callable[[Translator, str], str]
    get: Callable[[Bot, str | None], Awaitable[str]]
    put: Callable[[Bot, str, str | None], Awaitable[bool]]


async def _get_about(bot: Bot, code: str | None) -> str:
    return (await bot.get_my_short_description(code)).short_description


async def _get_description(bot: Bot, code: str | None) -> str:
    return (await bot.get_my_description(code)).description


async def _get_name(bot: Bot, code: str | None) -> str:
    return (await bot.get_my_name(code)).name


def _name(t: Translator, city: str) -> str:
    # Without marks of direction: people type the name into the search.
    # NOTE: the bot's name in Telegram, at most 64 characters with the city; Vecino stays
    return t.gettext("Vecino: help in {city}", city=city).translate(_ISOLATES)


def _description(t: Translator, city: str) -> str:
    return "\n".join(map(str, introduction(t, city)))


FIELDS: Final = (
    Field(
        "about",
        BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH,
        purpose,
        _get_about,
        Bot.set_my_short_description,
    ),
    Field(
        "description",
        BotDescriptionLimit.MAX_DESCRIPTION_LENGTH,
        _description,
        _get_description,
        Bot.set_my_description,
    ),
    # The name comes last: Telegram allows few changes of it a day.
    Field("name", BotNameLimit.MAX_NAME_LENGTH, _name, _get_name, Bot.set_my_name),
)


async def sync_profile(bot: Bot, directory: Directory, translations: Translations) -> AsyncIterator[str]:
    """Bring the profile up to date in every interface language, writing only what differs; each change as it is done.

    Raises TelegramError, RetryAfter among them, and CatalogueError before any change when a text is too long.
    """
    city = directory.area.city or directory.area.name
    wanted = [
        (field, row.code, code, _fitting(field, translations.translator(row.code), city))
        for field in FIELDS
        for row, code in audiences(translations.languages)
    ]
    for language in await update_menus(bot, directory, translations):
        yield f"commands ({language})"
    if (await bot.get_chat_menu_button()).type != MenuButton.COMMANDS:
        await make_sure(lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands()))
        yield "menu button"
    for field, language, code, text in wanted:
        if await field.get(bot, code) != text:
            await make_sure(lambda f=field, c=code, t=text: f.put(bot, t, c))  # type: ignore[misc]
            yield f"{field.name} ({language})"


def _fitting(field: Field, t: Translator, city: str) -> str:
    text = field.write(t, city)
    if len(text) > field.most:
        raise CatalogueError(
            f"The {field.name} in {t.language.english_name} has {len(text)} characters, Telegram allows {field.most}:"
            " shorten its text in the catalogue."
        )
    return text
