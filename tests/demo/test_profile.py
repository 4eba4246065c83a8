from __future__ import annotations

import pytest

from bot.demo import DemoServer
from tests.demo.conftest import Caller

ENGLISH = [{"command": "help", "description": "Help"}]
SPANISH = [{"command": "help", "description": "Ayuda"}]


async def test_commands_are_kept_per_scope_and_language(server: DemoServer, call: Caller) -> None:
    private = {"type": "all_private_chats"}
    await call("setMyCommands", commands=ENGLISH)
    await call("setMyCommands", commands=SPANISH, scope=private, language_code="es")
    assert (await call("getMyCommands"))[1]["result"] == ENGLISH
    assert (await call("getMyCommands", scope=private, language_code="es"))[1]["result"] == SPANISH
    assert (await call("getMyCommands", scope=private))[1]["result"] == []
    profile = server.world.profile
    assert profile.commands_for("es-MX") == SPANISH
    assert profile.commands_for("fa") == ENGLISH
    assert profile.commands_for("es", private=False) == ENGLISH
    await call("deleteMyCommands", scope=private, language_code="es")
    assert profile.commands_for("es") == ENGLISH


@pytest.mark.parametrize(
    ("command", "description"), [("Help", "x"), ("help-me", "x"), ("help", ""), ("help", "x" * 257), ("", "x")]
)
async def test_faulty_commands_are_refused(server: DemoServer, call: Caller, command: str, description: str) -> None:
    status, _ = await call("setMyCommands", commands=[{"command": command, "description": description}])
    assert status == 400 and len(server.violations) == 1


async def test_language_codes_have_two_letters(server: DemoServer, call: Caller) -> None:
    assert (await call("setMyCommands", commands=ENGLISH, language_code="fa-AF"))[0] == 400
    assert server.violations


async def test_texts_fall_back_to_the_ones_for_everybody(call: Caller) -> None:
    assert (await call("getMyName"))[1]["result"] == {"name": "Vecino"}
    await call("setMyDescription", description="Free help")
    await call("setMyDescription", description="Ayuda gratis", language_code="es")
    assert (await call("getMyDescription", language_code="es"))[1]["result"] == {"description": "Ayuda gratis"}
    assert (await call("getMyDescription", language_code="vi"))[1]["result"] == {"description": "Free help"}
    await call("setMyDescription", description="", language_code="es")
    assert (await call("getMyDescription", language_code="es"))[1]["result"] == {"description": "Free help"}


async def test_the_menu_button_of_a_chat_wins_over_the_common_one(call: Caller) -> None:
    assert (await call("getChatMenuButton"))[1]["result"] == {"type": "default"}
    await call("setChatMenuButton", menu_button={"type": "commands"})
    assert (await call("getChatMenuButton", chat_id=5))[1]["result"] == {"type": "commands"}
