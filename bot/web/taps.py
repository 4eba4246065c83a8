"""Answers to taps ride in the response to the update that brought the tap: a call fewer for each.

Only these. Telegram tells nobody whether a call in a response worked, and an answer must not get lost unseen; a tap's
answer only ends the waiting sign on a button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.chat.transport import AiohttpRequest

if TYPE_CHECKING:
    from telegram.request import RequestData

METHOD = "answerCallbackQuery"


class TapReplies(AiohttpRequest):
    """Sends every call, except the first answer to a tap that is `expect`ed: that one waits to be collected."""

    def __init__(self) -> None:
        super().__init__()
        self._expected: dict[object, dict[str, object]] = {}

    def expect(self, tap_id: str) -> None:
        """From now on keep the answer to this tap."""
        self._expected.setdefault(tap_id, {})

    def collect(self, tap_id: str) -> dict[str, object]:
        """Give the call that answers the tap, to be written into a response; empty if there was none."""
        return self._expected.pop(tap_id, {})

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """Send one call, or keep it. Raises as AiohttpRequest does."""
        if request_data and url.endswith(f"/{METHOD}"):
            tap_id = request_data.parameters.get("callback_query_id")
            if self._expected.get(tap_id) == {}:
                self._expected[tap_id] = {"method": METHOD, **request_data.parameters}
                return 200, b'{"ok":true,"result":true}'
        return await super().do_request(url, method, request_data, *timeouts, **named)
