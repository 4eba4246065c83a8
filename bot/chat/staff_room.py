"""The staff chat as a place: how things are sent there, and who is in it.

Being a member of the group is the permission. Nothing that stands in it is kept or logged, and nobody is named.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from telegram import (
    ChatMemberRestricted,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    ReplyParameters,
)
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.chat.approvals import Approvals
from bot.chat.inline import NO_PREVIEW
from bot.chat.patience import make_sure, send_once
from bot.chat.staff_buttons import encode_button
from bot.directory.published import Published

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from telegram import Bot, Message

    from bot.chat.staff_buttons import StaffButton
    from bot.i18n.translations import Translations, Translator
    from bot.staff.uploads import Office

    Buttons = Sequence[tuple[str, StaffButton]]

_OUTSIDE: Final = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


async def nothing_published() -> Published:
    """No tables from the web."""
    return Published()


@dataclass(frozen=True, slots=True)
class StaffChat:
    """What an operator says about the staff chat: its number, the folder of spreadsheets, the texts for staff.

    `published` gives the tables that come from the web.
    """

    id: int
    data: Path
    translator: Translator
    published: Callable[[], Awaitable[Published]] = nothing_published


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """What every answer in the staff chat needs. `t` has the texts for staff, `translations` those of residents.

    `is_watched` says whether the folder is looked at by itself; `closed` is set once the group has another number than
    the settings say.
    """

    bot: Bot
    chat_id: int
    t: Translator
    translations: Translations
    office: Office
    approvals: Approvals
    is_watched: bool = False
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(
        self, text: str, *, reply_to: int | None = None, buttons: Buttons = (), parse_mode: str | None = None
    ) -> None:
        """Send a message, in answer to another one if that is still there. Raises TelegramError."""
        await send_once(
            lambda: self.bot.send_message(
                self.chat_id,
                text,
                parse_mode=parse_mode,
                reply_parameters=_reply(reply_to),
                reply_markup=_keyboard(buttons),
                link_preview_options=NO_PREVIEW,
            )
        )

    async def rewrite(self, message: Message, text: str, *, buttons: Buttons = ()) -> None:
        """Put `text` in the place of a message of ours. Raises TelegramError."""
        await make_sure(
            lambda: self.bot.edit_message_text(
                text,
                chat_id=self.chat_id,
                message_id=message.message_id,
                reply_markup=_keyboard(buttons),
                link_preview_options=NO_PREVIEW,
            )
        )

    async def attach(self, name: str, content: bytes, *, caption: str = "", reply_to: int | None = None) -> None:
        """Send a file. Raises TelegramError."""
        file = InputFile(content, filename=name)
        await send_once(
            lambda: self.bot.send_document(
                self.chat_id, file, caption=caption or None, reply_parameters=_reply(reply_to)
            )
        )

    async def has_member(self, user_id: int) -> bool:
        """Whether somebody is in the group. Raises BadRequest when the bot is no administrator and may not know."""
        member = await self.bot.get_chat_member(self.chat_id, user_id)
        return member.is_member if isinstance(member, ChatMemberRestricted) else member.status not in _OUTSIDE

    async def has_sent(self, message: Message) -> bool:
        """Whether a message is from a member, or from the group itself, as which its administrators can write."""
        if message.sender_chat:
            return message.sender_chat.id == self.chat_id
        return message.from_user is not None and await self.has_member(message.from_user.id)


class Standing(StrEnum):
    """Whether a group can be the staff chat."""

    FINE = "fine"
    UNREACHABLE = "unreachable"
    NO_GROUP = "no group"
    NO_ADMINISTRATOR = "no administrator"
    MOVED = "moved"


async def look_at_staff_chat(bot: Bot, chat_id: int) -> Standing:
    """Ask Telegram whether `chat_id` is a group in which the bot is administrator. Raises NetworkError."""
    try:
        chat = await bot.get_chat(chat_id)
        member = await bot.get_chat_member(chat_id, bot.id)
    except ChatMigrated:
        return Standing.MOVED
    except (BadRequest, Forbidden):
        return Standing.UNREACHABLE
    if chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return Standing.NO_GROUP
    # Only administrators see files whatever the privacy mode is, and may ask who is a member.
    is_fine = member.status in (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
    return Standing.FINE if is_fine else Standing.NO_ADMINISTRATOR


def _reply(message_id: int | None) -> ReplyParameters | None:
    return None if message_id is None else ReplyParameters(message_id, allow_sending_without_reply=True)


def _keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    row = [InlineKeyboardButton(label, callback_data=encode_button(button)) for label, button in buttons]
    return InlineKeyboardMarkup([row]) if row else None
