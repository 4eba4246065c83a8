"""What Telegram shows of the bot, brought up to date at the local Bot API server."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.chat.profile import FIELDS, sync_profile
from bot.chat.transport import AiohttpRequest
from bot.demo import DemoServer
from bot.demo.faults import Fault, always
from bot.demo.refusals import RefusedError
from bot.directory.loader import load_directory
from bot.errors import CatalogueError
from bot.i18n.locales import read_languages
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.directory.model import Directory
    from bot.i18n.translations import Translations

CITY_OF_MANY_LETTERS = "Albuquerque and Bernalillo County"


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return load_directory(write_sample(tmp_path / "data"))


@pytest.fixture
async def server() -> AsyncIterator[DemoServer]:
    async with DemoServer() as running:
        yield running
        assert running.violations == []


@pytest.fixture
async def bot(server: DemoServer) -> AsyncIterator[Bot]:
    sending, polling = AiohttpRequest(), AiohttpRequest()
    async with Bot(server.token, server.base_url, request=sending, get_updates_request=polling) as connected:
        yield connected


async def changes(bot: Bot, directory: Directory, translations: Translations) -> list[str]:
    return [change async for change in sync_profile(bot, directory, translations)]


async def test_each_language_has_its_own_texts_and_others_see_those_of_the_first(
    server: DemoServer, bot: Bot, directory: Directory, translations: Translations
) -> None:
    await changes(bot, directory, translations)
    shown = server.world.profile
    spanish = translations.translator("es")
    about = spanish.gettext("I help you find housing, health, work and school help in {city}.", city="Sampletown")
    assert shown.text_for("short_description", "es") == about
    assert "\n" in shown.text_for("description", "es") and about in shown.text_for("description", "es")
    assert shown.text_for("name", "en") == "Vecino: help in Sampletown"
    assert shown.text_for("name", "ru") == shown.text_for("name", "en")
    assert "\u2068" not in shown.text_for("name", "ar")
    assert shown.menu_buttons[0] == {"type": "commands"}
    assert shown.commands_for("es") != shown.commands_for("en") != []


async def test_what_is_right_is_not_written_again(
    server: DemoServer, bot: Bot, directory: Directory, translations: Translations
) -> None:
    done = await changes(bot, directory, translations)
    assert {"commands (es)", "menu button", "about (fr)", "description (ar)", "name (en)"} <= set(done)
    methods: Counter[str] = Counter()
    server.faults = lambda call: methods.update([call.method])
    assert await changes(bot, directory, translations) == []
    assert not [name for name in methods if name.startswith("set")]
    await bot.set_my_description("Somebody typed this at @BotFather", "es")
    assert await changes(bot, directory, translations) == ["description (es)"]


async def test_what_was_done_before_telegram_refused_is_told(
    server: DemoServer, bot: Bot, directory: Directory, translations: Translations
) -> None:
    later = RefusedError(429, "Too Many Requests: retry after 80000", parameters={"retry_after": 80000})
    server.faults = always(Fault(refusal=later), "setMyName")
    done = []
    with pytest.raises(RetryAfter):
        async for change in sync_profile(bot, directory, translations):
            done.append(change)
    assert "description (fr)" in done and not [change for change in done if change.startswith("name")]


@pytest.mark.parametrize("code", [row.code for row in read_languages().interface])
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_text_fits_also_for_a_city_with_a_long_name(field: object, translations: Translations, code: str) -> None:
    (found,) = (one for one in FIELDS if one is field)
    assert 0 < len(found.write(translations.translator(code), CITY_OF_MANY_LETTERS)) <= found.most


async def test_a_text_that_is_too_long_is_named_before_anything_is_changed(
    server: DemoServer, bot: Bot, directory: Directory, translations: Translations
) -> None:
    long = replace(directory, area=replace(directory.area, city="x" * 200))
    with pytest.raises(CatalogueError, match="The about in English has"):
        await changes(bot, long, translations)
    assert server.world.profile.texts == {} and server.world.profile.commands == {}
