"""Inline mode seen from the person: the offered results, and the message a chosen one becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.demo.keyboards import inline_rows
from bot.demo.messages import Attachment
from bot.demo.sending import contact, point, read_caption, read_text, venue
from bot.demo.wire import Parameters

if TYPE_CHECKING:
    from bot.demo.messages import Message, User
    from bot.demo.wire import JsonObject


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What the bot offered for one inline query, and for how many seconds Telegram may offer it again to whom."""

    results: tuple[JsonObject, ...]
    next_offset: str
    button: JsonObject | None
    cache_time: int
    is_personal: bool

    @classmethod
    def of(cls, detail: JsonObject) -> InlineAnswer:
        """Read the detail of an "inline_results" event."""
        params = Parameters(detail)
        return cls(
            tuple(params.objects("results")),
            params.text("next_offset"),
            params.object("button"),
            params.integer("cache_time"),
            params.flag("is_personal"),
        )


def message_of(result: JsonObject, empty: Message, bot: User) -> Message:
    """Return the message that choosing a result sends."""
    params = Parameters(result)
    content = params.nested("input_message_content") if "input_message_content" in result else params
    message = replace(empty, via_bot=bot, rows=inline_rows(params))
    if "message_text" in content.values:
        return replace(message, content=read_text(content, "message_text"))
    if "title" in content.values and "address" in content.values:
        return replace(message, attachment=venue(content))
    if "latitude" in content.values:
        return replace(message, attachment=Attachment("location", point(content)))
    if "phone_number" in content.values:
        return replace(message, attachment=contact(content))
    return replace(message, content=read_caption(content))
