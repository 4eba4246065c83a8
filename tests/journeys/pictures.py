"""The pictures of the README, taken from the running bot: `python -m tests.journeys.pictures`."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from playwright.async_api import expect

from bot.app import build_bot
from bot.chat.profile import sync_profile
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.i18n.translations import load_translations
from bot.staff.language import StaffLanguage
from tests.journeys.conftest import DATA, load_from, publish_into, serving
from tests.journeys.pages import ask, open_page, phone
from tests.journeys.png import shrink
from tests.journeys.staff_pictures import take_staff

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

    from bot.i18n.translations import Translator

FOLDER: Final = Path("docs/images")
TELEGRAM_CODES: Final = {"zh": "zh-hans"}
"""What Telegram's apps call a language, where that is not our code."""
CARDS: Final = {
    "en": "I got an eviction notice",
    "es": "nesecito un dentista para mi hijo",
    "vi": "toi khong co tien tra tien nha",
    "zh": "我交不起房租了怎么办",
    "ar": "وصلني إشعار إخلاء من صاحب البيت",
    "fa": "پول کرایه خانه را ندارم",
    "sw": "Siwezi kulipa kodi ya nyumba",
    "fr": "je ne peux plus payer mon loyer",
}
JOURNEYS: Final = {
    "ar": "أحتاج جلسات مجانية مع معالج نفسي",
    "fa": "مشاور روانی رایگان می خواهم",
    "zh": "想找免费的心理咨询",
    "vi": "toi can tu van tam ly mien phi",
}


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The address of the page with the bot behind it, as `vecino demo` starts them."""
    with TemporaryDirectory() as folder:
        file, directory = Path(folder) / "vecino.db", load_directory(DATA)
        await publish_into(file, directory)
        async with DemoServer() as server:
            bot, _ = build_bot(server.token, server.base_url)
            async with bot:
                _ = [change async for change in sync_profile(bot, directory, load_translations())]
            async with serving(file, await load_from(file), server):
                yield server.page_url


STAFF_LANGUAGES: tuple[StaffLanguage, ...] = ("en", "es")


async def tap(message: Locator, label: str, then: str) -> None:
    """Tap a button; the next screen is there when it has a button with the label `then`."""
    await message.get_by_role("button", name=label).first.click()
    await expect(message.get_by_role("button", name=then).first).to_be_visible()


async def open_card(place: Locator, question: str, t: Translator) -> None:
    """Ask, and open the first service of the answer."""
    await tap(await ask(place, question), "1. ", t.gettext("Show at the desk"))


async def photograph(page: Page, place: Locator) -> bytes:
    """The phone with the last question, or what was sent last, at the top."""
    await page.mouse.move(0, 0)  # no button under it stands out
    await place.locator(".own").last.evaluate("message => message.scrollIntoView()")
    return await place.locator(".phone").screenshot(animations="disabled")


async def save(name: str, picture: bytes, page: Page) -> None:
    file, small = FOLDER / name, await shrink(picture, page)
    file.write_bytes(small)
    print(file, f"{len(small) // 1024} KB")  # noqa: T201


async def take_demo(address: str, translators: dict[str, Translator]) -> None:
    async with open_page(address + "?left=en&right=es", 1280, 860) as page:
        for number, code in enumerate(("en", "es")):
            await open_card(phone(page, number), CARDS[code], translators[code])
            await photograph(page, phone(page, number))
        await save("demo.png", await page.screenshot(animations="disabled"), page)


async def take_card(address: str, t: Translator) -> None:
    code = t.language.code
    async with open_page(f"{address}?left={TELEGRAM_CODES.get(code, code)}", 390, 891) as page:
        await open_card(phone(page), CARDS[code], t)
        await save(f"card-{code}.png", await photograph(page, phone(page)), page)


async def take_journey(address: str, t: Translator) -> None:
    """From a question to a file: the answer, the whole list, a card, the words for the desk, the card sent on."""
    code = t.language.code
    async with open_page(f"{address}?left={TELEGRAM_CODES.get(code, code)}", 390, 891) as page:
        place = phone(page)
        message, pictures = await ask(place, JOURNEYS[code]), [await photograph(page, place)]
        desk, save_list = t.gettext("Show at the desk"), t.gettext("Save this list as a file")
        for label, then in (
            (t.gettext("More"), save_list),
            ("1. ", desk),
            (desk, t.gettext("I speak another language")),
        ):
            await tap(message, label, then)
            pictures.append(await photograph(page, place))
        await tap(message, t.gettext("Back"), desk)
        await message.get_by_role("button", name=t.gettext("Share")).click()
        await place.locator(".choice.result").first.click()
        await expect(place.locator(".own .via")).to_be_visible()
        pictures.append(await photograph(page, place))
        await tap(message, t.gettext("Back"), save_list)
        await message.get_by_role("button", name=save_list).click()
        async with page.expect_popup() as opening:
            await place.locator(".card-link").click()
        file = await opening.value
        await file.set_viewport_size({"width": 390, "height": 844})
        pictures.append(await file.screenshot())
        await save(f"journey-{code}.png", await beside(page, pictures), page)


async def beside(page: Page, pictures: list[bytes]) -> bytes:
    """Three pictures a row."""
    images = "".join(f'<img width="280" src="data:image/png;base64,{b64encode(made).decode()}">' for made in pictures)
    style = "display: grid; grid-template-columns: repeat(3, auto); gap: 10px; width: max-content; margin: 0"
    await page.goto("about:blank")  # the chat page's own policy lets no style stand in the HTML
    await page.set_content(f'<!doctype html><body style="{style}">{images}')
    return await page.locator("body").screenshot()


async def take() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    translators = dict(load_translations().translators)
    async with demo() as address:
        await take_demo(address, translators)
        for code in CARDS:
            await take_card(address, translators[code])
        for code in JOURNEYS:
            await take_journey(address, translators[code])
    for language in STAFF_LANGUAGES:
        async for name, picture, page in take_staff(language):
            await save(name, picture, page)


if __name__ == "__main__":
    asyncio.run(take())
