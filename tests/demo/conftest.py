from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest

from bot.demo import DemoServer

# A call as raw JSON over HTTP: what comes back is whatever the server says, so its type is open.
Caller = Callable[..., Coroutine[None, None, tuple[int, Any]]]


async def first_call(server: DemoServer) -> None:
    """Return when the server has got a call."""
    while not server.api.calls:  # noqa: ASYNC110 (nothing tells of a call's arrival)
        await asyncio.sleep(0.001)


@pytest.fixture
async def server() -> AsyncIterator[DemoServer]:
    async with DemoServer() as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def call(server: DemoServer, http: aiohttp.ClientSession) -> Caller:
    async def post(method: str, **parameters: object) -> tuple[int, Any]:
        async with http.post(f"{server.base_url}{server.token}/{method}", json=parameters) as response:
            return response.status, await response.json()

    return post
