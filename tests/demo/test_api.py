from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.demo import DemoServer, Violation
from tests.demo.conftest import Caller


async def test_methods_are_found_in_any_case_by_get_and_post(server: DemoServer, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{server.base_url}{server.token}/GETME") as response:
        body = await response.json()
    assert body["ok"] and body["result"]["is_bot"] and body["result"]["username"] == "VecinoDemoBot"


async def test_an_unknown_method_is_not_found_and_recorded(server: DemoServer, call: Caller) -> None:
    assert await call("sendLove") == (404, {"ok": False, "error_code": 404, "description": "Not Found"})
    assert server.violations == [Violation("sendlove", "unknown method")]


async def test_another_token_is_unauthorized(server: DemoServer, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{server.base_url}1:other/getMe") as response:
        assert response.status == 401


@pytest.mark.parametrize("as_form", [True, False])
async def test_forms_and_json_reach_the_chat(server: DemoServer, http: aiohttp.ClientSession, as_form: bool) -> None:
    ana = server.user()
    await ana.start()
    parameters = {"chat_id": str(ana.id), "text": "<b>Hi</b>", "parse_mode": "HTML"}
    body = {"data": parameters} if as_form else {"json": parameters}
    async with http.post(f"{server.base_url}{server.token}/sendMessage", **body) as response:  # type: ignore[arg-type]
        assert response.status == 200
    assert (await ana.wait_for_message()).html == "<b>Hi</b>"
    assert server.violations == []


async def test_a_file_can_be_sent_and_fetched(server: DemoServer, http: aiohttp.ClientSession, call: Caller) -> None:
    ana = server.user()
    await ana.start()
    form = aiohttp.FormData({"chat_id": str(ana.id), "caption": "All about <b>rent</b>", "parse_mode": "HTML"})
    form.add_field("document", b"<p>pack</p>", filename="pack.html", content_type="text/html")
    async with http.post(f"{server.base_url}{server.token}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert document["file_name"] == "pack.html" and document["file_size"] == 11
    _, told = await call("getFile", file_id=document["file_id"])
    async with http.get(f"{server.base_file_url}{server.token}/{told['result']['file_path']}") as response:
        assert await response.read() == b"<p>pack</p>"


@pytest.mark.parametrize(
    ("text", "description"),
    [
        (" \n ", "Bad Request: message text is empty"),
        ("x" * 4097, "Bad Request: message is too long"),
        ("🌶" * 2049, "Bad Request: message is too long"),
    ],
)
async def test_texts_have_1_to_4096_characters(server: DemoServer, call: Caller, text: str, description: str) -> None:
    ana = server.user()
    await ana.start()
    status, body = await call("sendMessage", chat_id=ana.id, text=text)
    assert (status, body["description"]) == (400, description)
    assert len(server.violations) == 1


async def test_markup_does_not_count_in_the_length(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.start()
    status, _ = await call("sendMessage", chat_id=ana.id, text=f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML")
    assert status == 200


async def test_violations_never_hold_what_was_written(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.start()
    secret = "zanahoria"
    await call("sendMessage", chat_id=ana.id, text=f"<{secret}>", parse_mode="HTML")
    await call("sendMessage", chat_id=ana.id, text=secret * 600)
    await call("sendMessage", chat_id=ana.id, text=[secret])
    assert len(server.violations) == 3
    assert secret not in repr(server.violations)


async def test_nobody_is_written_to_who_has_not_asked(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    status, body = await call("sendMessage", chat_id=ana.id, text="x")
    assert (status, body["description"]) == (403, "Forbidden: bot can't initiate conversation with a user")
    await ana.start()
    await ana.block()
    status, body = await call("sendMessage", chat_id=ana.id, text="x")
    assert (status, body["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert server.violations == []


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": " ", "callback_data": "1"}, "text must be non-empty"),
        ({"text": "Go"}, "exactly one action"),
        ({"text": "Go", "callback_data": "1", "url": "https://a.org"}, "exactly one action"),
        ({"text": "Go", "callback_data": "ñ" * 33}, "1-64 bytes"),
        ({"text": "Go", "callback_data": ""}, "1-64 bytes"),
        ({"text": "Go", "url": "javascript:alert(1)"}, "URL is invalid"),
    ],
)
async def test_faulty_buttons_are_refused(
    server: DemoServer, call: Caller, button: dict[str, str], reason: str
) -> None:
    ana = server.user()
    await ana.start()
    markup = {"inline_keyboard": [[button]]}
    status, _ = await call("sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    assert status == 400
    assert reason in server.violations[0].reason


async def test_a_hundred_buttons_are_the_limit(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.start()
    rows = [[{"text": "Go", "callback_data": str(number)}] for number in range(101)]
    assert (await call("sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": rows}))[0] == 400
    assert (await call("sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": rows[1:]}))[0] == 200


async def test_places_and_contacts_arrive_as_cards(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.start()
    here = {"latitude": 35.08, "longitude": -106.65}
    await call("sendVenue", chat_id=ana.id, title="Clinic", address="1 Main St", **here)
    await call("sendContact", chat_id=ana.id, phone_number="+15055550100", first_name="Clinic")
    kinds = [message.attachment.kind for message in ana.bot_messages if message.attachment]
    assert kinds == ["venue", "contact"]
    assert (await call("sendLocation", chat_id=ana.id, latitude=95, longitude=0))[0] == 400


async def test_a_reply_names_a_message_that_exists(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    asked = await ana.send("hello")
    _, body = await call("sendMessage", chat_id=ana.id, text="x", reply_parameters={"message_id": asked.message_id})
    assert body["result"]["reply_to_message"]["text"] == "hello"
    status, body = await call("sendMessage", chat_id=ana.id, text="x", reply_parameters={"message_id": 1})
    assert (status, body["description"]) == (400, "Bad Request: message to be replied not found")


async def test_many_calls_at_once_are_all_answered(server: DemoServer, call: Caller) -> None:
    people = [server.user(f"Person {number}") for number in range(20)]
    for person in people:
        await person.start()
    answers = await asyncio.gather(*(call("sendMessage", chat_id=p.id, text=p.user.first_name) for p in people * 5))
    assert all(status == 200 for status, _ in answers)
    for person in people:
        assert [message.text for message in person.bot_messages] == [person.user.first_name] * 5
