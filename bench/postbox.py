"""The bot's own way from an update to its answers, with a Bot API that answers from memory.

What is left out is HTTP alone: updates go where polling and the webhook put them (`bot.chat.lanes`), each call goes as
far as the JSON that would be sent. What Telegram refuses whatever the chat (text that is no UTF-8) is refused here too.
"""

from __future__ import annotations

import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from telegram import Bot
from telegram.request import BaseRequest

from bot.chat.answering import answer, apologise, slow_down
from bot.chat.counting import Counting
from bot.chat.failure import handle_failure
from bot.chat.lanes import Lanes
from bot.chat.pace import BURST, Pace
from bot.chat.session import Sessions
from bot.chat.turn import Desk
from bot.storage.session import open_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from telegram.request import RequestData

    from bot.config import EraseTyped
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

NAME: Final = "bench_bot"
_ACCOUNT: Final = {
    "id": 4_242,
    "is_bot": True,
    "first_name": "Bench",
    "username": NAME,
    "supports_inline_queries": True,
}
_DONE: Final = b'{"ok":true,"result":true}'
_MESSAGES: Final = ("sendMessage", "sendVenue", "sendContact", "sendDocument")


@dataclass(frozen=True, slots=True)
class Sent:
    """One call: its method, its values, the text of its files."""

    method: str
    values: Mapping[str, Any]
    files: str

    @property
    def wire(self) -> str:
        """The whole of it as text, as a reader of the wire sees it."""
        return json.dumps(self.values, ensure_ascii=False) + self.files


class Postbox(BaseRequest):
    """Takes every call and keeps it in `sent` until `collect`."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self._last_id = 0

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing here takes any."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def collect(self) -> list[Sent]:
        """What was sent since the last time."""
        sent, self.sent = self.sent, []
        return sent

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """Answer one call."""
        name = url.rpartition("/")[2]
        if name == "getMe":
            return 200, json.dumps({"ok": True, "result": _ACCOUNT}).encode()
        values = request_data.parameters if request_data else {}
        files = request_data.multipart_data.values() if request_data else ()
        text = "".join(content.decode() for _, content, _ in files if isinstance(content, bytes))
        sent = Sent(name, values, text)
        try:
            sent.wire.encode()
        except UnicodeEncodeError:
            return 400, b'{"ok":false,"error_code":400,"description":"Bad Request: strings must be encoded in UTF-8"}'
        self.sent.append(sent)
        if name not in _MESSAGES:
            return 200, _DONE
        self._last_id += 1
        chat = {"id": values["chat_id"], "type": "private"}
        result = {"message_id": self._last_id, "date": int(time.time()), "chat": chat}
        return 200, json.dumps({"ok": True, "result": result}).encode()


@dataclass(frozen=True, slots=True)
class Office:
    """A bot at work: give updates to `lanes`, find what it says in `postbox`."""

    lanes: Lanes
    postbox: Postbox

    async def ask(self, update: dict[str, Any]) -> list[Sent]:
        """Have one update answered, and give what was sent for it."""
        self.lanes.take(update["update_id"], update)
        await self.lanes.answered(update["update_id"])
        return self.postbox.collect()


@asynccontextmanager
async def open_office(
    release: LiveRelease,
    translations: Translations,
    *,
    inline: bool = True,
    erase_typed: EraseTyped = "sensitive",
    now: datetime | None = None,
    burst: int = BURST,
) -> AsyncIterator[Office]:
    """Put the bot together as `bot.app.serve` does. `now` stops its clock; `burst` is that of the pace."""
    postbox, engine = Postbox(), open_engine("sqlite+aiosqlite:///:memory:")
    async with Bot("4242:" + "b" * 35, request=postbox, get_updates_request=postbox) as bot:
        desk = Desk(
            bot,
            translations,
            Sessions(time.monotonic),
            lambda: release,
            lambda: now or datetime.now(UTC),
            Counting(engine),
            inline=inline,
            erase_typed=erase_typed,
        )
        settle = partial(handle_failure, partial(apologise, desk))
        pace = Pace(time.monotonic, burst=burst)
        lanes = Lanes(bot, partial(answer, desk), settle, pace=pace, slow_down=partial(slow_down, desk))
        try:
            yield Office(lanes, postbox)
        finally:
            await lanes.cancel()
            await engine.dispose()
