from __future__ import annotations

import asyncio

from bot.demo import DemoServer
from bot.demo.updates import MAX_BATCH
from tests.demo.conftest import Caller, first_call


async def test_a_poll_waits_for_the_next_update(server: DemoServer, call: Caller) -> None:
    ana = server.user(language_code="es")
    poll = asyncio.create_task(call("getUpdates", timeout=50))
    await first_call(server)
    await ana.start("svc-x_es")
    _, body = await poll
    [update] = body["result"]
    assert update["message"]["text"] == "/start svc-x_es"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert update["message"]["from"]["language_code"] == "es"


async def test_updates_come_again_until_a_higher_offset_confirms_them(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    for word in ("one", "two", "three"):
        await ana.send(word)
    _, first = await call("getUpdates")
    _, again = await call("getUpdates", offset=first["result"][0]["update_id"])
    assert first == again and len(first["result"]) == 3
    _, rest = await call("getUpdates", offset=first["result"][1]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest["result"]] == ["three"]
    _, newest = await call("getUpdates", offset=-1)
    assert newest == rest


async def test_a_call_brings_at_most_a_hundred(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    for number in range(MAX_BATCH + 5):
        await ana.send(str(number))
    assert len((await call("getUpdates", limit=500))[1]["result"]) == MAX_BATCH
    assert len((await call("getUpdates", limit=7))[1]["result"]) == 7


async def test_of_two_pollers_the_older_one_is_ended(server: DemoServer, call: Caller) -> None:
    older = asyncio.create_task(call("getUpdates", timeout=50))
    await first_call(server)
    newer = asyncio.create_task(call("getUpdates", timeout=50))
    status, body = await older
    assert status == 409
    assert body["description"].startswith("Conflict: terminated by other getUpdates request")
    await server.user().send("hello")
    assert len((await newer)[1]["result"]) == 1
    assert server.violations == []


async def test_only_wanted_kinds_are_queued(server: DemoServer, call: Caller) -> None:
    await call("getUpdates", allowed_updates=["callback_query"])
    ana = server.user()
    message = await ana.send("hello")
    await ana.send_callback(message, "x")
    _, body = await call("getUpdates")
    assert ["callback_query" in update for update in body["result"]] == [True]


async def test_old_taps_are_never_delivered(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    message = await ana.send("hello")
    await ana.send_callback(message, "x")
    server.world.clock.advance(151)
    assert [list(update)[1] for update in (await call("getUpdates"))[1]["result"]] == ["message"]
    server.world.clock.advance(86_400)
    assert (await call("getUpdates"))[1]["result"] == []


async def test_a_test_may_double_and_shuffle_deliveries(server: DemoServer, call: Caller) -> None:
    ana = server.user()
    await ana.send("one")
    await ana.send("two")
    server.world.updates.disorder = lambda batch: [*reversed(batch), *batch]
    texts = [update["message"]["text"] for update in (await call("getUpdates"))[1]["result"]]
    assert texts == ["two", "one", "one", "two"]


async def test_after_an_idle_week_numbers_may_start_lower_and_the_old_offset_counts_for_nothing(
    server: DemoServer, call: Caller
) -> None:
    ana = server.user()
    await ana.send("one")
    _, body = await call("getUpdates")
    offset = body["result"][0]["update_id"] + 1
    assert (await call("getUpdates", offset=offset))[1]["result"] == []
    server.world.updates.renumber(500)
    await ana.send("two")
    await ana.send("three")
    _, body = await call("getUpdates", offset=offset)
    assert [update["update_id"] for update in body["result"]] == [500, 501]
    _, body = await call("getUpdates", offset=502)
    assert body["result"] == []
