"""W1-W3: who may call the webhook, and what strangers can do to it. python -m bench.webhook [--out FILE] [sizes].

The process is the real `vecino run --webhook`. Strangers know its address; some know, by a theft, even its secret.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import string
import sys
import tempfile
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import aiohttp
import typer

from bench.cases import Case, report
from bench.matching import ROOT
from bench.shapes import MARK, ODD
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.lexicon.learnt import saved
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine
from bot.web.webhook import BODY_LIMIT, SECRET_HEADER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET: Final = "Keep-this_between-us-and-Telegram-0123456789"
TOKEN: Final = "4242:" + "b" * 35
PATH: Final = "/telegram"
MEGABYTE: Final = 1_000_000
GROWTH: Final = 5.0
"""Megabytes."""
_JSON: Final = "application/json"
_BLOCK: Final = b" " * 65_536
_ROUND: Final = 50
"""Requests at a time, where it is not their number that matters."""


@dataclass(frozen=True, slots=True)
class Door:
    """The running process: where it listens and who it is."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    @property
    def memory(self) -> float:
        """Megabytes that the process holds in memory now."""
        pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


@asynccontextmanager
async def hooked(folder: Path, server: DemoServer, log: Path) -> AsyncIterator[Door]:
    """The process, from the time it answers; all that it says goes to `log`."""
    database = f"sqlite+aiosqlite:///{folder}/vecino.db"
    engine = open_engine(database)
    await migrate(engine)
    await publish(
        engine, load_directory(ROOT / "directory_data"), now=datetime.now(UTC), learnt=saved(ROOT / "directory_data")
    )
    await engine.dispose()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "BOT_TOKEN": server.token,
        "DATABASE_URL": database,
        "WEBHOOK_URL": "https://localhost" + PATH,
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_PORT": str(port),
        "PYTHONPATH": str(ROOT),
    }
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.hooked", server.base_url),
            cwd=folder,
            env=os.environ | settings,
            stdout=said,
            stderr=said,
        )
        try:
            while process.returncode is None and not server.api.webhook.url:  # noqa: ASYNC110 - plain data
                await asyncio.sleep(0.05)
            yield Door(port, process.pid)
        finally:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            await process.wait()


def wrong_secrets(draw: random.Random, count: int) -> list[str | None]:
    """Secrets that are not the one: none, empty, a part of it, in other case, with a sign changed, anything."""
    some: list[str | None] = [
        None,
        "",
        " ",
        SECRET.lower(),
        SECRET.upper(),
        SECRET.swapcase(),
        SECRET + "0",
        SECRET * 2,
    ]
    some += [SECRET[:at] for at in range(1, len(SECRET))] + [SECRET[at:] for at in range(1, len(SECRET))]
    while len(some) < count:
        at = draw.randrange(len(SECRET))
        sign = draw.choice([sign for sign in string.ascii_letters + string.digits + "-_é" if sign != SECRET[at]])
        some.append(SECRET[:at] + sign + SECRET[at + 1 :])
    return some[:count]


def no_updates(draw: random.Random, count: int) -> list[tuple[bytes, str]]:
    """Bodies with their content types that are no update, each with the mark in it."""
    whole = json.dumps({"update_id": 1, "message": {"text": MARK}})
    made = []
    for number in range(count):
        body = {
            0: whole[: draw.randrange(len(whole))].encode(),
            1: whole.encode("utf-16") if number % 2 else b"\xff\xfe\xfa" + whole.encode(),
            2: (MARK + draw.choice(ODD)).encode(errors="replace"),
            3: json.dumps(draw.choice((MARK, [MARK], {"a": MARK}, {"update_id": MARK}, {"update_id": 1.5}))).encode(),
            4: b"[" * draw.randrange(1_000, 60_000),
        }[number % 5]
        made.append((body, _JSON))
        if number % 4 == 0:
            made[-1] = (whole.encode(), draw.choice(("text/plain", "", "multipart/form-data", "application/jso", MARK)))
    return made


async def _post(session: aiohttp.ClientSession, door: Door, body: bytes, secret: str | None, kind: str = _JSON) -> int:
    headers = {"Content-Type": kind} | ({} if secret is None else {SECRET_HEADER: secret})
    async with session.post(door.url, data=body, headers=headers) as response:
        await response.read()
        return response.status


async def _posts(door: Door, bodies: list[tuple[bytes, str, str | None]]) -> list[int]:
    statuses: list[int] = []
    async with aiohttp.ClientSession() as session:
        for at in range(0, len(bodies), _ROUND):
            part = bodies[at : at + _ROUND]
            statuses += await asyncio.gather(*(_post(session, door, body, secret, kind) for body, kind, secret in part))
    return statuses


