"""The transport against a real server on the loopback: bodies, faults, and no token in any error."""

from __future__ import annotations

import asyncio
import logging
import traceback
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.transport import AiohttpRequest, NotSentError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

TOKEN = "123456:SENTINEL-TOKEN"
SENT = {"ok": True, "result": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}}


class Server:
    """Answers every call with `answer`, and keeps what came in."""

    def __init__(self) -> None:
        self.answer: Callable[[web.Request], Awaitable[web.StreamResponse]] = self.accept
        self.bodies: list[object] = []
        self.connections: set[int] = set()
        self.at_once = self.most_at_once = 0
        self.url = ""

    async def accept(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(SENT)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.connections.add(id(request.transport))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        if request.content_type == "application/json":
            self.bodies.append(await request.json())
        else:
            form = await request.post()
            self.bodies.append(
                {name: part.file.read() if isinstance(part, web.FileField) else part for name, part in form.items()}
            )
        try:
            return await self.answer(request)
        finally:
            self.at_once -= 1


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.serve)
    running = TestServer(app)
    await running.start_server(access_log=None)
    server.url = str(running.make_url("/bot"))
    yield server
    await running.close()


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with AiohttpRequest(connections=3, connect_timeout=0.2, read_timeout=0.2) as request:
        yield Bot(TOKEN, base_url=server.url, request=request, get_updates_request=request)


async def failure_of(call: Awaitable[object]) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await call
    shown = "".join(traceback.format_exception(caught.value))
    assert "SENTINEL" not in shown and "127.0.0.1" not in shown
    return caught.value


async def test_a_call_without_files_is_one_json_body(bot: Bot, server: Server) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Sí", callback_data="1")]])
    message = await bot.send_message(5, "¿Qué necesita? 房", reply_markup=keyboard)
    assert message.message_id == 1
    assert server.bodies == [
        {
            "chat_id": 5,
            "text": "¿Qué necesita? 房",
            "reply_markup": {"inline_keyboard": [[{"text": "Sí", "callback_data": "1"}]]},
        }
    ]


async def test_a_file_goes_as_multipart_with_the_other_parameters(bot: Bot, server: Server) -> None:
    await bot.send_photo(5, b"\x89PNG...", caption="QR", filename="poster.png")
    assert server.bodies == [{"chat_id": "5", "caption": "QR", "photo": b"\x89PNG..."}]


async def test_calls_one_after_the_other_share_a_connection(bot: Bot, server: Server) -> None:
    for _ in range(5):
        await bot.send_message(5, "text")
    assert len(server.connections) == 1


async def test_no_more_connections_than_agreed_are_opened(bot: Bot, server: Server) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.01)
        return web.json_response(SENT)

    server.answer = slow
    await asyncio.gather(*(bot.send_message(5, "text") for _ in range(12)))
    assert server.most_at_once == 3


async def test_a_silent_server_is_a_timeout(bot: Bot, server: Server) -> None:
    async def silent(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(60)
        return web.Response()

    server.answer = silent
    assert isinstance(await failure_of(bot.send_message(5, "text")), TimedOut)


async def test_a_server_that_drips_is_a_timeout_too(bot: Bot, server: Server) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.05)

    server.answer = drip
    assert isinstance(await failure_of(bot.send_message(5, "text")), TimedOut)


async def test_a_refused_connection_was_surely_not_sent() -> None:
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{unused_port()}/bot", request=request)
        assert isinstance(await failure_of(bot.send_message(5, "text")), NotSentError)


async def test_a_full_pool_was_surely_not_sent(bot: Bot, server: Server) -> None:
    free, all_held = asyncio.Event(), asyncio.Event()

    async def held(request: web.Request) -> web.StreamResponse:
        if server.at_once == 3:
            all_held.set()
        await free.wait()
        return web.json_response(SENT)

    server.answer = held
    holding = [asyncio.create_task(bot.send_message(5, "text", read_timeout=30)) for _ in range(3)]
    await all_held.wait()
    try:
        assert isinstance(await failure_of(bot.send_message(5, "text")), NotSentError)
    finally:
        free.set()
        await asyncio.gather(*holding)


async def test_a_connection_cut_in_the_answer_may_have_been_sent(bot: Bot, server: Server) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    server.answer = cut
    error = await failure_of(bot.send_message(5, "text"))
    assert type(error) is NetworkError


async def test_a_429_carries_its_pause_and_no_warning(bot: Bot, server: Server) -> None:
    async def flooded(request: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": False, "parameters": {"retry_after": 7}}, status=429)

    server.answer = flooded
    error = await failure_of(bot.send_message(5, "text"))
    assert isinstance(error, RetryAfter) and error.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"parameters": {}}', b'{"parameters": {"retry_after": "x"}}']
)
async def test_a_429_without_a_pause_still_waits(bot: Bot, server: Server, body: bytes) -> None:
    async def flooded(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=429)

    server.answer = flooded
    error = await failure_of(bot.send_message(5, "text"))
    assert isinstance(error, RetryAfter) and error.retry_after == timedelta(seconds=1)


@pytest.mark.parametrize("body", [b'{"ok": true, "result": {"text": "SENTINEL', b"", b"null", b"\xff\xfe", b"SENTINEL"])
async def test_a_broken_answer_is_a_network_error_without_its_text(
    bot: Bot, server: Server, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body)

    server.answer = broken
    with caplog.at_level(logging.INFO):
        assert isinstance(await failure_of(bot.send_message(5, "text")), NetworkError)
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("status", "kind"), [(400, BadRequest), (401, InvalidToken), (500, NetworkError), (502, NetworkError)]
)
async def test_other_refusals_keep_the_types_of_the_library(
    bot: Bot, server: Server, status: int, kind: type[TelegramError]
) -> None:
    async def refuse(request: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": False, "description": "no"}, status=status)

    server.answer = refuse
    assert type(await failure_of(bot.send_message(5, "text"))) is kind


async def test_a_redirect_is_not_followed(bot: Bot, server: Server) -> None:
    async def redirect(request: web.Request) -> web.StreamResponse:
        raise web.HTTPTemporaryRedirect("/elsewhere")

    server.answer = redirect
    assert isinstance(await failure_of(bot.send_message(5, "text")), NetworkError)
    assert len(server.bodies) == 1


async def test_it_opens_and_closes_any_number_of_times(server: Server) -> None:
    request = AiohttpRequest()
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        await Bot(TOKEN, base_url=server.url, request=request).send_message(5, "text")
        await request.shutdown()
        await request.shutdown()
    with pytest.raises(NetworkError):
        await request.post(server.url)
