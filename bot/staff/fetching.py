"""Fetching published sheets, politely: seldom, only what has changed, never from anywhere else than was said."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.directory.cells import MAX_BYTES
from bot.directory.folder import WORKBOOK, table_of
from bot.directory.grids import is_web_page
from bot.directory.loader import LoadResult, read_directory
from bot.directory.published import (
    COPY_USED,
    NO_COPY,
    SHEET_IS_A_PAGE,
    SHEET_MOVED,
    SHEET_TOO_LARGE,
    UNKNOWN_TABLE,
    UNREACHABLE_SHEET,
    Published,
    published_label,
)
from bot.directory.sheet import Header
from bot.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.directory.model import Directory
    from bot.directory.problems import Check, Problem

FRESH_SECONDS: Final = 180
"""A copy younger than this is used as it is: Google itself renews what is published only every few minutes."""

_TIMEOUT: Final = aiohttp.ClientTimeout(total=30)
_REDIRECTS: Final = 5
_PIECE: Final = 1 << 16
_GOOGLE = re.compile(r"(docs|spreadsheets)\.google\.com|[a-z0-9-]+\.googleusercontent\.com")
_HERE: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class _Fetched:
    """An answer: a new table with what the server calls this version of it, or why there is none."""

    data: bytes | None = None
    etag: str = ""
    check: Check | None = None


async def read_with_sheets(
    data: Path, urls: Mapping[str, str], keep: Path, live: Directory | None = None
) -> LoadResult:
    """Read the folder `data`, with the tables of `urls` in their newest form; remember them when there is no error.

    `live` is what residents see, to compare with.
    """
    if not urls:
        return read_directory(data, live=live)
    published = await fetch_sources(urls, keep, now=datetime.now(UTC))
    result = read_directory(data, published=published, live=live)
    if result.directory is not None:
        published.accept()
    return result


async def fetch_sources(urls: Mapping[str, str], keep: Path, *, now: datetime) -> Published:
    """Fetch each table, or take the copy in the folder `keep`: a fresh one, else the last good one."""
    tables: dict[str, bytes] = {}
    problems: list[Problem] = []
    async with aiohttp.ClientSession(timeout=_TIMEOUT, auto_decompress=True) as session:
        for name, url in urls.items():
            table = WORKBOOK if name == WORKBOOK else table_of(name)
            header = Header(published_label(table or name))
            if not table:
                problems.append(header.problem(UNKNOWN_TABLE, table=name))
                continue
            copy = _Copy(keep, table, url)
            check = await copy.renew(session, now)
            if check is None:
                tables[table] = copy.latest.read_bytes()
                continue
            problems.append(header.problem(check, most=str(MAX_BYTES // 1024**2)))
            if copy.good.exists():
                tables[table] = copy.good.read_bytes()
                day = datetime.fromtimestamp(copy.good.stat().st_mtime, UTC).date().isoformat()
                problems.append(header.problem(COPY_USED, day=day))
            else:
                problems.append(header.problem(NO_COPY))
    return Published(tables, tuple(problems), partial(keep_as_good, keep))


def keep_as_good(keep: Path) -> None:
    """What was fetched last has no error: from now on it is the copy to fall back on."""
    for latest in keep.glob("*.latest"):
        write_whole(latest.with_suffix(".good"), latest.read_bytes())


class _Copy:
    """What is kept of one sheet: the latest answer with its address, version and time, and the last good one."""

    def __init__(self, keep: Path, table: str, url: str) -> None:
        stem = table.replace("/", "-")
        self.latest, self.good, self._note = (keep / f"{stem}.{kind}" for kind in ("latest", "good", "json"))
        self._url = url

    async def renew(self, session: aiohttp.ClientSession, now: datetime) -> Check | None:
        """Make the latest copy as new as it should be. Gives what to say when that cannot be done."""
        etag, fetched = self._known()
        if fetched is not None and 0 <= (now - fetched).total_seconds() < FRESH_SECONDS:
            return None
        answer = await _fetch(session, self._url, etag if fetched is not None else "")
        if answer.check is not None:
            return answer.check
        if answer.data is not None:
            write_whole(self.latest, answer.data)
        note = {"url": self._url, "etag": answer.etag or etag, "fetched": now.isoformat()}
        write_whole(self._note, json.dumps(note).encode())
        return None

    def _known(self) -> tuple[str, datetime | None]:
        """The version of the latest copy and when it was fetched; None when it is of another address or lost."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            if note["url"] == self._url and self.latest.exists():
                return str(note["etag"]), datetime.fromisoformat(note["fetched"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # no copy yet, or one that somebody has touched: fetched anew
        return "", None


async def _fetch(session: aiohttp.ClientSession, url: str, etag: str) -> _Fetched:
    headers = {"If-None-Match": etag} if etag else {}
    try:
        for _ in range(_REDIRECTS):
            if not _is_allowed(url):
                return _Fetched(check=SHEET_MOVED)
            async with session.get(url, headers=headers, allow_redirects=False) as response:
                if response.status == HTTPStatus.NOT_MODIFIED and etag:
                    return _Fetched()
                if response.status in (301, 302, 303, 307, 308):
                    target = urljoin(url, response.headers.get("Location", ""))
                    if not _may_follow(url, target):
                        return _Fetched(check=SHEET_MOVED)
                    url = target
                    continue
                if response.status != HTTPStatus.OK:
                    return _Fetched(check=UNREACHABLE_SHEET)
                return await _body(response)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return _Fetched(check=UNREACHABLE_SHEET)
    return _Fetched(check=SHEET_MOVED)


async def _body(response: aiohttp.ClientResponse) -> _Fetched:
    data = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        data += piece
        if len(data) > MAX_BYTES:
            return _Fetched(check=SHEET_TOO_LARGE)
    if is_web_page(bytes(data)) or not data.strip():
        return _Fetched(check=SHEET_IS_A_PAGE)
    return _Fetched(bytes(data), response.headers.get("ETag", ""))


def _is_allowed(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == _HERE)


def _may_follow(url: str, target: str) -> bool:
    """Only on the same host, or between hosts of Google, which keeps what is published on several."""
    here, there = urlsplit(url).hostname or "", urlsplit(target).hostname or ""
    return here == there or (_GOOGLE.fullmatch(here) is not None and _GOOGLE.fullmatch(there) is not None)
