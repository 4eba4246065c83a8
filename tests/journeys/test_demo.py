"""`vecino demo` from end to end: the real command, the real page, a real browser."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.journeys.pages import ANSWER_MILLISECONDS, CHROMIUM, ask, open_page, phone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The address that the command prints; at the end Ctrl-C, and it must end cleanly."""
    command = [sys.executable, "-m", "bot", "demo", "--data", str(ROOT / "directory_data"), "--port", "18080"]
    process = await asyncio.create_subprocess_exec(*command, cwd=folder, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    try:
        async with asyncio.timeout(60):
            while not (found := re.search(rb"http://127.0.0.1:\d+/", line := await process.stdout.readline())):
                assert line, "the demo ended before it printed its address"
        yield found[0].decode()
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(20):
            rest = await process.stdout.read()
            assert (await process.wait(), rest.splitlines()[-1]) == (0, b"The demo has ended.")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
async def test_a_newcomer_starts_the_demo_and_asks_in_the_page(tmp_path: Path) -> None:
    async with demo(tmp_path) as address, open_page(address + "?left=es", 390, 900) as page:
        await expect(phone(page).locator(".intro")).to_contain_text("Albuquerque", timeout=ANSWER_MILLISECONDS)
        answer = await ask(phone(page), "nesecito ayuda pa la renta")
        await expect(answer).to_contain_text("renta")
        await expect(answer).to_contain_text("+1 505")
    assert (tmp_path / "var" / "demo.db").is_file()
