"""Replies on Telegram's wire: escaping, limits, buttons, and what happens when a message cannot be edited."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Chat, InaccessibleMessage, InlineKeyboardMarkup

from bot.actions import Action, Screen, decode_callback
from bot.chat.send import TEXT_LIMIT, edit_reply, send_reply, write_html, write_keyboard
from bot.chat.transport import AiohttpRequest
from bot.demo import DemoServer, Person
from bot.demo.markup import parse_html
from bot.i18n.locales import read_languages
from bot.replies.reply import Button, Line, Reply, Span, Style, bold, italic, plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LANGUAGES = read_languages()
HOME = Button("Home", Action(Screen.HOME, "es", "abc"))


@asynccontextmanager
async def bot_and_person() -> AsyncIterator[tuple[Bot, Person]]:
    async with DemoServer() as server:
        sending, polling = AiohttpRequest(), AiohttpRequest()
        async with Bot(server.token, server.base_url, request=sending, get_updates_request=polling) as bot:
            ana = server.user()
            await ana.start()
            yield bot, ana
        assert server.violations == []


def keyboard_of(reply: Reply) -> InlineKeyboardMarkup:
    keyboard = write_keyboard(reply, LANGUAGES)
    assert keyboard is not None
    return InlineKeyboardMarkup.de_json(keyboard)


def test_texts_are_escaped_and_styles_become_tags() -> None:
    reply = Reply((bold("A & B <b>"), plain(""), italic("</i>"), Line((Span("1 "), Span("2", Style.BOLD)))), "en")
    assert write_html(reply) == "<b>A &amp; B &lt;b&gt;</b>\n\n<i>&lt;/i&gt;</i>\n1 <b>2</b>"


def test_a_long_reply_ends_with_a_whole_line() -> None:
    html = write_html(Reply(tuple(bold(f"{number:03} & more") for number in range(1000)), "en"))
    lines = html.split("\n")
    assert lines[-1] == "…"
    assert lines[-2].startswith("<b>") and lines[-2].endswith(" &amp; more</b>")
    assert TEXT_LIMIT - 20 < len(parse_html(html).plain) <= TEXT_LIMIT


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5000), min_size=1, max_size=4))
def test_no_reply_is_longer_than_telegram_takes_and_all_its_html_is_whole(texts: list[str]) -> None:
    html = write_html(Reply(tuple(map(bold, texts)), "en"))
    assert len(parse_html(html).plain.encode("utf-16-le")) <= 2 * TEXT_LIMIT


def test_a_button_carries_its_action_and_its_language() -> None:
    [[button]] = keyboard_of(Reply((plain("x"),), "en", ((HOME,),))).inline_keyboard
    assert isinstance(button.callback_data, str)
    assert decode_callback(button.callback_data, LANGUAGES.numbers) == HOME.action


def test_an_action_without_a_language_takes_that_of_the_reply() -> None:
    [[button]] = keyboard_of(Reply((), "es", ((Button("H", Action(Screen.HOME)),),))).inline_keyboard
    assert isinstance(button.callback_data, str)
    assert decode_callback(button.callback_data, LANGUAGES.numbers) == Action(Screen.HOME, "es")


def test_rows_hold_eight_buttons_and_a_message_a_hundred() -> None:
    rows = keyboard_of(Reply((), "en", ((HOME,) * 9, (HOME,) * 200))).inline_keyboard
    assert [len(row) for row in rows] == [8, 1, *[8] * 11, 3]


def test_a_reply_without_buttons_has_no_keyboard() -> None:
    assert write_keyboard(Reply((plain("x"),), "en"), LANGUAGES) is None


async def test_a_message_is_sent_without_a_link_preview() -> None:
    async with bot_and_person() as (bot, ana):
        await send_reply(bot, ana.id, Reply((bold("https://example.org"),), "en", ((HOME,),)), LANGUAGES)
        message = await ana.wait_for_message()
        assert (message.text, message.labels, message.link_preview) == ("https://example.org", ("Home",), False)


async def test_an_edit_replaces_text_and_buttons_and_the_same_twice_is_no_error() -> None:
    async with bot_and_person() as (bot, ana):
        sent = await bot.send_message(ana.id, "before")
        for _ in range(2):
            await edit_reply(bot, sent, Reply((plain("after"),), "en", ((HOME,),)), LANGUAGES)
        assert [(message.text, message.labels) for message in ana.bot_messages] == [("after", ("Home",))]


async def test_what_cannot_be_edited_is_sent_anew() -> None:
    async with bot_and_person() as (bot, ana):
        gone = InaccessibleMessage(Chat(ana.id, Chat.PRIVATE), 999)
        await edit_reply(bot, gone, Reply((plain("after"),), "en"), LANGUAGES)
        assert [message.text for message in ana.bot_messages] == ["after"]
