from __future__ import annotations

from typing import Any

import aiohttp

from bot.demo import DemoServer
from tests.demo.conftest import Caller


async def heard(call: Caller) -> list[dict[str, Any]]:
    _, body = await call("getUpdates")
    return [update["message"] for update in body["result"]]


async def test_an_administrator_gets_a_file_of_a_group_and_fetches_what_was_sent(
    server: DemoServer, call: Caller
) -> None:
    ana, group = server.user(), server.group(administrator=True)
    await ana.send_document(name="services.csv", content=b"id,name\r\n", to=group)
    [message] = await heard(call)
    assert (message["document"]["file_name"], message["document"]["file_size"]) == ("services.csv", 9)
    _, told = await call("getFile", file_id=message["document"]["file_id"])
    address = f"{server.base_file_url}{server.token}/{told['result']['file_path']}"
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        assert await response.read() == b"id,name\r\n"


async def test_who_is_in_a_group_is_told(server: DemoServer, call: Caller) -> None:
    ana, ben, group = server.user(), server.user(), server.group(administrator=True)
    await ana.send("hello", to=group)

    async def status(user_id: int) -> str:
        _, body = await call("getChatMember", chat_id=group.id, user_id=user_id)
        return str(body["result"]["status"])

    bot = server.world.bot.id
    assert [await status(user) for user in (ana.id, ben.id, bot)] == ["member", "left", "administrator"]
    ana.leave(group)
    assert await status(ana.id) == "left"


async def test_an_anonymous_administrator_writes_as_the_group(server: DemoServer, call: Caller) -> None:
    group = server.group(administrator=True)
    await server.anonymous().send("hello", to=group)
    [message] = await heard(call)
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert message["sender_chat"]["id"] == message["chat"]["id"] == group.id


async def test_a_group_that_becomes_a_supergroup_has_another_number(server: DemoServer, call: Caller) -> None:
    group = server.group(kind="group", administrator=True)
    new = server.upgrade(group)
    old, fresh = await heard(call)
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group.id, new.id)
    assert (fresh["chat"]["type"], fresh["migrate_from_chat_id"]) == ("supergroup", group.id)
    status, body = await call("sendMessage", chat_id=group.id, text="hello")
    assert status == 400 and body["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await call("sendMessage", chat_id=new.id, text="hello"))[0] == 200
