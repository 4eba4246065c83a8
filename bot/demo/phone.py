"""The chat page: a pretended phone in the browser. Its routes serve nothing but the page.

Each person of the page has a secret key, so two open pages never mix; nothing outlives the process.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from base64 import b64decode
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo.conversations import Group
from bot.demo.people import Person
from bot.demo.wire import Parameters

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.demo.state import Chat, Event, World
    from bot.demo.wire import JsonObject

PAGE = Path(__file__).parent / "page"
MAX_PEOPLE = 500
MAX_WAITING_EVENTS = 2_000
_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
# A file from the bot is saved or shown alone: it must never run as a part of this page.
_FILE_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
}

Action = Callable[[Person, Parameters, Group | None], Awaitable[object]]
"""What a person does, in the group if there is one named, else in the private chat."""


class PhonePage:
    """Routes of the page and the people it has made."""

    def __init__(self, world: World) -> None:
        self.group: Group | None = None
        """A group that all people of the page are in, beside their private chats."""
        self._world = world
        self._people: OrderedDict[str, Person] = OrderedDict()
        self._streams: set[asyncio.Queue[str | None]] = set()

    def routes(self) -> list[BaseRoute]:
        """Return the routes for the application."""
        return [
            Route("/", self._page),
            Route("/demo/people", self._add_person, methods=["POST"]),
            Route("/demo/people/{key}/events", self._events),
            Route("/demo/people/{key}/{action}", self._act, methods=["POST"]),
            Route("/demo/files/{file_id}", self._file),
            Mount("/demo/page", StaticFiles(directory=PAGE)),
        ]

    def close(self) -> None:
        """End all streams, so that the server can stop."""
        for stream in self._streams:
            _put(stream, None)

    async def _page(self, request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=_PAGE_HEADERS)

    async def _add_person(self, request: Request) -> Response:
        params = await _parameters(request)
        name, code = params.text("first_name", "Ana")[:64] or "Ana", params.text("language_code", "en")[:16]
        person = Person(self._world, self._world.add_user(name, "", "", code))
        key = secrets.token_urlsafe(16)
        self._people[key] = person
        while len(self._people) > MAX_PEOPLE:
            self._people.popitem(last=False)
        if self.group:
            self.group.chat.standing[person.id] = "member"
        return JSONResponse({"key": key, "id": person.id, "group": self.group and self.group.chat.wire["title"]})

    async def _act(self, request: Request) -> Response:
        action = _ACTIONS.get(request.path_params["action"])
        if action is None:
            raise HTTPException(404)
        person, params = self._person(request), await _parameters(request)
        try:
            await action(person, params, self._group(params.text("chat")))
        except (KeyError, TypeError, ValueError) as error:
            raise HTTPException(400, "That does not work here.") from error
        if action is _speak:
            self._world.profile.changed()
        return JSONResponse({"ok": True})

    async def _events(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = self._stream(self._person(request), self._group(request.query_params.get("chat", "")))
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    def _group(self, named: str) -> Group | None:
        if named and self.group is None:
            raise HTTPException(404)
        return self.group if named else None

    async def _stream(self, person: Person, group: Group | None) -> AsyncIterator[str]:
        """Yield the chat as it is, then all that happens in it."""
        chat = (group or person).chat
        queue: asyncio.Queue[str | None] = asyncio.Queue(MAX_WAITING_EVENTS)

        def pass_on(event: Event) -> None:
            if event.user_id in (None, person.id):
                _put(queue, _line(_event(chat, event)))

        def pass_on_profile() -> None:
            _put(queue, _line({"kind": "profile", "profile": _profile(person, chat)}))

        self._streams.add(queue)
        chat.listeners.add(pass_on)
        self._world.profile.listeners.add(pass_on_profile)
        try:
            yield _line(_snapshot(person, chat))
            while (line := await queue.get()) is not None:
                yield line
        finally:
            chat.listeners.discard(pass_on)
            self._world.profile.listeners.discard(pass_on_profile)
            self._streams.discard(queue)

    async def _file(self, request: Request) -> Response:
        upload = self._world.files.get(request.path_params["file_id"])
        if upload is None:
            raise HTTPException(404)
        kind = upload.content_type if upload.content_type.startswith(("text/html", "image/")) else ""
        return Response(upload.content, media_type=kind or "application/octet-stream", headers=_FILE_HEADERS)

    def _person(self, request: Request) -> Person:
        person = self._people.get(request.path_params["key"])
        if person is None:
            raise HTTPException(404)
        return person


async def _send(person: Person, params: Parameters, group: Group | None) -> None:
    text = params.text("text").strip()
    answered = (group or person).chat.messages.get(params.integer("reply_to"))
    if text:
        await person.send(text[:4096], to=group, reply_to=answered)


async def _start(person: Person, params: Parameters, group: Group | None) -> None:
    await person.start(params.text("payload")[:64])


async def _tap(person: Person, params: Parameters, group: Group | None) -> None:
    await person.send_callback((group or person).chat.messages[params.integer("message_id")], params.text("data"))


async def _edit(person: Person, params: Parameters, group: Group | None) -> None:
    message = person.chat.messages[params.integer("message_id")]
    if message.sender == person.user and params.text("text").strip():
        await person.edit(message, params.text("text").strip()[:4096])


async def _location(person: Person, params: Parameters, group: Group | None) -> None:
    await person.send_location(params.number("latitude"), params.number("longitude"))


async def _contact(person: Person, params: Parameters, group: Group | None) -> None:
    await person.send_contact("+15055550100")


async def _attach(person: Person, params: Parameters, group: Group | None) -> None:
    await person.send_file(params.text("kind"), to=group)


async def _send_document(person: Person, params: Parameters, group: Group | None) -> None:
    content = b64decode(params.text("content"), validate=True)
    await person.send_document(name=params.text("name")[:200] or "file", content=content, to=group)


async def _inline(person: Person, params: Parameters, group: Group | None) -> None:
    await person.open_inline(params.text("query")[:256], offset=params.text("offset")[:64], chat_type="private")


async def _choose(person: Person, params: Parameters, group: Group | None) -> None:
    wanted = params.text("query_id"), params.text("result_id")
    for event in person.chat.events:
        if event.kind == "inline_results" and event.user_id == person.id:
            for result in Parameters(event.detail).objects("results"):
                if (event.detail["query_id"], result["id"]) == wanted:
                    await person.choose(result)
                    return
    raise ValueError("no such result")


async def _speak(person: Person, params: Parameters, group: Group | None) -> None:
    person.speak(params.text("language_code")[:16])


async def _block(person: Person, params: Parameters, group: Group | None) -> None:
    await person.block()


_ACTIONS: dict[str, Action] = {
    "send": _send,
    "start": _start,
    "tap": _tap,
    "edit": _edit,
    "location": _location,
    "contact": _contact,
    "attach": _attach,
    "document": _send_document,
    "inline": _inline,
    "choose": _choose,
    "language": _speak,
    "block": _block,
}


def _snapshot(person: Person, chat: Chat) -> JsonObject:
    return {
        "kind": "snapshot",
        "profile": _profile(person, chat),
        "messages": [chat.wire_of(message) for message in chat.messages.values()],
        "keyboard": chat.reply_keyboard,
    }


def _profile(person: Person, chat: Chat) -> JsonObject:
    world, code = person.world, person.user.language_code
    if not chat.is_private:
        commands = world.profile.commands_for(code, chat=chat.id)
        return {"name": chat.wire["title"], "username": world.bot.username, "description": "", "commands": [*commands]}
    return {
        "name": world.profile.text_for("name", code) or world.bot.first_name,
        "username": world.bot.username,
        "description": world.profile.text_for("description", code),
        "short_description": world.profile.text_for("short_description", code),
        "commands": [*world.profile.commands_for(code)],
    }


def _event(chat: Chat, event: Event) -> JsonObject:
    body: JsonObject = {"kind": event.kind, **event.detail}
    if event.message:
        body["message"] = chat.wire_of(event.message)
    return body


def _line(body: JsonObject) -> str:
    return f"data: {json.dumps(body, separators=(',', ':'))}\n\n"


def _put(queue: asyncio.Queue[str | None], line: str | None) -> None:
    """Queue an event; a page that has fallen far behind is cut off and starts again from a snapshot."""
    if line is None or queue.full():
        while not queue.empty():
            queue.get_nowait()
        line = None
    queue.put_nowait(line)


async def _parameters(request: Request) -> Parameters:
    # Only a script of this page can send JSON here; a form on another site cannot.
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(415)
    try:
        body = await request.json()
    except ValueError as error:
        raise HTTPException(400) from error
    if not isinstance(body, dict):
        raise HTTPException(400)
    return Parameters(body)
