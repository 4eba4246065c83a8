"""Published sheets: fetched seldom and only from where they should be, and never missed without a word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import web

from bot.directory.cells import MAX_BYTES
from bot.staff.fetching import FRESH_SECONDS, fetch_sources, keep_as_good, read_with_sheets
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from bot.directory.published import Published

NOW = datetime(2027, 2, 14, 12, tzinfo=UTC)
LATER = NOW + timedelta(seconds=FRESH_SECONDS)


@dataclass
class Google:
    """A server that plays Google's part: what it answers next, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = b"id,name\na,Casa\n"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.headers.get("If-None-Match", ""))
        if self.headers.get("ETag") and request.headers.get("If-None-Match") == self.headers["ETag"]:
            return web.Response(status=304)
        return web.Response(status=self.status, body=self.body, headers=self.headers)


@pytest_asyncio.fixture
async def google() -> AsyncIterator[Google]:
    server = Google()
    application = web.Application()
    application.router.add_get("/{any:.*}", server.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/pub"
    yield server
    await runner.cleanup()


async def fetch(google: Google, keep: Path, now: datetime = NOW) -> Published:
    return await fetch_sources({"services": google.url}, keep, now=now)


def codes(published: Published) -> list[str]:
    return [problem.code for problem in published.problems]


async def test_a_sheet_is_fetched(google: Google, tmp_path: Path) -> None:
    published = await fetch(google, tmp_path)
    assert (published.tables, published.problems) == ({"services": google.body}, ())


async def test_a_fresh_copy_is_not_fetched_again(google: Google, tmp_path: Path) -> None:
    await fetch(google, tmp_path)
    published = await fetch(google, tmp_path, NOW + timedelta(seconds=FRESH_SECONDS - 1))
    assert (published.tables, len(google.asked)) == ({"services": google.body}, 1)


async def test_only_a_change_is_fetched(google: Google, tmp_path: Path) -> None:
    google.headers = {"ETag": '"one"'}
    await fetch(google, tmp_path)
    published = await fetch(google, tmp_path, LATER)
    assert (published.tables, google.asked) == ({"services": google.body}, ["", '"one"'])
    google.headers, google.body = {"ETag": '"two"'}, b"id\nb\n"
    assert (await fetch(google, tmp_path, LATER + timedelta(hours=1))).tables == {"services": b"id\nb\n"}


async def test_another_address_is_fetched_at_once(google: Google, tmp_path: Path) -> None:
    await fetch(google, tmp_path)
    await fetch_sources({"services": google.url + "?gid=1"}, tmp_path, now=NOW)
    assert len(google.asked) == 2


async def test_the_last_good_copy_is_used_and_told(google: Google, tmp_path: Path) -> None:
    await fetch(google, tmp_path)
    keep_as_good(tmp_path)
    google.body = b"id\nbroken\n"
    await fetch(google, tmp_path, LATER)  # fetched, but nobody called it good
    google.status = 500
    published = await fetch(google, tmp_path, LATER + timedelta(hours=1))
    assert published.tables == {"services": b"id,name\na,Casa\n"}
    assert codes(published) == ["unreachable-sheet", "copy-used"]


async def test_without_a_copy_nothing_can_be_published(google: Google, tmp_path: Path) -> None:
    google.status = 404
    published = await fetch(google, tmp_path)
    assert (published.tables, codes(published)) == ({}, ["unreachable-sheet", "no-copy"])


@pytest.mark.parametrize("body", [b"<!DOCTYPE html><html>Sign in</html>", b"", b" \n"])
async def test_a_page_that_asks_to_sign_in_is_no_sheet(google: Google, tmp_path: Path, body: bytes) -> None:
    google.body = body
    assert codes(await fetch(google, tmp_path)) == ["sheet-is-a-page", "no-copy"]


async def test_a_sheet_beyond_the_limit_is_not_read_to_its_end(google: Google, tmp_path: Path) -> None:
    google.body = b"x" * (MAX_BYTES + 1)
    assert codes(await fetch(google, tmp_path)) == ["sheet-too-large", "no-copy"]


@pytest.mark.parametrize("target", ["http://localhost:9/pub", "https://example.org/pub", "ftp://127.0.0.1/x"])
async def test_nobody_is_followed_elsewhere(google: Google, tmp_path: Path, target: str) -> None:
    google.status, google.headers = 302, {"Location": target}
    assert codes(await fetch(google, tmp_path)) == ["sheet-moved", "no-copy"]
    assert len(google.asked) == 1


async def test_going_round_in_circles_ends(google: Google, tmp_path: Path) -> None:
    google.status, google.headers = 307, {"Location": "/again"}
    assert codes(await fetch(google, tmp_path)) == ["sheet-moved", "no-copy"]


async def test_nothing_is_fetched_without_https(tmp_path: Path) -> None:
    published = await fetch_sources({"services": "http://example.org/pub"}, tmp_path, now=NOW)
    assert codes(published) == ["sheet-moved", "no-copy"]


async def test_a_name_that_is_no_table_is_told(tmp_path: Path) -> None:
    published = await fetch_sources({"servces": "https://example.org/pub"}, tmp_path, now=NOW)
    assert codes(published) == ["unknown-table"]


async def test_a_directory_is_read_with_its_published_sheet(google: Google, tmp_path: Path) -> None:
    folder, keep = write_sample(tmp_path / "data"), tmp_path / "keep"
    google.body = (folder / "services.csv").read_bytes().replace(b"Rent help", b"Help with rent")
    result = await read_with_sheets(folder, {"services": google.url}, keep)
    assert result.directory is not None
    assert result.directory.services[0].name == "Help with rent"
    assert [(p.code, p.file) for p in result.problems] == [
        ("url-without-https", "services (published sheet)"),
        ("published-counts", "services.csv"),
    ]
    assert (keep / "services.good").read_bytes() == google.body


async def test_a_sheet_with_errors_does_not_become_the_good_copy(google: Google, tmp_path: Path) -> None:
    folder, keep = write_sample(tmp_path / "data"), tmp_path / "keep"
    set_cell(folder / "services.csv", 2, "phone", "12")
    google.body = (folder / "services.csv").read_bytes()
    assert (await read_with_sheets(folder, {"services": google.url}, keep)).directory is None
    assert not (keep / "services.good").exists()
