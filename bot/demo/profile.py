"""What the bot says about itself: commands per scope and language, name, descriptions, menu buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.demo.refusals import broken_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.demo.state import World
    from bot.demo.wire import JsonObject, JsonValue, Parameters

MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_DEFAULT_BUTTON: JsonObject = {"type": "default"}


@dataclass(slots=True)
class Profile:
    """The bot's public face; keys end in a two-letter language code, empty for everyone else."""

    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, JsonObject] = field(default_factory=dict)
    listeners: set[Callable[[], None]] = field(default_factory=set)

    def changed(self) -> JsonValue:
        """Tell everyone who shows the profile; return what the setting methods return."""
        for listener in tuple(self.listeners):
            listener()
        return True

    def commands_for(self, language_code: str, *, private: bool = True, chat: int = 0) -> list[JsonObject]:
        """Return the menu that a person with this language sees: the narrowest scope, then the nearest language.

        `chat` is the id of a group.
        """
        scope = "all_private_chats" if private and not chat else "all_group_chats"
        for narrowed in (f"chat:{chat}", scope, "default"):
            for language in (language_code[:2], ""):
                if found := self.commands.get((narrowed, language)):
                    return found
        return []

    def text_for(self, name: str, language_code: str) -> str:
        """Return the name or description that a person with this language sees, empty when there is none."""
        return self.texts.get((name, language_code[:2])) or self.texts.get((name, "")) or ""


def set_my_commands(world: World, params: Parameters) -> JsonValue:
    """Replace the commands of a scope and language."""
    commands = params.objects("commands")
    if len(commands) > MAX_COMMANDS:
        raise broken_rule("BOT_COMMANDS_TOO_MUCH", f"more than {MAX_COMMANDS} commands")
    for command in commands:
        if not _COMMAND.fullmatch(str(command["command"]).removeprefix("/")):
            raise broken_rule("BOT_COMMAND_INVALID", "command name is not 1-32 of a-z, 0-9, _")
        if not 1 <= len(str(command["description"])) <= 256:
            raise broken_rule("BOT_COMMAND_DESCRIPTION_INVALID", "command description is not 1-256 characters")
    world.profile.commands[_scope(world, params), _language(params)] = commands
    return world.profile.changed()


def get_my_commands(world: World, params: Parameters) -> JsonValue:
    """Return the commands of exactly this scope and language."""
    return [*world.profile.commands.get((_scope(world, params), _language(params)), [])]


def delete_my_commands(world: World, params: Parameters) -> JsonValue:
    """Forget the commands of a scope and language."""
    world.profile.commands.pop((_scope(world, params), _language(params)), None)
    return world.profile.changed()


def set_my_text(world: World, params: Parameters, name: str) -> JsonValue:
    """Set `name`, `description` or `short_description` for a language; an empty text removes it."""
    world.profile.texts[name, _language(params)] = params.text(name)
    return world.profile.changed()


def get_my_text(world: World, params: Parameters, name: str) -> JsonValue:
    """Return `name`, `description` or `short_description` as people with a language see it."""
    fallback = world.bot.first_name if name == "name" else ""
    return {name: world.profile.text_for(name, _language(params)) or fallback}


def set_chat_menu_button(world: World, params: Parameters) -> JsonValue:
    """Set the button beside the text field, for one chat or for all."""
    world.profile.menu_buttons[params.integer("chat_id")] = params.object("menu_button") or _DEFAULT_BUTTON
    return world.profile.changed()


def get_chat_menu_button(world: World, params: Parameters) -> JsonValue:
    """Return the button beside the text field."""
    buttons = world.profile.menu_buttons
    return buttons.get(params.integer("chat_id")) or buttons.get(0) or _DEFAULT_BUTTON


def _scope(world: World, params: Parameters) -> str:
    scope = params.object("scope") or {"type": "default"}
    if "chat_id" in scope:
        world.chat(scope["chat_id"])
    parts = [str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope]
    return ":".join(parts)


def _language(params: Parameters) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise broken_rule("invalid language code specified", "language_code is not a two-letter ISO 639-1 code")
    return code
