"""Groups: others read along there, so nothing is answered but the way to a private chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import MessageEntity

from bot.chat.language import choose_language
from bot.chat.send import send_reply
from bot.replies.notices import only_in_private

if TYPE_CHECKING:
    from telegram import Message

    from bot.chat.turn import Desk


async def invite(desk: Desk, message: Message) -> None:
    """Offer the private chat to who calls the bot by its name; stay silent otherwise."""
    try:
        named = message.parse_entities([MessageEntity.MENTION, MessageEntity.BOT_COMMAND]).values()
    except UnicodeError:  # half of a surrogate pair: where an entity begins cannot be told
        return
    if not any(word.lower().endswith(f"@{desk.bot.username}".lower()) for word in named):
        return
    languages = desk.translations.languages
    phone = languages.from_telegram(message.from_user.language_code if message.from_user else None)
    translator = desk.translations.translator(choose_language(languages, None, phone))
    await send_reply(desk.bot, message.chat.id, only_in_private(translator, desk.bot.link), languages)
