"""How the server says no, in Telegram's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.demo.wire import JsonObject


class RefusedError(Exception):
    """The answer `{"ok": false, ...}`.

    `violation` is set when the caller broke a documented rule; it names the rule and never repeats what people wrote.
    Without it the refusal is one that a correct bot meets too (nothing modified, a blocked bot, an old button).
    """

    def __init__(
        self, code: int, description: str, *, violation: str | None = None, parameters: JsonObject | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.violation = violation
        self.parameters = parameters

    def to_wire(self) -> JsonObject:
        """Return the body of the HTTP answer."""
        body: JsonObject = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(description: str) -> RefusedError:
    """Refuse something that a correct bot may ask for."""
    return RefusedError(400, f"Bad Request: {description}")


def broken_rule(description: str, violation: str | None = None) -> RefusedError:
    """Refuse something that a correct bot never asks for; `violation` defaults to the description."""
    return RefusedError(400, f"Bad Request: {description}", violation=violation or description)


def moved(chat_id: int) -> RefusedError:
    """Refuse to reach a group that has become the supergroup `chat_id`."""
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return RefusedError(400, description, parameters={"migrate_to_chat_id": chat_id})


def forbidden(description: str) -> RefusedError:
    """Refuse to reach someone who does not want the bot's messages."""
    return RefusedError(403, f"Forbidden: {description}")


def conflict(description: str) -> RefusedError:
    """Refuse one of two receivers of updates."""
    return RefusedError(409, f"Conflict: {description}")


def flood(retry_after: int) -> RefusedError:
    """Refuse for `retry_after` seconds, as Telegram does when it is asked too often."""
    return RefusedError(429, f"Too Many Requests: retry after {retry_after}", parameters={"retry_after": retry_after})
