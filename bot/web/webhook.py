"""The webhook: Telegram posts each update to us, and posts it again until we say 200. So 200 comes after the work.

Telegram sends a chat's messages one after the other, and up to `CONNECTIONS` updates beside each other, so a flooder is
not in anybody's way. What is not answered within `ANSWER_WITHIN`, or before a stop, is refused: Telegram keeps it and
sends it again. If it is still in work then, it is known. Hence a kill loses nothing, and nothing has to be parked.

Anybody can reach this address, so the secret is checked before anything is read, and no line is logged about a request.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram.error import BadRequest

from bot.chat.patience import make_sure
from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.requests import Request
    from telegram import Bot

    from bot.chat.lanes import Lanes
    from bot.web.taps import TapReplies

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT: Final = 64 * 1024
"""Bytes of one update. Two texts of the greatest length (one answers the other) stay below, in Telegram's escapes."""
CONNECTIONS: Final = 100
"""The most that Telegram opens (Bot API, setWebhook, `max_connections`). It bounds the work at hand."""
ANSWER_WITHIN: Final = 50.0
"""Seconds: just less than Telegram and most proxies wait for a response."""


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram finds us: the public address, the secret it shows, and the socket on which we listen.

    `sending` is the connection that the bot sends by.
    """

    url: str
    secret: str = field(repr=False)
    listener: socket.socket
    sending: TapReplies


def listen(host: str, port: int) -> socket.socket:
    """Open the socket. Raises SettingsError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP is named outright: asyncio switches the delay of small packets off only where it reads it.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"WEBHOOK_HOST and WEBHOOK_PORT cannot be used ({error.strerror}): name a free port of this machine."
        ) from None
    return listener


class Webhook:
    """Takes updates from Telegram's posts and has them answered in `lanes`."""

    def __init__(self, bot: Bot, lanes: Lanes, hook: Hook, *, allowed_updates: Sequence[str]) -> None:
        self.is_subscribed = False
        """Whether Telegram has said that it will call."""
        self._bot = bot
        self._lanes = lanes
        self._hook = hook
        self._allowed_updates = allowed_updates
        app = Starlette(routes=[Route(urlsplit(hook.url).path or "/", self._receive, methods=["POST"])])
        self._server = _Guest(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                http="h11",
                ws="none",
                lifespan="off",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=4,
            )
        )
        self._ended = asyncio.Event()
        self._ended.set()

    async def run(self) -> None:
        """Serve until `stop`. Raises SettingsError when Telegram refuses the address, TelegramError out of reach."""
        self._ended.clear()
        subscribing = asyncio.create_task(self._subscribe())
        try:
            await self._server.serve(sockets=[self._hook.listener])
            if subscribing.done():
                await subscribing
        finally:
            subscribing.cancel()
            await asyncio.gather(subscribing, return_exceptions=True)
            await self._lanes.cancel()
            self._hook.listener.close()
            self._ended.set()

    async def stop(self) -> None:
        """End within 5 seconds: take nothing new, finish what was taken. Returns when `run` has ended.

        The webhook stays set, so that Telegram keeps the updates until the next start.
        """
        self._server.should_exit = True
        await self._lanes.finish()
        await self._lanes.cancel()
        await self._ended.wait()

    async def _subscribe(self) -> None:
        try:
            await make_sure(
                lambda: self._bot.set_webhook(
                    self._hook.url,
                    secret_token=self._hook.secret,
                    allowed_updates=self._allowed_updates,
                    max_connections=CONNECTIONS,
                )
            )
            self.is_subscribed = True
        except BadRequest as error:
            self._server.should_exit = True
            raise SettingsError(f"Telegram does not take WEBHOOK_URL ({error}): correct it in .env.") from None
        except Exception:
            self._server.should_exit = True
            raise

    async def _receive(self, request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(shown, self._hook.secret.encode()):
            raise _refusal(403)
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise _refusal(415)
        try:
            raw: object = json.loads((await _read(request)).decode())  # bytes would be read as UTF-16 too
        except (ValueError, RecursionError, ClientDisconnect):
            raise _refusal(400) from None  # not even as a cause: it would hold the text
        update_id = raw.get("update_id") if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or type(update_id) is not int:
            raise _refusal(400)
        return await self._answer(update_id, raw)

    async def _answer(self, update_id: int, raw: dict[str, object]) -> Response:
        tap = raw.get("callback_query")
        tap_id = str(tap.get("id")) if isinstance(tap, dict) else ""
        if tap_id:
            self._hook.sending.expect(tap_id)
        try:
            self._lanes.take(update_id, raw)
            async with asyncio.timeout(ANSWER_WITHIN):
                is_answered = await self._lanes.answered(update_id)
        except TimeoutError:
            is_answered = False
        finally:
            reply = self._hook.sending.collect(tap_id)
        if not is_answered:
            return Response(status_code=503)
        return JSONResponse(reply) if reply else Response()


class _Guest(uvicorn.Server):
    """Uvicorn as a guest in a loop that is not its own: it leaves the signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _refusal(status: int) -> HTTPException:
    # The connection closes, so that a body that was not asked for is not read either.
    return HTTPException(status, headers={"Connection": "close"})


async def _read(request: Request) -> bytes:
    """The body; refuses one that is announced too long, or turns out so: a body in chunks announces nothing."""
    announced = request.headers.get("content-length", "0")
    if int(announced) > BODY_LIMIT:
        raise _refusal(413)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise _refusal(413)
    return bytes(body)
