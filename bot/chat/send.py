"""A Reply on Telegram's wire. The only module that knows Telegram's limits and its markup.

Limits are those of the Bot API: 4096 characters a text (counted here as UTF-16 units, the strictest reading), 8 buttons
a row, 100 buttons a message, 64 bytes of data a button (`encode_callback` stays at 42).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.actions import encode_callback
from bot.chat.patience import make_sure, send_once
from bot.chat.transport import call
from bot.replies.reply import Line, Span, Style, plain

if TYPE_CHECKING:
    from telegram import Bot, MaybeInaccessibleMessage, ReplyKeyboardMarkup, ReplyKeyboardRemove

    from bot.i18n.locales import Languages
    from bot.replies.reply import Button, Reply

    Json = dict[str, object]

TEXT_LIMIT: Final = 4096
ROW_LIMIT: Final = 8
BUTTON_LIMIT: Final = 100
_TAGS: Final = {Style.BOLD: "b", Style.ITALIC: "i"}
_NO_PREVIEW: Final = {"is_disabled": True}
_MORE: Final = "…"


async def send_reply(
    bot: Bot,
    chat_id: int,
    reply: Reply,
    languages: Languages,
    below: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None,
) -> int:
    """Send `reply` as a new message, once; `below` goes under the text field in place of the reply's own buttons.

    Gives the message's id. Raises TelegramError.
    """
    keyboard = below or write_keyboard(reply, languages)
    sent = await send_once(lambda: _post(bot, "sendMessage", reply, keyboard, chat_id=chat_id))
    message_id = sent.get("message_id") if isinstance(sent, dict) else None
    if type(message_id) is not int:
        raise TypeError("sendMessage gave no message")
    return message_id


async def edit_reply(bot: Bot, message: MaybeInaccessibleMessage, reply: Reply, languages: Languages) -> None:
    """Put `reply` in the place of `message`; as a new message where Telegram lets that one not be changed any more.

    Raises TelegramError.
    """
    keyboard, chat_id, message_id = write_keyboard(reply, languages), message.chat.id, message.message_id
    try:
        await make_sure(lambda: _post(bot, "editMessageText", reply, keyboard, chat_id=chat_id, message_id=message_id))
    except BadRequest:
        await send_reply(bot, message.chat.id, reply, languages)


async def _post(bot: Bot, method: str, reply: Reply, keyboard: object, **place: int) -> object:
    body = {
        **place,
        "text": write_html(reply),
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,
        **({"reply_markup": keyboard} if keyboard else {}),
    }
    return await call(bot.request, bot.base_url, method, body)


def write_html(reply: Reply) -> str:
    """The text of `reply` in Telegram's HTML, cut at the end of a line where it is too long."""
    return "\n".join("".join(map(_write_span, line.spans)) for line in _fitting(reply.lines))


def write_keyboard(reply: Reply, languages: Languages) -> Json | None:
    """The buttons of `reply` as an InlineKeyboardMarkup in JSON; None when there are none, which takes away those of an
    edited message.
    """
    rows: list[list[Json]] = []
    room = BUTTON_LIMIT
    for row in reply.rows:
        buttons = [_write_button(button, reply.language, languages) for button in row][:room]
        room -= len(buttons)
        rows += [buttons[at : at + ROW_LIMIT] for at in range(0, len(buttons), ROW_LIMIT)]
    return {"inline_keyboard": rows} if rows else None


def _write_button(button: Button, language: str, languages: Languages) -> Json:
    if button.copy:
        return {"text": button.label, "copy_text": {"text": button.copy}}
    if button.share:
        # Its language, then its name: inline mode offers exactly this card, and the first word can be changed.
        anywhere = {"allow_user_chats": True, "allow_group_chats": True, "allow_channel_chats": True}
        chat = {"query": f"{language} {button.share.name}", **anywhere}
        return {"text": button.label, "switch_inline_query_chosen_chat": chat}
    if button.action is None:
        return {"text": button.label, "url": button.url}
    row = languages.find(button.action.language or language)
    number = row.number if row else languages.interface[0].number
    return {"text": button.label, "callback_data": encode_callback(button.action, number)}


def _write_span(span: Span) -> str:
    text = escape(span.text, quote=False)
    tag = _TAGS.get(span.style)
    return f"<{tag}>{text}</{tag}>" if tag and text.strip() else text


def _fitting(lines: tuple[Line, ...]) -> list[Line]:
    if _length("\n".join(map(str, lines))) <= TEXT_LIMIT:
        return list(lines)
    room = TEXT_LIMIT - _length("\n" + _MORE)
    kept: list[Line] = []
    for line in lines:
        room -= _length(f"{line}\n")
        if room < 0:
            break
        kept.append(line)
    # A single line that is longer than a message: its beginning, in plain style.
    return [*kept, plain(_MORE)] if kept else [plain(_beginning(str(lines[0])) + _MORE)]


def _beginning(text: str) -> str:
    units = text.encode("utf-16-le")[: 2 * (TEXT_LIMIT - _length(_MORE))]
    return units.decode("utf-16-le", errors="ignore")  # half of a surrogate pair at the end falls away


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
