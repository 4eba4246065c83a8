"""Whoever types --help gets a sentence for each command and each option."""

from __future__ import annotations

import typer.main

from bot.__main__ import application


def test_every_command_and_every_option_explains_itself() -> None:
    group = typer.main.get_command(application)
    commands = getattr(group, "commands")  # noqa: B009 - typer types it as a plain command
    assert {"demo", "check", "publish", "ask", "link", "run"} <= commands.keys()
    for name, command in commands.items():
        assert command.help, name
        for parameter in command.params:
            assert parameter.name == "help" or getattr(parameter, "help", None), f"{name} {parameter.name}"
