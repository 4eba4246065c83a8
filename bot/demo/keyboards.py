"""Rules for buttons that the Bot API data does not spell out in types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.demo.messages import Button, Keyboard
from bot.demo.refusals import broken_rule

if TYPE_CHECKING:
    from bot.demo.wire import JsonObject, Parameters

MAX_BUTTONS = 100
_DECORATION = {"text", "icon_custom_emoji_id", "style"}
_ADDRESS = re.compile(r"(https?|tg)://[^\s]+|[\w-]+(\.[\w-]+)+(/\S*)?", re.IGNORECASE)


def inline_rows(params: Parameters) -> Keyboard:
    """Return the inline keyboard of a call, empty when it has none; raise RefusedError for faulty buttons."""
    markup = params.object("reply_markup")
    return rows_of(markup) if markup else ()


def rows_of(markup: JsonObject) -> Keyboard:
    """Return the rows of an InlineKeyboardMarkup, checked; rows without buttons vanish."""
    raw = markup.get("inline_keyboard")
    if not isinstance(raw, list):
        return ()
    rows = tuple(
        tuple(_button(button) for button in row if isinstance(button, dict)) for row in raw if isinstance(row, list)
    )
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise broken_rule("reply markup is too long", f"more than {MAX_BUTTONS} buttons")
    return tuple(row for row in rows if row)


def reply_keyboard(params: Parameters, *, private: bool) -> JsonObject | None:
    """Return the keyboard that replaces a phone's letters (or takes it away), None when the call has none."""
    markup = params.object("reply_markup")
    if markup is None or "inline_keyboard" in markup:
        return None
    keyboard = markup.get("keyboard")
    for row in keyboard if isinstance(keyboard, list) else []:
        for button in row if isinstance(row, list) else []:
            if isinstance(button, dict):
                _check_reply_button(button, private=private)
    return markup


def _check_reply_button(button: JsonObject, *, private: bool) -> None:
    if not str(button["text"]).strip():
        raise broken_rule("keyboard button text must be non-empty")
    if not private and (button.get("request_location") or button.get("request_contact")):
        raise broken_rule(
            "can't parse keyboard button: phone number and location can be requested in private chats only"
        )


def _button(wire: JsonObject) -> Button:
    text = str(wire["text"])
    if not text.strip():
        raise broken_rule("can't parse inline keyboard button: text must be non-empty")
    actions = set(wire) - _DECORATION
    if len(actions) != 1:
        raise broken_rule("can't parse inline keyboard button: exactly one action must be used")
    button = Button(text, wire)
    if button.url is not None and not _ADDRESS.fullmatch(button.url):
        raise broken_rule("inline keyboard button URL is invalid")
    return button
