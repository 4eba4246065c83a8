from __future__ import annotations

import asyncio
import socket
import sys

import aiohttp
import pytest

from bot.demo import DemoServer
from tests.demo.conftest import first_call


async def test_a_taken_port_gives_way_to_the_next(server: DemoServer) -> None:
    async with DemoServer(port=server.port, or_next=True) as second:
        assert server.port < second.port <= server.port + 20
    with pytest.raises(OSError, match="in use"):
        DemoServer(port=server.port)


async def test_only_this_machine_is_served(server: DemoServer) -> None:
    assert server._socket.getsockname()[0] == "127.0.0.1"
    assert server._socket.family == socket.AF_INET


async def test_stopping_lets_a_waiting_poll_go() -> None:
    async with aiohttp.ClientSession() as http:
        async with DemoServer() as server:
            poll = asyncio.create_task(http.get(f"{server.base_url}{server.token}/getUpdates?timeout=50"))
            await first_call(server)
        response = await poll
        assert await response.json() == {"ok": True, "result": []}


async def test_it_runs_as_a_process_of_its_own() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.demo.server", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        words = (await process.stdout.readline()).decode().split()
        base_url, token = words[2], words[4]
        async with aiohttp.ClientSession() as http, http.get(f"{base_url}{token}/getMe") as response:
            assert (await response.json())["result"]["is_bot"]
    finally:
        process.terminate()
        await process.wait()
