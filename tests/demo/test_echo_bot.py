"""A bot on the stock python-telegram-bot stack: the server must be Telegram enough for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import BotCommand, BotCommandScopeAllPrivateChats, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.demo import DemoServer

Context = ContextTypes.DEFAULT_TYPE
KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Delete", callback_data="x"), InlineKeyboardButton("Map", callback_data="m")]]
)


async def greet(update: Update, context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_html(f"<b>Hello</b> {' '.join(context.args or [])}", reply_markup=KEYS)


async def echo(update: Update, context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_text(update.effective_message.text or "", do_quote=True)


async def take_tap(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query and update.effective_chat
    await query.answer("Done")
    if query.data == "m":
        await update.effective_chat.send_venue(35.08, -106.65, "Clinic", "1 Main St")
        await update.effective_chat.send_document(
            b"pack", filename="pack.html", caption="A <i>pack</i>", parse_mode="HTML"
        )
    else:
        await query.edit_message_text("<i>gone</i>", parse_mode=ParseMode.HTML)


@pytest.fixture
async def bot(server: DemoServer) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    application = ApplicationBuilder().token(server.token).base_url(server.base_url).build()
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(CallbackQueryHandler(take_tap))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        assert application.updater
        await application.start()
        await application.updater.start_polling()
        yield application
        await application.updater.stop()
        await application.stop()


@pytest.mark.usefixtures("bot")
async def test_a_conversation_breaks_no_rule(server: DemoServer) -> None:
    ana, omar = server.user("Ana", language_code="es"), server.user("Omar", language_code="ar")
    await ana.start("need-rent")
    menu = await ana.wait_for_message()
    assert menu.html == "<b>Hello</b> need-rent" and menu.labels == ("Delete", "Map")
    await ana.tap(menu, "Map")
    venue, pack = await ana.wait_for_message(), await ana.wait_for_message()
    assert venue.attachment and venue.attachment.kind == "venue"
    assert pack.attachment and pack.attachment.wire["file_name"] == "pack.html" and pack.html == "A <i>pack</i>"
    await ana.tap(menu, "Delete")
    assert (await ana.wait_for_toast()).text == "Done"
    assert (await ana.wait_for_message()).html == "<i>gone</i>"
    answer = await omar.ask("مرحبا 👋 & <b>")
    assert answer.text == "مرحبا 👋 & <b>" and answer.reply_to == omar.messages[0].message_id
    assert server.violations == []


async def test_the_profile_can_be_set(server: DemoServer, bot: Application[Any, Any, Any, Any, Any, Any]) -> None:
    commands = [BotCommand("start", "Begin")]
    await bot.bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code="es")
    read = await bot.bot.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="es")
    assert list(read) == commands
    await bot.bot.set_my_description("Free help")
    assert (await bot.bot.get_my_description()).description == "Free help"
    await bot.bot.set_chat_menu_button()
    assert (await bot.bot.get_chat_menu_button()).type == "default"
    assert (await bot.bot.get_chat(server.user("Ana").id)).first_name == "Ana"
    assert server.violations == []
