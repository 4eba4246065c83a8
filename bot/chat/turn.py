"""One update being answered: who asks in which language, from which release, and how the answer goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from telegram import ReplyKeyboardRemove

from bot.actions import HERE, Screen
from bot.chat.language import choose_language
from bot.chat.marks import Marks
from bot.chat.send import edit_reply, send_reply
from bot.chat.session import Session
from bot.chat.share import link_shares
from bot.replies.near import keyboard_closed
from bot.replies.screens import home, show
from bot.text import normalize, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telegram import Bot, MaybeInaccessibleMessage, ReplyKeyboardMarkup

    from bot.actions import Action
    from bot.chat.counting import Counting
    from bot.chat.session import Sessions
    from bot.chat.staff_room import StaffRoom
    from bot.config import EraseTyped
    from bot.i18n.translations import Translations, Translator
    from bot.pipeline import LiveRelease
    from bot.replies.reply import Reply

LATE: Final = timedelta(minutes=10)
"""After so long somebody has gone on to something else: a whole list would come out of the blue."""
_COUNT: Final = re.compile(r"\(\d+\)\s*$")


_MEASURED: Final = (Screen.RESULTS, Screen.SERVICE)
"""The screens that a shared place orders or measures without a button having said so."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every answer needs. `release` gives the live one; `clock` the aware time of now.

    `inline` says whether cards can be sent into other chats by inline mode, `erase_typed` which messages of people go.
    `marks` are the message ids of the last two days, for /forget.
    """

    bot: Bot
    translations: Translations
    sessions: Sessions
    release: Callable[[], LiveRelease]
    clock: Callable[[], datetime]
    counting: Counting
    inline: bool = True
    erase_typed: EraseTyped = "sensitive"
    marks: Marks = field(default_factory=Marks)
    staff: StaffRoom | None = None


class Turn:
    """A private chat's update in work. The release is fixed here, so that one answer comes from one directory.

    `message_id` is the person's message, or that of ours whose button was tapped; `sent` the aware time of a message,
    None for a tap. `is_to_erase` says that the message goes once it is answered.
    """

    def __init__(
        self, desk: Desk, chat_id: int, message_id: int, telegram_language: str | None, sent: datetime | None = None
    ) -> None:
        self.desk = desk
        self.chat_id = chat_id
        self.message_id = message_id
        self.is_late = sent is not None and desk.clock() - sent > LATE
        self.is_to_erase = desk.erase_typed == "always"
        self.release = desk.release()
        self.session = desk.sessions.get(chat_id)
        self.phone_language = desk.translations.languages.from_telegram(telegram_language)

    @property
    def language(self) -> str:
        """The interface language to answer in when the message itself shows none."""
        return choose_language(self.desk.translations.languages, self.session.language, self.phone_language)

    @property
    def translator(self) -> Translator:
        """The texts in that language."""
        return self.desk.translations.translator(self.language)

    @property
    def partner(self) -> str:
        """The partner whose link brought the person here; empty for none."""
        return self.session.partner or ""

    def screen(self, action: Action) -> Reply:
        """The screen an action asks for, in the turn's language unless the action names another."""
        place = self.session.place
        near = action.near or (HERE if place and action.screen in _MEASURED else "")
        language, partner = action.language or self.language, action.partner or self.partner
        asked = replace(action, language=language, partner=partner, near=near)
        release = self.release
        return show(
            asked,
            release.catalogue,
            self.desk.translations,
            properties=release.index.properties,
            now=self.desk.clock(),
            here=place,
        )

    async def open(
        self,
        action: Action,
        *,
        over: MaybeInaccessibleMessage | None = None,
        below: ReplyKeyboardMarkup | None = None,
    ) -> None:
        """Show what `action` asks for, in place of the message `over` if given, remember it and count it.

        `below` goes under the text field, in a new message, until the next answer.
        """
        partner = action.partner or self.session.partner
        self.session = replace(self.session, partner=partner, last_action=action, enclosed=frozenset())
        await self.answer(self.screen(action), over=over, below=below)
        told = replace(action, language=self.language, partner=self.partner)
        self.desk.counting.note(told, self.release.catalogue, self.chat_id)

    async def open_home(self, notice: Reply, *, over: MaybeInaccessibleMessage | None = None) -> None:
        """Show Home with a kind word above it."""
        screen = home(self.release.catalogue, self.translator, partner=self.partner, word=str(notice))
        await self.answer(screen, over=over)

    async def answer(
        self,
        reply: Reply,
        *,
        over: MaybeInaccessibleMessage | None = None,
        below: ReplyKeyboardMarkup | None = None,
    ) -> None:
        """Send `reply`, in place of the message `over` if given, and remember its language and its choices.

        A keyboard that an earlier answer put under the text field is taken away first.
        """
        if self.session.is_asking_place and below is None:
            await self.send(keyboard_closed(self.translator), below=ReplyKeyboardRemove())
        await self.send(reply, over=over, below=below)
        labels = tuple(fold_label(button.label) for row in reply.rows for button in row if button.action)
        self.session = replace(
            self.session,
            language=reply.language,
            choices=tuple(map(_shared, reply.choices)),
            labels=labels,
            is_asking_place=below is not None,
        )
        self.remember()

    async def send(
        self,
        reply: Reply,
        *,
        over: MaybeInaccessibleMessage | None = None,
        below: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None,
    ) -> None:
        """Send `reply` and remember nothing."""
        if not self.desk.inline:
            reply = link_shares(reply, self.desk.bot.username)
        if over is None:
            await send_reply(self.desk.bot, self.chat_id, reply, self.desk.translations.languages, below)
        else:
            await edit_reply(self.desk.bot, over, reply, self.desk.translations.languages)

    def remember(self) -> None:
        """Keep the session as it is now, in memory."""
        self.desk.sessions.put(self.chat_id, self.session)

    def forget(self) -> None:
        """Drop what is known of the chat; the turn goes on in the language it began with."""
        self.desk.sessions.forget(self.chat_id)
        self.session = Session(language=self.language)


def fold(normalized: str) -> str:
    """The words of what somebody typed in place of a label, without emoji signs and a count at its end."""
    return " ".join(tokenize(_COUNT.sub("", normalized)))


@lru_cache(maxsize=2048)
def fold_label(label: str) -> str:
    """The same for our own labels, which come again with each answer; what people type is not kept here."""
    return fold(normalize(label))


@lru_cache(maxsize=2048)
def _shared(action: Action) -> Action:
    """One copy of an action for all sessions that hold it: most of what is remembered of 5,000 chats is the same."""
    return action