async def check_secrets(door: Door, server: DemoServer, count: int) -> list[Case]:
    """W1: an update that would be answered, shown with each wrong secret."""
    ana = server.user(language_code="en")
    asked = await ana.send("help with rent")
    (update,) = server.world.updates.batch(100)
    server.world.updates.remove(update)
    body = json.dumps(update.wire).encode()
    draw = random.Random(count)
    statuses = await _posts(door, [(body, _JSON, secret) for secret in wrong_secrets(draw, count)])
    unread = [await _knock(door, secret) for secret in (None, "", SECRET[:-1])]
    answers = [message for message in server.world.chats[ana.id].messages.values() if message.sender.is_bot]
    async with aiohttp.ClientSession() as session:  # the same update, rightly shown, is answered
        right = await _post(session, door, body, SECRET)
    answered = [message for message in server.world.chats[ana.id].messages.values() if message.sender.is_bot]
    assert asked
    bad = sum(status != 403 for status in statuses) + sum(not reply.startswith(b"HTTP/1.1 403") for reply in unread)
    holds = not bad and not answers and right == 200 and len(answered) == 1
    got = f"{bad} others, {len(answers)} answers; the right one: {right}, {len(answered)} answer"
    return [Case("W1 wrong secret", f"{count:,} posts", "403, not answered", got, holds)]


async def _knock(door: Door, secret: str | None) -> bytes:
    """What comes back at once to a request whose body is announced and never sent: so it was not waited for."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(_head(secret, f"Content-Length: {90 * MEGABYTE}"))
    try:
        async with asyncio.timeout(30):
            return await reader.read(64)
    finally:
        writer.close()


def _head(secret: str | None, length: str) -> bytes:
    shown = [] if secret is None else [f"{SECRET_HEADER}: {secret}"]
    lines = [f"POST {PATH} HTTP/1.1", "Host: localhost", f"Content-Type: {_JSON}", *shown, length, "", ""]
    return "\r\n".join(lines).encode()


async def check_bodies(door: Door, count: int) -> list[Case]:
    """W2: what is no update, shown with the right secret."""
    statuses = await _posts(door, [(*body, SECRET) for body in no_updates(random.Random(count), count)])
    others = [status for status in statuses if not 400 <= status < 500]
    return [Case("W2 no update in the body", f"{count:,} posts", "4xx", f"{len(others)} others", not others)]


async def check_floods(door: Door, posts: int, megabytes: int) -> list[Case]:
    """W3: many long bodies at once, with and without the secret, announced, in chunks, or longer than announced."""
    await _flood(door, 5, 1)  # one of each way: what first requests load is no growth
    before = most = door.memory
    flood = asyncio.create_task(_flood(door, posts, megabytes))
    while not flood.done():
        most = max(most, door.memory)
        await asyncio.sleep(0.01)
    taken, cut = await flood
    size = f"{posts} parallel posts of {megabytes} MB"
    grown = f"{most - before:.1f} MB"
    return [
        Case("W3 memory grows", size, f"< {GROWTH:g} MB", grown, most - before < GROWTH),
        Case(
            "W3 cut off",
            size,
            f"all, past {BODY_LIMIT // 1024} KB",
            f"{cut}, {taken / posts / MEGABYTE:.1f} MB each left the sender",
            cut == posts,
        ),
    ]


async def _flood(door: Door, posts: int, megabytes: int) -> tuple[int, int]:
    """How many bytes could be sent in all, and how many posts were refused or cut off."""
    length = megabytes * MEGABYTE
    announced, chunked, short = (
        f"Content-Length: {length}",
        "Transfer-Encoding: chunked",
        f"Content-Length: {BODY_LIMIT}",
    )
    ways = [(None, announced), (None, chunked), (SECRET, announced), (SECRET, chunked), (SECRET, short)]
    done = await asyncio.gather(*(_pour(door, *ways[number % len(ways)], length) for number in range(posts)))
    return sum(sent for sent, _ in done), sum(cut for _, cut in done)


async def _pour(door: Door, secret: str | None, announcement: str, length: int) -> tuple[int, bool]:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    is_chunked, sent = "chunked" in announcement, 0
    try:
        writer.write(_head(secret, announcement))
        while sent < length:
            writer.write(b"10000\r\n" + _BLOCK + b"\r\n" if is_chunked else _BLOCK)
            await writer.drain()
            sent += len(_BLOCK)
            if reader.at_eof():
                break
    except OSError:
        return sent, True
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    return sent, sent < length


async def run(requests: int, posts: int, megabytes: int, folder: Path) -> list[Case]:
    """All rows, against one process."""
    log = folder / "log"
    async with DemoServer(token=TOKEN) as server, hooked(folder, server, log) as door:
        rows = [*await check_secrets(door, server, requests), *await check_bodies(door, requests)]
        rows += await check_floods(door, posts, megabytes)
    said = log.read_text(encoding="utf-8")
    leaks, lines = said.count(MARK) + said.count(SECRET), len(said.splitlines())
    holds = not leaks and "BOT_STOPPED" in said
    return [*rows, Case("W2 words of a body in the log", f"{lines} lines", "0", str(leaks), holds)]


def main(
    requests: Annotated[int, typer.Option(help="Posts with wrong secrets, and with wrong bodies.")] = 5_000,
    posts: Annotated[int, typer.Option(help="Long posts at a time.")] = 100,
    megabytes: Annotated[int, typer.Option(help="Length of each.")] = 90,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too.")] = None,
) -> None:
    """Call the webhook as strangers would, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        if not report(asyncio.run(run(requests, posts, megabytes, Path(folder))), out):
            raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
