"""The chat page in a real browser, for the end-to-end test and for the pictures in the README."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from playwright.async_api import async_playwright, expect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
_FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ANSWER_MILLISECONDS: Final = 20_000


@asynccontextmanager
async def open_page(address: str, width: int, height: int) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        page = await browser.new_page(viewport={"width": width, "height": height})
        await page.goto(address)
        yield page
        await browser.close()


def phone(page: Page, number: int = 0) -> Locator:
    return page.locator(".place").nth(number)


async def ask(place: Locator, question: str) -> Locator:
    """Press Start, type a question, and give the bot's answer to it."""
    answers = place.locator(".message:not(.own)")
    await place.locator(".begin").click()
    await expect(answers).to_have_count(1, timeout=ANSWER_MILLISECONDS)
    await place.locator("textarea").fill(question)
    await place.locator("textarea").press("Enter")
    await expect(answers).to_have_count(2, timeout=ANSWER_MILLISECONDS)
    return answers.last
