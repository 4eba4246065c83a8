from __future__ import annotations

from typing import Any

import pytest

from bot.demo import DemoServer
from tests.demo.conftest import Caller


async def updates(call: Caller) -> list[dict[str, Any]]:
    _, body = await call("getUpdates")
    result: list[dict[str, Any]] = body["result"]
    if result:
        await call("getUpdates", offset=result[-1]["update_id"] + 1)
    return result


@pytest.mark.parametrize("kind", ["photo", "sticker", "voice", "document", "video", "audio", "animation", "video_note"])
async def test_every_kind_of_file_reaches_the_bot(server: DemoServer, call: Caller, kind: str) -> None:
    await server.user().send_file(kind)
    [update] = await updates(call)
    assert kind in update["message"] and "text" not in update["message"]


async def test_a_person_may_have_a_chosen_id_and_a_file_a_chosen_name(server: DemoServer, call: Caller) -> None:
    await server.user(user_id=4711).send_file("document", file_name="rent.pdf")
    [update] = await updates(call)
    assert update["message"]["chat"]["id"] == update["message"]["from"]["id"] == 4711
    assert update["message"]["document"]["file_name"] == "rent.pdf"


async def test_an_edited_message_reaches_the_bot(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    message = await ana.send("dentits")
    await ana.edit(message, "dentist")
    _, edited = await updates(call)
    assert edited["edited_message"]["text"] == "dentist" and edited["edited_message"]["edit_date"]
    with pytest.raises(TimeoutError):
        await ana.wait_for_message(seconds=0.01)


async def test_in_groups_the_bot_hears_what_is_meant_for_it(server: DemoServer, call: Caller) -> None:
    ana, group = server.user(), server.group()
    await ana.send("good morning", to=group)
    await ana.send("/help@OtherBot", to=group)
    assert await updates(call) == []
    await ana.send("/help@VecinoDemoBot", to=group)
    await call("sendMessage", chat_id=group.id, text="Here I am")
    await ana.send("thanks", to=group, reply_to=group.bot_messages[0])
    texts = [update["message"]["text"] for update in await updates(call)]
    assert texts == ["/help@VecinoDemoBot", "thanks"]


async def test_a_place_can_be_shared_by_the_key_that_asks_for_it(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.start()
    keys = {"keyboard": [[{"text": "Where I am", "request_location": True}]]}
    await call("sendMessage", chat_id=ana.id, text="Where?", reply_markup=keys)
    await ana.press("Where I am")
    assert "location" in (await updates(call))[-1]["message"]
    await call("sendMessage", chat_id=ana.id, text="Thanks", reply_markup={"remove_keyboard": True})
    assert ana.reply_keys == []


async def test_keys_that_ask_for_a_place_are_for_private_chats(server: DemoServer, call: Caller) -> None:
    keys = {"keyboard": [[{"text": "Where I am", "request_location": True}]]}
    assert (await call("sendMessage", chat_id=server.group().id, text="x", reply_markup=keys))[0] == 400
    assert server.violations


async def test_blocking_is_told_to_the_bot(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.block()
    [update] = await updates(call)
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_wait_without_an_answer_ends(server: DemoServer) -> None:
    ana = server.user()
    await ana.start()
    with pytest.raises(TimeoutError):
        await ana.wait_for_message(seconds=0.01)


async def test_each_message_of_a_turn_is_returned_once(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.send("hello")
    for word in ("one", "two"):
        await call("sendMessage", chat_id=ana.id, text=word)
    assert [(await ana.wait_for_message()).text for _ in range(2)] == ["one", "two"]
    await ana.send("again")
    with pytest.raises(TimeoutError):
        await ana.wait_for_message(seconds=0.01)
