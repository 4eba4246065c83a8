"""Every screen in every language, taken by a Bot API server that refuses what Telegram would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app import build_bot
from bot.chat.send import send_reply
from bot.demo import DemoServer
from bot.i18n.locales import read_languages
from tests.conftest import NOW
from tests.journeys.test_walking import QUESTIONS
from tests.journeys.walker import World, walk

if TYPE_CHECKING:
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease


@pytest.mark.parametrize("language", [row.code for row in read_languages().interface])
async def test_every_screen_is_taken_as_it_is(shipped: LiveRelease, translations: Translations, language: str) -> None:
    world = World(shipped, translations, language, NOW)
    # Screens that differ only in what their buttons carry are one message to Telegram; the walk looks at the data.
    replies = {seen.texts: seen.reply for seen in walk(world, *QUESTIONS)}
    async with DemoServer() as server:
        person = server.user(language_code=language)
        await person.start()
        bot, _ = build_bot(server.token, server.base_url)
        async with bot:
            for reply in replies.values():
                await send_reply(bot, person.user.id, reply, translations.languages)
        assert len(replies) > 500
        assert str(person.bot_messages[-1].text) == str(reply)
        assert server.violations == []
