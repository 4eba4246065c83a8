"""The Bot API over HTTP: reads a call, checks it, lets faults happen, answers."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from traceback import extract_tb
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.responses import Response

from bot.demo import spec
from bot.demo.faults import BrokenResponse, Call, Fault, Faults
from bot.demo.methods import METHODS
from bot.demo.polling import Poller
from bot.demo.refusals import RefusedError, broken_rule, conflict
from bot.demo.webhook import Webhook
from bot.demo.wire import Parameters, Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.types import Scope

    from bot.demo.state import World
    from bot.demo.wire import JsonObject, JsonValue

NOT_FOUND = RefusedError(404, "Not Found", violation="unknown method")
_RECEIVING = {"getupdates", "setwebhook", "deletewebhook", "getwebhookinfo"}


@dataclass(frozen=True, slots=True)
class Violation:
    """A documented rule that the bot broke; never holds what people wrote."""

    method: str
    reason: str


class Api:
    """All calls of one bot."""

    def __init__(self, world: World, token: str, find_transport: Callable[[Scope], asyncio.Transport]) -> None:
        self.world = world
        self.violations: list[Violation] = []
        self.faults: Faults | None = None
        self.calls = 0
        self.running = 0
        self.poller = Poller(world.updates)
        self.webhook = Webhook(world.updates, self.call)
        self._token = token
        self._spec = spec.load()
        self._find_transport = find_transport

    async def respond(self, request: Request) -> Response:
        """Answer `/bot{token}/{method}`."""
        if request.path_params["token"] != self._token:
            return _answer(RefusedError(401, "Unauthorized").to_wire(), 401)
        method = request.path_params["method"].lower()
        is_poll = method == "getupdates"
        self.running += not is_poll
        try:
            return await self._respond(method, request)
        finally:
            self.running -= not is_poll

    async def respond_with_file(self, request: Request) -> Response:
        """Answer `/file/bot{token}/documents/{file_id}`."""
        upload = self.world.files.get(request.path_params["file_id"])
        if upload is None or request.path_params["token"] != self._token:
            return _answer(RefusedError(404, "Not Found").to_wire(), 404)
        return Response(upload.content, media_type="application/octet-stream")

    def call(self, method: str, raw: JsonObject, files: Mapping[str, Upload] | None = None) -> JsonValue:
        """Check and carry out a call that needs no waiting; record a broken rule and raise its RefusedError."""
        try:
            params = self._checked(method, raw, files or {})
            return METHODS[method](self.world, params)
        except RefusedError as refusal:
            self._record(method, refusal)
            raise

    async def _respond(self, method: str, request: Request) -> Response:
        self.calls += 1
        try:
            raw, files = await _read(request)
        except RefusedError as refusal:
            self._record(method, refusal)
            return _answer(refusal.to_wire(), refusal.code)
        fault = self._fault(method, raw)
        if fault.latency:
            await asyncio.sleep(fault.latency)
        if fault.refusal:
            return _answer(fault.refusal.to_wire(), fault.refusal.code)
        if fault.ending == "answer":
            return await self._carry_out(method, raw, files)
        whole = await self._carry_out(method, raw, files) if fault.applied else Response(b'{"ok":false}')
        return BrokenResponse(whole, fault.ending, self._find_transport)

    async def _carry_out(self, method: str, raw: JsonObject, files: Mapping[str, Upload]) -> Response:
        try:
            if method in _RECEIVING:
                result = await self._receive(method, raw, files)
            else:
                result = self.call(method, raw, files)
        except RefusedError as refusal:
            return _answer(refusal.to_wire(), refusal.code)
        except Exception as error:
            # A mistake of this server: shown where tests look, by place only, because its words may be a person's.
            place = extract_tb(error.__traceback__)[-1]
            failed = f"the server failed: {type(error).__name__} in {place.name}, line {place.lineno}"
            own_fault = RefusedError(500, "Internal Server Error", violation=failed)
            self._record(method, own_fault)
            return _answer(own_fault.to_wire(), own_fault.code)
        return _answer({"ok": True, "result": result}, 200)

    async def _receive(self, method: str, raw: JsonObject, files: Mapping[str, Upload]) -> JsonValue:
        """Carry out one of the methods about getting updates."""
        try:
            params = self._checked(method, raw, files)
            if method == "setwebhook":
                self.poller.end(conflict("terminated by setWebhook request"))
                return await self.webhook.start(params)
            if method == "deletewebhook":
                return await self.webhook.delete(params)
            if method == "getwebhookinfo":
                return self.webhook.info()
            if self.webhook.url:
                raise conflict(
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
                )
            return await self.poller.get_updates(params)
        except RefusedError as refusal:
            self._record(method, refusal)
            raise

    def _checked(self, method: str, raw: JsonObject, files: Mapping[str, Upload]) -> Parameters:
        if method not in self._spec.methods:
            raise NOT_FOUND
        values = self._spec.read(method, raw, files)
        if method not in METHODS and method not in _RECEIVING:
            raise RefusedError(404, "Not Found", violation="documented, but not part of this server")
        return Parameters(values, files)

    def _fault(self, method: str, raw: JsonObject) -> Fault:
        if not self.faults:
            return Fault()
        documented = self._spec.methods.get(method)
        name = documented.name if documented else method
        return self.faults(Call(name, raw.get("chat_id"), self.calls)) or Fault()

    def _record(self, method: str, refusal: RefusedError) -> None:
        if refusal.violation:
            documented = self._spec.methods.get(method)
            name = documented.name if documented else method[:64]
            self.violations.append(Violation(name, refusal.violation))


async def _read(request: Request) -> tuple[JsonObject, dict[str, Upload]]:
    """Return parameters and files of a call, from its address and its body."""
    raw: JsonObject = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise broken_rule("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise broken_rule("can't parse JSON object", "body is not an object")
        raw |= body
    elif kind == "multipart/form-data":
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    content_type = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, content_type, await value.read())
                else:
                    raw[name] = value
    else:
        try:
            raw |= dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise broken_rule("strings must be encoded in UTF-8") from None
    return raw, files


def _answer(body: JsonObject, status: int) -> Response:
    # Escaped to ASCII as at Telegram, so that even half a surrogate pair travels.
    return Response(json.dumps(body, separators=(",", ":")), status, media_type="application/json")
