"""The server: one bot, its Bot API and the chat page, on 127.0.0.1 only.

Run it as a process of its own with `python -m bot.demo.server --port 8081`.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Self

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.demo.api import Api, Violation
from bot.demo.conversations import Group
from bot.demo.messages import ANONYMOUS, User
from bot.demo.origin import LoopbackOnly
from bot.demo.people import Person
from bot.demo.phone import PhonePage
from bot.demo.state import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Scope

    from bot.demo.faults import Faults

HOST = "127.0.0.1"
TOKEN = "5000000042:demo"  # opens nothing anywhere: no account stands behind it


class DemoServer:
    """A Bot API server with pretended people. Use it as `async with DemoServer() as server`.

    port: 0 takes any free one; with `or_next` a taken port gives way to the next free one, up to twenty further.
    Raises OSError when no port can be had.
    """

    def __init__(
        self, *, port: int = 0, or_next: bool = False, token: str = TOKEN,
        username: str = "VecinoDemoBot", name: str = "Vecino",
    ) -> None:  # fmt: skip
        self.token = token
        bot = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.world = World(bot)
        self.api = Api(self.world, token, self._transport)
        self._page = PhonePage(self.world)
        self._socket = _bind(port, further=20 if or_next else 0)
        self.port: int = self._socket.getsockname()[1]
        self._uvicorn = _Uvicorn(
            uvicorn.Config(
                LoopbackOnly(self._app()),
                log_config=None,
                log_level="critical",
                access_log=False,
                lifespan="off",
                ws="none",
                server_header=False,
                timeout_graceful_shutdown=1,
                backlog=1024,
            )
        )
        self._serving: asyncio.Task[None] | None = None

    @property
    def base_url(self) -> str:
        """Return what python-telegram-bot calls base_url."""
        return f"http://{HOST}:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """Return what python-telegram-bot calls base_file_url."""
        return f"http://{HOST}:{self.port}/file/bot"

    @property
    def page_url(self) -> str:
        """Return the address of the chat page."""
        return f"http://{HOST}:{self.port}/"

    @property
    def violations(self) -> list[Violation]:
        """Return the documented rules that the bot has broken so far."""
        return self.api.violations

    @property
    def faults(self) -> Faults | None:
        """Return what goes wrong; None when nothing does."""
        return self.api.faults

    @faults.setter
    def faults(self, faults: Faults | None) -> None:
        self.api.faults = faults

    def user(
        self,
        first_name: str = "Ana",
        *,
        language_code: str = "en",
        last_name: str = "",
        username: str = "",
        user_id: int | None = None,
    ) -> Person:
        """Add a person whose phone speaks a language (an IETF tag as Telegram sends it)."""
        return Person(self.world, self.world.add_user(first_name, last_name, username, language_code, user_id))

    def group(
        self,
        title: str = "Neighbors",
        *,
        hears_everything: bool = False,
        administrator: bool = False,
        kind: Literal["group", "supergroup"] = "supergroup",
    ) -> Group:
        """Add a group with the bot; `hears_everything` switches Telegram's privacy mode off.

        As `administrator` the bot hears everything too.
        """
        chat = self.world.add_group(title, kind=kind)
        chat.hears_everything = hears_everything or administrator
        if administrator:
            chat.standing[self.world.bot.id] = "administrator"
        return Group(self.world, chat)

    def show(self, group: Group) -> None:
        """Let all people of the chat page be in this group; each phone can open it."""
        self._page.group = group

    def upgrade(self, group: Group) -> Group:
        """Let a group become a supergroup, as Telegram does by itself; return that."""
        new = self.world.add_group(str(group.chat.wire["title"]))
        new.hears_everything, new.standing = group.chat.hears_everything, group.chat.standing
        for chat, note in ((group.chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": group.id})):
            message = replace(self.world.new_message(chat, ANONYMOUS), sender_chat=chat.wire, note={**note})
            self.world.updates.add("message", chat.wire_of(chat.put(message)), chat.id)
        group.chat.moved_to = new.id
        return Group(self.world, new)

    def anonymous(self) -> Person:
        """An administrator who hides who they are: in groups they write as the group."""
        if ANONYMOUS.id not in self.world.users:
            self.world.add_account(ANONYMOUS)
        return Person(self.world, ANONYMOUS)

    async def settle(self) -> None:
        """Return when no update waits for confirmation and no call is running.

        For a bot that acknowledges after its answer this means: it has done all it wanted to do.
        """
        while len(self.world.updates) or self.api.running:  # noqa: ASYNC110 (nothing tells of a call's end)
            await asyncio.sleep(0.005)

    async def start(self) -> None:
        """Serve inside the running event loop."""
        self._serving = asyncio.create_task(self._uvicorn.serve(sockets=[self._socket]))
        while not self._uvicorn.started:
            if self._serving.done():
                await self._serving
                raise OSError("the server did not start")
            await asyncio.sleep(0.002)

    async def stop(self) -> None:
        """Let go of everyone who waits, then end."""
        self._uvicorn.should_exit = True
        self.api.poller.end()
        self._page.close()
        await self.api.webhook.stop()
        if self._serving:
            await self._serving
        self._socket.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()

    def _app(self) -> Starlette:
        every_verb = ["GET", "POST"]
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self.api.respond, methods=every_verb),
                Route("/file/bot{token}/documents/{file_id}", self.api.respond_with_file),
                *self._page.routes(),
            ]
        )

    def _transport(self, scope: Scope) -> asyncio.Transport:
        """Return the connection that a request came on."""
        for connection in self._uvicorn.server_state.connections:
            if getattr(connection, "client", None) == scope["client"]:
                return connection.transport
        raise ConnectionResetError


class _Uvicorn(uvicorn.Server):
    """Uvicorn as a guest in a loop that is not its own: it leaves the signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _bind(port: int, further: int) -> socket.socket:
    for candidate in range(port, port + further + 1):
        # Named outright: asyncio switches the delay of small packets off only where it reads TCP.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(1024)
        except OSError:
            listener.close()
            if candidate == port + further:
                raise
        else:
            return listener
    raise AssertionError("unreachable")


async def _serve(port: int) -> None:
    async with DemoServer(port=port) as server:
        print(f"Bot API {server.base_url}  token {server.token}  page {server.page_url}", flush=True)  # noqa: T201
        await asyncio.Event().wait()


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="A local Bot API server with a chat page, on 127.0.0.1 only.")
    parser.add_argument("--port", type=int, default=8081, help="port to listen on; 0 takes any free one")
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
