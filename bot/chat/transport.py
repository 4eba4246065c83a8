"""The HTTP under python-telegram-bot: one aiohttp session in place of httpx, which costs most of the CPU and stalls
when many requests run at once. Every address holds the bot token, so no error that leaves here holds an address."""

from __future__ import annotations

import json
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram._utils.types import ODVInput

_UNSET: DefaultValue[None] = BaseRequest.DEFAULT_NONE


class NotSentError(NetworkError):
    """No connection came about, so Telegram surely did not act: repeating the call cannot do a thing twice."""


class FloodError(RetryAfter):
    """Telegram refused because of too many calls (429) and surely did not act. `retry_after` is a timedelta.

    The base class warns each time its number of seconds is read, by a deprecation that only its type would end.
    """

    @property
    def retry_after(self) -> timedelta:
        """How long Telegram wants us to wait."""
        return self._retry_after


class AiohttpRequest(BaseRequest):
    """Bot API calls over one keep-alive session of at most `connections` connections. Timeouts are in seconds."""

    def __init__(self, *, connections: int = 100, connect_timeout: float = 5.0, read_timeout: float = 10.0) -> None:
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where a call names no time of its own."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; a second call does nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the session; a second call does nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = _UNSET,
        write_timeout: ODVInput[float] = _UNSET,
        connect_timeout: ODVInput[float] = _UNSET,
        pool_timeout: ODVInput[float] = _UNSET,
    ) -> tuple[int, bytes]:
        """Send one call and give status and body.

        Raises NotSentError, TimedOut (Telegram may have acted), FloodError, NetworkError (it may have acted).
        The errors are raised outside the except blocks: even as a context, aiohttp's would carry the address.
        """
        if self._session is None:
            raise RuntimeError("initialize() comes before the first call")
        failure: NetworkError
        try:
            async with self._session.request(
                method,
                url,
                json=None if request_data is None or request_data.contains_files else request_data.parameters,
                data=_form(request_data) if request_data is not None and request_data.contains_files else None,
                timeout=self._timeout(read_timeout, write_timeout, connect_timeout, pool_timeout),
                allow_redirects=False,  # a redirect would carry the token to another host
            ) as response:
                status, body = response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            failure = NotSentError(type(error).__name__)
        except TimeoutError:
            failure = TimedOut()
        except (aiohttp.ClientError, OSError) as error:
            failure = NetworkError(type(error).__name__)
        else:
            if status == HTTPStatus.TOO_MANY_REQUESTS:
                raise FloodError(_retry_after(body))
            return status, body
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer. The base class would log its text, and JSONDecodeError holds it, so neither is used."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise NetworkError("Telegram's answer was not a JSON object")
        return answer

    def _timeout(
        self,
        read: ODVInput[float],
        write: ODVInput[float],
        connect: ODVInput[float],
        pool: ODVInput[float],
    ) -> aiohttp.ClientTimeout:
        reading = self._read_timeout if isinstance(read, DefaultValue) else read
        connecting = self._connect_timeout if isinstance(connect, DefaultValue) else connect
        # What the caller leaves open for the pool or for writing is bounded like connecting and reading.
        waiting = connecting if isinstance(pool, DefaultValue) else pool
        writing = self._read_timeout if isinstance(write, DefaultValue) else write
        parts = (reading, connecting, waiting, writing)
        return aiohttp.ClientTimeout(
            total=None if None in parts else sum(part for part in parts if part is not None),
            connect=None if connecting is None or waiting is None else connecting + waiting,
            sock_connect=connecting,
            sock_read=reading,
        )


async def call(
    request: BaseRequest,
    base_url: str,
    method: str,
    parameters: Mapping[str, object],
    read_timeout: ODVInput[float] = _UNSET,
) -> object:
    """Call a method of the Bot API, best with JSON values, and give its result as JSON. Raises TelegramError.

    For the calls that every question brings about: python-telegram-bot would turn each button into an object and back,
    and the answer into objects that nobody reads, which costs more than the call.
    """
    data = RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])
    return await request.post(f"{base_url}/{method}", data, read_timeout=read_timeout)


def _form(request_data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def _retry_after(body: bytes) -> int:
    """Seconds to wait after a 429. A proxy's 429 names none; then one second is as good a guess as any."""
    try:
        seconds = json.loads(body)["parameters"]["retry_after"]
    except (ValueError, LookupError, TypeError):
        return 1
    return seconds if type(seconds) is int and seconds > 0 else 1
