"""The pictures of the README, taken from the running bot: `python -m tests.journeys.pictures`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from playwright.async_api import expect

from bot.demo import DemoServer
from bot.directory.loader import load_directory
from tests.journeys.conftest import DATA, load_from, publish_into, serving
from tests.journeys.pages import ask, open_page, phone

if TYPE_CHECKING:
    from playwright.async_api import Locator

PICTURE: Final = Path("docs/images/demo.png")


async def open_card(place: Locator, begin: str, field: str, question: str) -> None:
    """Ask, and open the first service of the answer."""
    answer = await ask(place, begin, field, question)
    await answer.get_by_role("button", name="1. ").click()
    await expect(answer.get_by_role("button", name="1. ")).to_have_count(0)


async def take() -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "vecino.db"
        await publish_into(file, load_directory(DATA))
        async with (
            DemoServer() as server,
            serving(file, await load_from(file), server),
            open_page(server.page_url + "?left=en&right=es", 1280, 860) as page,
        ):
            await open_card(phone(page, 0), "Start", "Message", "I got an eviction notice")
            await open_card(phone(page, 1), "Iniciar", "Mensaje", "nesecito un dentista para mi hijo")
            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            await page.screenshot(path=PICTURE, animations="disabled")
    print(PICTURE)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(take())
