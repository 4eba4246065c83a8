"""Whoever types --help gets a sentence for each command and each option."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer.main

from bot.__main__ import application

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands_of(group: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every command with its whole name, those of groups too."""
    for name, command in getattr(group, "commands", {}).items():
        yield f"{path}{name}", command
        yield from commands_of(command, f"{path}{name} ")


def test_every_command_and_every_option_explains_itself() -> None:
    commands = dict(commands_of(typer.main.get_command(application)))
    assert {"demo", "check", "publish", "ask", "link", "run", "language add", "profile sync"} <= commands.keys()
    for name, command in commands.items():
        assert getattr(command, "help", None), name
        for parameter in getattr(command, "params", ()):
            assert parameter.name == "help" or getattr(parameter, "help", None), f"{name} {parameter.name}"
