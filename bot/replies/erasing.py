"""What is said about erasing. Nothing says which private data was noticed, and nothing of it is repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import Screen
from bot.replies.navigation import foot, screen_action
from bot.replies.reply import Button, Reply, italic, plain

if TYPE_CHECKING:
    from bot.i18n.translations import Translator


def with_privacy(reply: Reply, t: Translator, *, partner: str) -> Reply:
    """The same answer to a text that held private data: it ends by saying so, and a button erases the chat."""
    word = italic(t.gettext("You do not need to send private numbers or papers here."))
    rows = (*reply.rows[:-1], erase_row(t, partner), *reply.rows[-1:])
    return replace(reply, lines=(*reply.lines, plain(""), word), rows=rows, noticed_private=True)


def erase_row(t: Translator, partner: str) -> tuple[Button, ...]:
    """The button that does what /forget does."""
    return (Button(t.gettext("Erase this chat"), screen_action(t, Screen.FORGET, partner=partner)),)


def what_was_erased(t: Translator, is_erased: bool) -> str:
    """One sentence: the person's own message is gone, or how to make it go."""
    if is_erased:
        return t.gettext("I erased your message from this chat.")
    return t.gettext("Please delete your message yourself: hold it, then Delete.")


def typed_erased(t: Translator, is_erased: bool) -> Reply:
    """What follows an answer when the question itself was to be erased. The buttons stand under the answer."""
    return Reply((plain(what_was_erased(t, is_erased)),), t.language.code)


def cannot_read_this(t: Translator, is_erased: bool | None) -> Reply:
    """For photos, voice, files, stickers and contacts, which are never opened; None where they are to stay."""
    lines = [
        t.gettext("I cannot open pictures, files or voice. I did not look at it."),
        *([] if is_erased is None else [what_was_erased(t, is_erased)]),
        t.gettext("Please write what you need, or choose below."),
    ]
    return Reply(tuple(map(plain, lines)), t.language.code, foot(t))


def forgotten(t: Translator, *, is_erased: bool, is_whole: bool) -> Reply:
    """After /forget: what was done and what may remain. `is_whole`: all that is young enough for Telegram is gone."""
    lines = (
        t.gettext("I erased what Telegram let me erase in this chat.")
        if is_erased
        else t.gettext("Telegram did not let me erase the messages in this chat."),
        t.gettext("Messages older than 48 hours may remain.") if is_whole else t.gettext("Some messages may remain."),
        t.gettext("To remove all: delete this chat in Telegram, also for the bot."),
    )
    return Reply(tuple(map(plain, lines)), t.language.code, foot(t))
