"""The table of commands: what it answers and the menus it writes."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from bot.actions import Action, Screen, need_key
from bot.chat.commands import COMMANDS, TypedCommand, actions_of_commands, audiences, read_command, update_menus
from bot.chat.transport import AiohttpRequest
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.i18n.locales import Languages
from bot.i18n.translations import load_translations
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.directory.model import Directory


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return load_directory(write_sample(tmp_path / "data"))


@asynccontextmanager
async def telegram() -> AsyncIterator[tuple[DemoServer, Bot]]:
    async with DemoServer() as server:
        sending, polling = AiohttpRequest(), AiohttpRequest()
        async with Bot(server.token, server.base_url, request=sending, get_updates_request=polling) as bot:
            yield server, bot
        assert server.violations == []


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/help", TypedCommand("help", "")),
        ("/Help@VecinoDemoBot", TypedCommand("help", "")),
        ("/start need-housing-rent-help_es", TypedCommand("start", "need-housing-rent-help_es")),
        ("/housing my rent\nis late ", TypedCommand("housing", "my rent\nis late")),
        ("help", None),
        ("/", None),
        ("24/7", None),
        ("/ayudá", None),
    ],
)
def test_a_command_is_read_as_typed(text: str, command: TypedCommand | None) -> None:
    assert read_command(text) == command


def test_every_category_of_the_directory_is_a_command(directory: Directory) -> None:
    actions = actions_of_commands(directory)
    assert set(actions) == {command.name for command in COMMANDS} | set(directory.area.categories)
    assert actions["housing"] == Action(Screen.CATEGORY, need=need_key("housing"))


async def test_each_language_has_its_menu_and_groups_get_only_what_works_there(directory: Directory) -> None:
    async with telegram() as (server, bot):
        await update_menus(bot, directory, load_translations())
        menus = {code: server.world.profile.commands_for(code) for code in ("en", "es", "ru")}
        assert menus["ru"] == menus["en"] != menus["es"]  # no interface in Russian
        assert [entry["command"] for entry in menus["es"]] == [entry["command"] for entry in menus["en"]]
        assert {"command": "housing", "description": "Vivienda"} in menus["es"]
        in_groups = server.world.profile.commands_for("es", private=False)
        assert [entry["command"] for entry in in_groups] == ["help"]


async def test_menus_that_are_right_are_not_written_again(directory: Directory) -> None:
    async with telegram() as (server, bot):
        translations = load_translations()
        written = await update_menus(bot, directory, translations)
        assert written == [row.code for row in translations.languages.interface]
        methods: list[str] = []
        server.faults = lambda call: methods.append(call.method)
        assert await update_menus(bot, directory, translations) == []
        assert set(methods) == {"getMyCommands"}


def test_telegram_is_told_of_each_language_it_can_tell_apart_and_the_first_is_for_everybody_else() -> None:
    english, spanish, *others = load_translations().languages.interface
    same, unknown = replace(spanish, code="es-mx"), replace(spanish, code="quc", telegram="")
    rows = Languages((english, spanish, same, unknown, *others))
    told = [(row.code, code) for row, code in audiences(rows)]
    assert told[:2] == [("en", None), ("es", "es")]
    assert [code for code, _ in told[2:]] == [row.code for row in others]
