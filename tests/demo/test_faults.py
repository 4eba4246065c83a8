from __future__ import annotations

import asyncio
import json
import random

import aiohttp
import pytest

from bot.demo import NETWORK_FAULTS, DemoServer, Fault, Person, always, flood, once, sometimes
from bot.demo.faults import Call
from tests.demo.conftest import Caller


@pytest.fixture
async def ana(server: DemoServer) -> Person:
    person = server.user()
    await person.start()
    return person


async def test_a_flood_wait_comes_once_and_tells_how_long(server: DemoServer, ana: Person, call: Caller) -> None:
    server.faults = once("sendMessage", Fault(refusal=flood(3)))
    assert await call("sendMessage", chat_id=ana.id, text="x") == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3},
        },
    )
    assert (await call("sendMessage", chat_id=ana.id, text="x"))[0] == 200
    assert server.violations == []


@pytest.mark.parametrize("applied", [True, False])
async def test_a_reset_leaves_in_doubt_whether_the_call_took_effect(
    server: DemoServer, ana: Person, call: Caller, applied: bool
) -> None:
    server.faults = once("sendMessage", Fault(ending="reset", applied=applied))
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("sendMessage", chat_id=ana.id, text="x")
    assert len(ana.bot_messages) == applied


async def test_an_answer_can_break_off(server: DemoServer, ana: Person, call: Caller) -> None:
    server.faults = once("sendMessage", Fault(ending="truncated", applied=True))
    with pytest.raises(json.JSONDecodeError):
        await call("sendMessage", chat_id=ana.id, text="x")


async def test_a_proxy_can_answer_with_a_web_page(server: DemoServer, ana: Person, http: aiohttp.ClientSession) -> None:
    server.faults = always(Fault(ending="html"), "getMe")
    async with http.get(f"{server.base_url}{server.token}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


@pytest.mark.parametrize("ending", ["silence", "drip"])
async def test_an_answer_can_take_longer_than_anyone_waits(server: DemoServer, ending: str) -> None:
    server.faults = always(Fault(ending="silence" if ending == "silence" else "drip"))
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as http:
        with pytest.raises(asyncio.TimeoutError):
            async with http.get(f"{server.base_url}{server.token}/getMe") as response:
                await response.read()


async def test_latency_delays_and_does_not_spoil(server: DemoServer, ana: Person, call: Caller) -> None:
    server.faults = always(Fault(latency=0.01))
    assert (await call("sendMessage", chat_id=ana.id, text="x"))[0] == 200


def test_sometimes_means_the_given_share() -> None:
    faults = sometimes(0.2, NETWORK_FAULTS, random.Random(1))
    hit = sum(faults(Call("getMe", None, number)) is not None for number in range(2_000))
    assert 300 < hit < 500


async def test_a_rule_sees_method_and_chat(server: DemoServer, ana: Person, call: Caller) -> None:
    seen: list[Call] = []
    server.faults = lambda call: seen.append(call)
    await call("sendmessage", chat_id=ana.id, text="x")
    assert [(entry.method, entry.chat_id) for entry in seen] == [("sendMessage", ana.id)]
