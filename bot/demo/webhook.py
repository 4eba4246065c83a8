"""setWebhook: updates pushed to the bot, repeated until it says 2xx."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp

from bot.demo.refusals import RefusedError, broken_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.demo.updates import Update, UpdateQueue
    from bot.demo.wire import JsonObject, JsonValue, Parameters

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST_PAUSE = 60.0
# Telegram allows no method whose result the bot would need.
_NOT_IN_REPLY = ("get", "setwebhook", "deletewebhook")


class Webhook:
    """Delivery to one address: chats in parallel, updates of one chat in order."""

    def __init__(self, updates: UpdateQueue, call: Callable[[str, JsonObject], JsonValue]) -> None:
        self.url = ""
        self.first_pause = 2.0  # seconds before the second repetition; doubles from there
        self._updates = updates
        self._call = call
        self._secret = ""
        self._max_connections = 40
        self._last_error = ""
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        updates.listeners.add(self._news.set)

    async def start(self, params: Parameters) -> JsonValue:
        """Start, change or (with an empty address) end the delivery."""
        await self.stop()
        url = params.text("url")
        secret = params.text("secret_token")
        if url and not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            raise broken_rule("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise broken_rule("bad webhook: secret token contains unallowed characters")
        allowed = params.strings("allowed_updates")
        if allowed is not None:
            self._updates.allowed = frozenset(allowed)
        if params.flag("drop_pending_updates"):
            self._updates.clear()
        self.url, self._secret = url, secret
        self._max_connections = params.integer("max_connections", 40)
        if url:
            self._task = asyncio.create_task(self._run())
        return True

    async def delete(self, params: Parameters) -> JsonValue:
        """End the delivery."""
        await self.stop()
        if params.flag("drop_pending_updates"):
            self._updates.clear()
        return True

    def info(self) -> JsonValue:
        """Return the WebhookInfo."""
        info: JsonObject = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
            "max_connections": self._max_connections,
        }
        if self._last_error:
            info["last_error_message"] = self._last_error
        return info

    async def stop(self) -> None:
        """End the delivery; what was not confirmed waits."""
        self.url = ""
        task, self._task = self._task, None
        if task:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        busy: set[int] = set()
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
            while True:
                self._news.clear()
                for update in self._updates.waiting():  # not only a batch: Telegram counts chats here, not updates
                    if update.chat_key not in busy and len(busy) < self._max_connections:
                        busy.add(update.chat_key)
                        group.create_task(self._deliver(session, update, busy))
                await self._news.wait()

    async def _deliver(self, session: aiohttp.ClientSession, update: Update, busy: set[int]) -> None:
        try:
            await self._repeat(session, update)
        finally:
            busy.discard(update.chat_key)
            self._news.set()

    async def _repeat(self, session: aiohttp.ClientSession, update: Update) -> None:
        pause = 0.0
        while self._updates.holds(update):
            if await self._post(session, update):
                self._updates.remove(update)
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE) or self.first_pause

    async def _post(self, session: aiohttp.ClientSession, update: Update) -> bool:
        """Deliver once; tell whether the bot took it, and do what its reply asks for."""
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update.wire, headers=headers) as response:
                if not response.ok:
                    self._last_error = f"Wrong response from the webhook: {response.status} {response.reason}"
                    return False
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError):
            self._last_error = "Connection failed"
            return False
        self._do_reply(body)
        return True

    def _do_reply(self, body: bytes) -> None:
        try:
            reply = json.loads(body) if body else {}
        except ValueError:
            return
        method = str(reply.pop("method", "")).lower() if isinstance(reply, dict) else ""
        if method and not method.startswith(_NOT_IN_REPLY):
            with suppress(RefusedError):  # recorded where calls are made; Telegram tells nobody
                self._call(method, reply)
