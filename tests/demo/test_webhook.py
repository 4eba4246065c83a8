from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.demo import DemoServer
from bot.demo.webhook import SECRET_HEADER
from tests.demo.conftest import Caller


class Receiver:
    """A bot's web server: answers from `replies`, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.replies: list[web.Response] = []
        self.texts: list[str] = []
        self.secrets: list[str | None] = []
        self.news = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        self.texts.append(body["message"]["text"])
        self.secrets.append(request.headers.get(SECRET_HEADER))
        self.news.set()
        return self.replies.pop(0) if self.replies else web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_repeated_in_order_until_the_bot_takes_them(
    server: DemoServer, call: Caller, receiver: Receiver
) -> None:
    server.api.webhook.first_pause = 0.01
    receiver.replies = [web.Response(status=500), web.Response(status=403)]
    await call("setWebhook", url=receiver.url, secret_token="s3cret")
    ana = server.user()
    await ana.send("one")
    await ana.send("two")
    await server.settle()
    assert receiver.texts == ["one", "one", "one", "two"]
    assert set(receiver.secrets) == {"s3cret"}


async def test_one_slow_chat_does_not_stop_another(server: DemoServer, call: Caller, receiver: Receiver) -> None:
    server.api.webhook.first_pause = 3600
    receiver.replies = [web.Response(status=500)] * 2
    await call("setWebhook", url=receiver.url)
    await server.user().send("stuck")
    while len(receiver.texts) < 2:
        receiver.news.clear()
        await receiver.news.wait()
    await server.user().send("free")
    while "free" not in receiver.texts:
        receiver.news.clear()
        await receiver.news.wait()
    info = (await call("getWebhookInfo"))[1]["result"]
    assert info["url"] == receiver.url and "500" in info["last_error_message"]


async def test_a_chat_with_very_many_updates_does_not_stop_another(
    server: DemoServer, call: Caller, receiver: Receiver
) -> None:
    server.api.webhook.first_pause = 3600
    receiver.replies = [web.Response(status=500)] * 2
    flooder = server.user()
    for number in range(150):
        await flooder.send(str(number))
    await server.user().send("free")
    await call("setWebhook", url=receiver.url)
    while "free" not in receiver.texts:
        receiver.news.clear()
        await receiver.news.wait()
    assert "1" not in receiver.texts


async def test_the_reply_may_carry_a_call(server: DemoServer, call: Caller, receiver: Receiver) -> None:
    ana = server.user()
    receiver.replies = [web.json_response({"method": "sendMessage", "chat_id": ana.id, "text": "by reply"})]
    await call("setWebhook", url=receiver.url)
    assert (await ana.ask("hello")).text == "by reply"


async def test_nobody_polls_while_a_webhook_is_set(server: DemoServer, call: Caller, receiver: Receiver) -> None:
    await call("setWebhook", url=receiver.url)
    status, body = await call("getUpdates")
    assert status == 409 and body["description"].startswith("Conflict: can't use getUpdates method while webhook")
    await call("deleteWebhook")
    assert (await call("getUpdates"))[0] == 200


async def test_only_encrypted_or_local_addresses_are_taken(server: DemoServer, call: Caller) -> None:
    assert (await call("setWebhook", url="http://example.org/hook"))[0] == 400
    assert (await call("setWebhook", url="https://example.org/hook", secret_token="no spaces"))[0] == 400
    assert len(server.violations) == 2
