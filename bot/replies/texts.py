"""Standing texts: the welcome, help, privacy and questions about the bot itself. Each is short and reviewed as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import Screen
from bot.replies.reply import Line, bold, plain
from bot.replies.reviews import own_review

if TYPE_CHECKING:
    from bot.i18n.translations import Translator


def welcome(t: Translator, city: str) -> tuple[Line, ...]:
    """What the bot is for, in which city, and what nobody needs to send it."""
    return (
        bold(purpose(t, city)),
        plain(t.gettext("Write what you need in your own words, or choose below.")),
        plain(""),
        plain(t.gettext("Please do not send ID numbers, papers or your address.")),
        plain(t.gettext("I do not keep what you write.")),
    )


def purpose(t: Translator, city: str) -> str:
    """What the bot is for, in one line."""
    # NOTE: also the bot's short description in Telegram: at most 120 characters with the city
    return t.gettext("I help you find housing, health, work and school help in {city}.", city=city)


def introduction(t: Translator, city: str) -> tuple[Line, ...]:
    """What stands in the empty chat, before anybody pressed Start."""
    return (
        plain(purpose(t, city)),
        # NOTE: Start is Telegram's own button, so use the word that Telegram uses in your language
        plain(t.gettext("Tap Start, then write what you need in your own words.")),
        plain(""),
        plain(t.gettext("I do not keep what you write.")),
        plain(t.gettext("Please do not send ID numbers, papers or your address.")),
        plain(t.gettext("Call 911 if someone is in danger now.")),
    )


def lines_of(screen: Screen, t: Translator) -> tuple[Line, ...]:
    """The lines of a text screen: help, privacy or forget."""
    if screen is Screen.PRIVACY:
        return privacy(t)
    if screen is Screen.FORGET:
        return (
            plain(t.gettext("Write /forget and I erase what Telegram lets me erase in this chat.")),
            plain(t.gettext("You can delete this chat in Telegram too.")),
        )
    return (
        bold(t.gettext("How to ask")),
        plain(t.gettext("Write what you need, for example: help with rent.")),
        plain(t.gettext("You can also tap a button, or write its number or its words.")),
        plain(""),
        plain(t.gettext("/urgent: numbers to call when it cannot wait")),
        plain(t.gettext("/language: choose your language")),
        plain(t.gettext("/desk: words to show when you need an interpreter")),
        plain(t.gettext("/pack: a list as a file, to keep or print")),
        plain(t.gettext("/privacy: what is kept and what is not")),
        plain(t.gettext("/forget: erase this chat")),
        plain(""),
        plain(t.gettext("To talk to a person, call 2-1-1.")),
        *own_review(t),
    )


def privacy(t: Translator) -> tuple[Line, ...]:
    """What is kept, who else can see the chat, how to erase."""
    return (
        bold(t.gettext("What I keep about you: nothing on disk.")),
        plain(t.gettext("I keep your language and last screen for 30 minutes, but not on a disk.")),
        plain(t.gettext("A place you send is rounded to about 1 km and forgotten the same way.")),
        plain(t.gettext("I write no log of your questions, your name or your number.")),
        plain(t.gettext("I count what is asked for. Staff see it only if 11 people or more asked for the same.")),
        plain(t.gettext("If you report a listing, I count the report. I do not keep who made it.")),
        plain(t.gettext("If someone takes the computer I run on, they find no names and no questions on its disk.")),
        plain(t.gettext("Telegram is a company and may keep chats. I cannot change that.")),
        plain(t.gettext("Who has the key to this bot could read what is still in this chat.")),
        plain(t.gettext("To erase this chat: write /forget, then delete the chat in Telegram.")),
    )


def about(kind: str, t: Translator) -> tuple[Line, ...]:
    """Answers to questions about the bot: `trust`, `greeting` or `forget`."""
    if kind == "trust":
        return (
            bold(t.gettext("I am a computer program, not a person.")),
            plain(t.gettext("I am not the police and not immigration. I do not report anyone.")),
            plain(t.gettext("I am free. I only look things up in a list of local services.")),
            plain(t.gettext("I do not keep what you write.")),
            plain(t.gettext("Telegram is a company and may keep chats. I cannot change that.")),
            plain(t.gettext("To talk to a person, call 2-1-1.")),
        )
    if kind == "forget":
        return lines_of(Screen.FORGET, t)
    return (
        bold(t.gettext("Hello. I am glad you wrote.")),
        plain(t.gettext("Write what you need in your own words, or choose below.")),
    )
