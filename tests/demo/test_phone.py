from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from bot.demo import DemoServer
from bot.demo.phone import PAGE
from tests.demo.conftest import Caller


class Phone:
    """One pretended phone of the page, driven by its routes."""

    def __init__(self, http: aiohttp.ClientSession, server: DemoServer) -> None:
        self.http = http
        self.root = server.page_url
        self.key = ""
        self.id = 0

    async def begin(self, language_code: str = "es") -> Phone:
        async with self.http.post(f"{self.root}demo/people", json={"language_code": language_code}) as response:
            body = await response.json()
        self.key, self.id = body["key"], body["id"]
        return self

    async def act(self, action: str, **body: object) -> int:
        async with self.http.post(f"{self.root}demo/people/{self.key}/{action}", json=body) as response:
            return response.status

    def events(self) -> Any:  # aiohttp's context manager has no public name
        return self.http.get(f"{self.root}demo/people/{self.key}/events")


async def next_event(response: aiohttp.ClientResponse) -> dict[str, Any]:
    line = (await response.content.readline()).decode()
    await response.content.readline()
    event: dict[str, Any] = json.loads(line.removeprefix("data: "))
    return event


@pytest.fixture
async def phone(http: aiohttp.ClientSession, server: DemoServer) -> Phone:
    return await Phone(http, server).begin()


async def test_the_page_and_its_parts_need_nothing_from_outside(
    http: aiohttp.ClientSession, server: DemoServer
) -> None:
    async with http.get(server.page_url) as response:
        assert response.status == 200
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    for file in PAGE.iterdir():
        assert "https://" not in file.read_text(encoding="utf-8").replace("https://t.me/", "")
        async with http.get(f"{server.page_url}demo/page/{file.name}") as response:
            assert response.status == 200


async def test_a_chat_is_told_as_it_is_and_then_as_it_happens(phone: Phone, call: Caller) -> None:
    await phone.act("start", payload="svc-x")
    async with phone.events() as events:
        snapshot = await next_event(events)
        assert [message["text"] for message in snapshot["messages"]] == ["/start svc-x"]
        rows = {"inline_keyboard": [[{"text": "Go", "callback_data": "1"}]]}
        _, sent = await call("sendMessage", chat_id=phone.id, text="Hi", reply_markup=rows)
        assert (await next_event(events))["message"]["text"] == "Hi"
        await phone.act("tap", message_id=sent["result"]["message_id"], data="1")
        _, body = await call("getUpdates", offset=-1)
        await call("answerCallbackQuery", callback_query_id=body["result"][0]["callback_query"]["id"], text="Saved")
        toast = await next_event(events)
        assert (toast["kind"], toast["text"]) == ("toast", "Saved")
        await call("editMessageText", chat_id=phone.id, message_id=sent["result"]["message_id"], text="Bye")
        assert (await next_event(events))["kind"] == "edit"


async def test_a_change_of_language_brings_the_menu_of_that_language(phone: Phone, call: Caller) -> None:
    for code, word in (("es", "Ayuda"), ("vi", "Giúp")):
        await call("setMyCommands", commands=[{"command": "help", "description": word}], language_code=code)
    async with phone.events() as events:
        assert (await next_event(events))["profile"]["commands"][0]["description"] == "Ayuda"
        await phone.act("language", language_code="vi")
        assert (await next_event(events))["profile"]["commands"][0]["description"] == "Giúp"


@pytest.mark.parametrize(
    ("action", "body", "part"),
    [
        ("send", {"text": "hello"}, "text"),
        ("location", {"latitude": 35.1, "longitude": -106.6}, "location"),
        ("contact", {}, "contact"),
        ("attach", {"kind": "voice"}, "voice"),
    ],
)
async def test_what_a_phone_can_do_reaches_the_bot(
    phone: Phone, call: Caller, action: str, body: dict[str, object], part: str
) -> None:
    assert await phone.act(action, **body) == 200
    _, updates = await call("getUpdates")
    assert part in updates["result"][0]["message"]


async def test_an_offered_inline_result_can_be_chosen(phone: Phone, call: Caller) -> None:
    await phone.act("start")
    await phone.act("inline", query="rent")
    _, body = await call("getUpdates", offset=-1)
    query_id = body["result"][0]["inline_query"]["id"]
    content = {"message_text": "Clinic"}
    result = {"type": "article", "id": "1", "title": "Clinic", "input_message_content": content}
    await call("answerInlineQuery", inline_query_id=query_id, results=[result])
    assert await phone.act("choose", query_id=query_id, result_id="2") == 400
    assert await phone.act("choose", query_id=query_id, result_id="1") == 200
    _, body = await call("getUpdates", offset=-1)
    assert body["result"][0]["message"]["via_bot"]["is_bot"]


async def test_nonsense_from_the_page_is_refused(phone: Phone) -> None:
    assert await phone.act("tap", message_id=99, data="x") == 400
    assert await phone.act("send", text=5) == 400
    assert await phone.act("fly") == 404
    phone.key = "other"
    assert await phone.act("send", text="x") == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:8080"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "localhost:8080"}, 200),
        ({}, 200),
    ],
)
async def test_other_sites_cannot_reach_the_server(
    http: aiohttp.ClientSession, server: DemoServer, headers: dict[str, str], status: int
) -> None:
    async with http.get(f"{server.base_url}{server.token}/getMe", headers=headers) as response:
        assert response.status == status


async def test_a_form_of_another_kind_cannot_add_people(http: aiohttp.ClientSession, server: DemoServer) -> None:
    async with http.post(f"{server.page_url}demo/people", data='{"language_code":"es"}') as response:
        assert response.status == 415


async def test_files_of_the_bot_never_run_as_part_of_the_page(
    http: aiohttp.ClientSession, server: DemoServer, phone: Phone
) -> None:
    await phone.act("start")
    form = aiohttp.FormData({"chat_id": str(phone.id)})
    form.add_field("document", b"<script>1</script>", filename="pack.html", content_type="text/html")
    async with http.post(f"{server.base_url}{server.token}/sendDocument", data=form) as response:
        file_id = (await response.json())["result"]["document"]["file_id"]
    async with http.get(f"{server.page_url}demo/files/{file_id}") as response:
        assert response.headers["Content-Security-Policy"].startswith("sandbox")
