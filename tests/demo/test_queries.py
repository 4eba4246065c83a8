from __future__ import annotations

import asyncio

import pytest

from bot.demo import DemoServer, Person
from tests.demo.conftest import Caller

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def ana(server: DemoServer, call: Caller) -> Person:
    person = server.user()
    await person.start()
    rows = {"inline_keyboard": [[{"text": "Go", "callback_data": "go:1"}]]}
    await call("sendMessage", chat_id=person.id, text="Hi", reply_markup=rows)
    return person


def article(result_id: str, text: str = "<b>Clinic</b>") -> dict[str, object]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": result_id, "title": "Clinic", "input_message_content": content}


async def test_a_tap_by_label_or_data_reaches_the_bot_and_its_answer_is_seen(ana: Person, call: Caller) -> None:
    menu = await ana.wait_for_message()
    for choice in ("Go", "go:1"):
        query_id = await ana.tap(menu, choice)
        _, body = await call("getUpdates", offset=-1)
        assert body["result"][0]["callback_query"]["data"] == "go:1"
        await call("answerCallbackQuery", callback_query_id=query_id, text="Saved", show_alert=True)
        toast = await ana.wait_for_toast()
        assert (toast.text, toast.is_alert) == ("Saved", True)
    with pytest.raises(ValueError, match="Go"):
        await ana.tap(menu, "Stop")


async def test_a_tap_is_answered_once_and_in_time(server: DemoServer, ana: Person, call: Caller) -> None:
    menu = await ana.wait_for_message()
    query_id = await ana.tap(menu, "Go")
    assert (await call("answerCallbackQuery", callback_query_id=query_id))[0] == 200
    assert (await call("answerCallbackQuery", callback_query_id=query_id))[1]["description"] == TOO_OLD
    query_id = await ana.tap(menu, "Go")
    server.world.clock.advance(151)
    status, body = await call("answerCallbackQuery", callback_query_id=query_id)
    assert (status, body["description"]) == (400, TOO_OLD)
    assert server.violations == []


async def test_old_and_forged_buttons_can_be_tapped(ana: Person, call: Caller) -> None:
    menu = await ana.wait_for_message()
    await call("deleteMessage", chat_id=ana.id, message_id=menu.message_id)
    await ana.send_callback(menu, "v0:gone")
    _, body = await call("getUpdates", offset=-1)
    query = body["result"][0]["callback_query"]
    assert (query["data"], query["message"]["date"]) == ("v0:gone", 0)


async def test_inline_results_are_offered_and_one_is_sent(server: DemoServer, ana: Person, call: Caller) -> None:
    group = server.group()
    asking = asyncio.create_task(ana.inline("rent"))
    _, body = await call("getUpdates", offset=-1, timeout=5)
    while "inline_query" not in body["result"][0]:
        _, body = await call("getUpdates", offset=-1, timeout=5)
    query = body["result"][0]["inline_query"]
    await call("answerInlineQuery", inline_query_id=query["id"], results=[article("1"), article("2")], next_offset="2")
    answer = await asking
    assert (query["query"], len(answer.results), answer.next_offset) == ("rent", 2, "2")
    sent = await ana.choose(answer.results[0], to=group)
    assert (sent.html, sent.via_bot, sent.is_from_bot) == ("<b>Clinic</b>", server.world.bot, False)


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([article(str(number)) for number in range(51)], "more than 50"),
        ([article("1"), article("1")], "two inline results"),
        ([article("")], "1-64 bytes"),
        ([article("1", "<b>")], "can't parse entities"),
        ([{"type": "article", "id": "1", "title": "x"}], "input_message_content"),
        ([{"type": "pie", "id": "1"}], "unknown type"),
    ],
)
async def test_faulty_inline_results_are_refused(
    server: DemoServer, ana: Person, call: Caller, results: list[dict[str, object]], reason: str
) -> None:
    query_id = await ana.open_inline("x")
    status, _ = await call("answerInlineQuery", inline_query_id=query_id, results=results)
    assert status == 400
    assert reason in server.violations[0].reason


async def test_a_message_sent_through_the_bot_can_be_edited_by_its_inline_id(ana: Person, call: Caller) -> None:
    rows = {"inline_keyboard": [[{"text": "More", "callback_data": "m"}]]}
    message = await ana.choose({**article("1"), "reply_markup": rows})  # type: ignore[dict-item]
    assert message.inline_message_id
    status, body = await call("editMessageText", inline_message_id=message.inline_message_id, text="New")
    assert (status, body["result"], ana.current(message).text) == (200, True, "New")
    await ana.send_callback(message, "m")
    _, body = await call("getUpdates", offset=-1)
    assert body["result"][0]["callback_query"]["inline_message_id"] == message.inline_message_id
