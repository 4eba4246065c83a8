"""What can go wrong between a bot and Telegram, on demand and only through the Python object.

server.faults = always(Fault(latency=0.08))                      # a far-away Telegram
server.faults = once("sendMessage", Fault(refusal=flood(3)))     # one 429
server.faults = sometimes(0.05, NETWORK_FAULTS, random.Random(7))
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from starlette.responses import HTMLResponse, Response

from bot.demo.refusals import RefusedError

if TYPE_CHECKING:
    from random import Random

    from starlette.types import Receive, Scope, Send

    from bot.demo.wire import JsonValue

Ending = Literal["answer", "reset", "truncated", "html", "silence", "drip"]


@dataclass(frozen=True, slots=True)
class Call:
    """What a fault may depend on: the method as documented, the chat it names and how many calls came before."""

    method: str
    chat_id: JsonValue
    number: int


@dataclass(frozen=True, slots=True)
class Fault:
    """How one call goes wrong.

    latency: seconds before anything else happens. refusal: answered instead of the call. ending: how the answer
    arrives; everything but "answer" loses it. applied: whether a lost call has taken effect (the bot cannot know).
    """

    latency: float = 0.0
    refusal: RefusedError | None = None
    ending: Ending = "answer"
    applied: bool = False


Faults = Callable[[Call], Fault | None]

# Everything that leaves a bot in doubt or makes it wait, once each; 403 and 400 come by themselves.
NETWORK_FAULTS: tuple[Fault, ...] = (
    Fault(refusal=RefusedError(429, "Too Many Requests: retry after 1", parameters={"retry_after": 1})),
    Fault(refusal=RefusedError(500, "Internal Server Error")),
    Fault(refusal=RefusedError(504, "Gateway Timeout")),
    Fault(ending="html"),
    Fault(ending="reset"),
    Fault(ending="reset", applied=True),
    Fault(ending="truncated", applied=True),
)


def always(fault: Fault, *methods: str) -> Faults:
    """Apply a fault to every call, or to every call of the named methods."""
    return lambda call: fault if not methods or call.method in methods else None


def once(method: str, *faults: Fault) -> Faults:
    """Apply the faults to the next calls of a method, one each, then none."""
    waiting = list(faults)
    return lambda call: waiting.pop(0) if waiting and call.method == method else None


def sometimes(share: float, faults: Sequence[Fault], random: Random, latency: float = 0.0) -> Faults:
    """Apply one of the faults to a share of all calls (0-1) and a latency to the rest."""
    usual = Fault(latency=latency) if latency else None
    return lambda call: random.choice(faults) if random.random() < share else usual


class BrokenResponse(Response):
    """A response that goes wrong on its way; `connections` gives the transport of the client's connection."""

    def __init__(self, whole: Response, ending: Ending, find_transport: Callable[[Scope], asyncio.Transport]) -> None:
        super().__init__()
        self._whole = whole
        self._ending = ending
        self._find_transport = find_transport

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        body = bytes(self._whole.body)
        if self._ending == "html":
            await HTMLResponse("<html><h1>502 Bad Gateway</h1></html>", 502)(scope, receive, send)
        elif self._ending == "truncated":
            await Response(body[: len(body) // 2], media_type="application/json")(scope, receive, send)
        elif self._ending == "drip":
            await self._drip(body, send)
        else:
            if self._ending == "reset":
                _reset(self._find_transport(scope))
            while (await receive())["type"] != "http.disconnect":
                pass

    async def _drip(self, body: bytes, send: Send) -> None:
        """Send one byte a tenth of a second."""
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for position in range(len(body)):
            await asyncio.sleep(0.1)
            await send({"type": "http.response.body", "body": body[position : position + 1], "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _reset(transport: asyncio.Transport) -> None:
    """Close with RST instead of FIN, as a failing network does."""
    connection: socket.socket | None = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
