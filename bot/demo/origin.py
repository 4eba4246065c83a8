"""Keeps other websites in the same browser away from a server on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_NAMES = {"127.0.0.1", "localhost", "::1"}


class LoopbackOnly:
    """Refuses requests that name another host (DNS rebinding) or come from another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        if scope["type"] == "http" and not _is_welcome(Headers(scope=scope), scope["path"]):
            await PlainTextResponse("This server answers only pages of its own.", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_welcome(headers: Headers, path: str) -> bool:
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in _NAMES:
        return False
    if path == "/":  # opening the page is harmless, also by a link on another site
        return True
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return False
    return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}
