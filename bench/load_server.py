"""A bare Bot API server that is never the slower one: it hands out questions, takes answers, and keeps the books.

bot/demo checks every documented rule, which costs more than the bots that are measured. This one knows getUpdates and
sendMessage, serves several bots (by token) at once, and gives each answer after a latency.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from itertools import count, islice
from time import time
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOST: Final = "127.0.0.1"
_MOST_UPDATES: Final = 100
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_message_ids: Final = count(1)

Body = dict[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one chat."""

    chat: int
    language: str
    text: str


@dataclass(slots=True)
class Books:
    """What became of the questions: `surplus` answers more than were asked for, `early` were confirmed unanswered.

    `waits` are each answer's chat and the seconds since its question. What says that a message was erased is no answer.
    """

    answered: int = 0
    surplus: int = 0
    early: int = 0
    waits: list[tuple[int, float]] = field(default_factory=list)


class Line:
    """One bot's queue at the server: questions in the order of their update ids, deleted when the bot confirms them."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.latency = 0.0
        self.books = Books()
        self.polled = asyncio.Event()
        """Set at the first poll: the bot is at work."""
        self._loop = loop
        self._ids = count(1)
        self._pending: deque[tuple[int, bytes]] = deque()
        self._open: defaultdict[int, deque[tuple[int, float]]] = defaultdict(deque)
        self._unanswered: set[int] = set()
        self._erased: Counter[int] = Counter()
        self._waiting: tuple[Callable[[bytes], None], int, asyncio.TimerHandle] | None = None
        self._idle = asyncio.Event()

    @property
    def is_drained(self) -> bool:
        """Whether the bot has confirmed all questions."""
        return not self._pending

    def add(self, asked: Asked) -> None:
        """Queue one question."""
        update_id = next(self._ids)
        self._pending.append((update_id, _write_update(update_id, asked)))
        self._open[asked.chat].append((update_id, self._loop.time()))
        self._unanswered.add(update_id)
        self._wake()

    async def ask(self, questions: Sequence[Asked]) -> float:
        """Queue the questions at once; the seconds until each is answered."""
        self.books, self._idle = Books(), asyncio.Event()
        started = self._loop.time()
        for asked in questions:
            self.add(asked)
        await self._idle.wait()
        return self._loop.time() - started

    def call(self, method: str, body: Body, respond: Callable[[bytes], None]) -> None:
        """Carry out one call of the bot, sooner or later."""
        if method == "getupdates":
            self._poll(body, respond)
        elif method == "sendmessage" and self.latency:
            self._loop.call_later(self.latency, self._take_answer, body, respond)
        elif method == "sendmessage":
            self._take_answer(body, respond)
        elif method == "getme":
            respond(
                b'{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot","supports_inline_queries":true}'
            )
        else:
            self._erased[int(str(body.get("chat_id") or 0))] += method == "deletemessage"
            respond(b"[]" if method.startswith("get") else b"true")

    def _poll(self, body: Body, respond: Callable[[bytes], None]) -> None:
        self.polled.set()
        offset = int(str(body.get("offset") or 0))
        while self._pending and self._pending[0][0] < offset:
            self.books.early += self._pending.popleft()[0] in self._unanswered
        limit = min(int(str(body.get("limit") or _MOST_UPDATES)), _MOST_UPDATES)
        timer = self._loop.call_later(float(str(body.get("timeout") or 0)), self._wake)
        self._waiting = respond, limit, timer
        if self._pending:
            self._wake()

    def _wake(self) -> None:
        if self._waiting:
            respond, limit, timer = self._waiting
            self._waiting = None
            timer.cancel()
            respond(b"[" + b",".join(update for _, update in islice(self._pending, limit)) + b"]")

    def _take_answer(self, body: Body, respond: Callable[[bytes], None]) -> None:
        chat, text = int(str(body["chat_id"])), str(body["text"])
        questions = self._open[chat]
        if self._erased[chat]:
            self._erased[chat] -= 1
        elif questions and text:
            update_id, asked_at = questions.popleft()
            self._unanswered.discard(update_id)
            self.books.answered += 1
            self.books.waits.append((chat, self._loop.time() - asked_at))
        else:
            self.books.surplus += 1
        respond(_write_message(chat, text, body.get("reply_markup")))
        if not self._unanswered:
            self._idle.set()


class LoadServer:
    """Use it as `async with LoadServer() as server`; `server.line(token)` is what the bot of that token works on."""

    def __init__(self) -> None:
        self.port = 0
        self._lines: dict[str, Line] = {}
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """The address before `/bot<token>`."""
        return f"http://{HOST}:{self.port}"

    def line(self, token: str) -> Line:
        """The queue of one bot; made when it is first named."""
        if token not in self._lines:
            self._lines[token] = Line(asyncio.get_running_loop())
        return self._lines[token]

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), HOST, 0, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._server:
            self._server.close()


class _Connection(asyncio.Protocol):
    """HTTP/1.1 as the bots' clients write it: keep-alive, one call after the other, each body with its length."""

    def __init__(self, server: LoadServer) -> None:
        self._server = server
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvloop's is no subclass
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, rest = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        stated = _LENGTH.search(head)
        length = int(stated[1]) if stated else 0
        if len(rest) < length:
            return
        self._received = rest[length:]
        _, token, method = head.split(b" ", 2)[1].decode().rsplit("/", 2)
        line = self._server.line(token.removeprefix("bot"))
        line.call(method.lower(), _read(rest[:length]), self._respond)

    def _respond(self, result: bytes) -> None:
        body = b'{"ok":true,"result":' + result + b"}"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        if self._transport and not self._transport.is_closing():
            self._transport.write(head + body)


def _read(body: bytes) -> Body:
    if body.startswith(b"{"):
        parsed: Body = json.loads(body)
        return parsed
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


def _write_update(update_id: int, asked: Asked) -> bytes:
    person = {"id": asked.chat, "is_bot": False, "first_name": "Ana", "language_code": asked.language}
    chat = {"id": asked.chat, "type": "private", "first_name": "Ana"}
    message = {"message_id": update_id, "from": person, "chat": chat, "date": int(time()), "text": asked.text}
    return json.dumps({"update_id": update_id, "message": message}).encode()


def _write_message(chat: int, text: str, markup: object) -> bytes:
    """The message as sent, with its buttons, as Telegram gives it back."""
    message = {
        "message_id": next(_message_ids),
        "from": {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"},
        "chat": {"id": chat, "type": "private", "first_name": "Ana"},
        "date": int(time()),
        "text": text,
    }
    return json.dumps(message | {"reply_markup": markup} if isinstance(markup, dict) else message).encode()
