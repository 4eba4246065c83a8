"""The chat page in a real browser. Skipped only where there is none."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.demo import DemoServer
from bot.demo.people import Person
from tests.demo.conftest import Caller

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

Open = Callable[..., Awaitable[Page]]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        await browser.close()


@pytest.fixture
async def visit(server: DemoServer, browser: Browser) -> AsyncIterator[Open]:
    complaints: list[str] = []

    async def opened(query: str = "", width: int = 1280) -> Page:
        page = await browser.new_page(viewport={"width": width, "height": 900})
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda entry: complaints.append(entry.text) if entry.type == "error" else None)
        await page.goto(server.page_url + query)
        await expect(phone(page).locator(".begin, .message").first).to_be_visible()
        return page

    yield opened
    assert complaints == []


def phone(page: Page, number: int = 0) -> Locator:
    return page.locator(".place").nth(number)


def person_ids(server: DemoServer) -> list[int]:
    return [chat.id for chat in server.world.chats.values()]


async def test_two_phones_speak_two_languages_and_each_has_its_own_person(
    server: DemoServer, visit: Open, call: Caller
) -> None:
    page = await visit("?left=ar&right=es")
    await phone(page, 0).get_by_role("button", name="ابدأ").click()
    await phone(page, 1).get_by_role("button", name="Iniciar").click()
    await expect(phone(page, 1).locator(".message")).to_have_count(1)
    codes = [user.language_code for user in server.world.users.values() if not user.is_bot]
    assert sorted(codes) == ["ar", "es"]
    left = next(user.id for user in server.world.users.values() if user.language_code == "ar")
    await call("sendMessage", chat_id=left, text="مرحبا\nAlbuquerque")
    lines = phone(page, 0).locator(".message .line")
    await expect(lines).to_have_count(3)
    directions = [await line.evaluate("line => getComputedStyle(line).direction") for line in await lines.all()]
    assert directions[1:] == ["rtl", "ltr"]
    assert await phone(page, 0).locator(".phone").get_attribute("dir") == "rtl"


async def test_one_phone_fits_a_narrow_screen(visit: Open) -> None:
    page = await visit("?left=vi", width=390)
    await expect(page.locator(".place")).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_typing_tapping_editing_and_notices_work_by_keyboard(
    server: DemoServer, visit: Open, call: Caller
) -> None:
    page = await visit("?left=en&start=need-rent", width=390)
    await expect(page.locator(".own .text")).to_have_text("/start")
    [chat_id] = person_ids(server)
    assert Person(server.world, server.world.users[chat_id]).messages[0].text == "/start need-rent"
    rows = [[{"text": "Housing", "callback_data": "h"}, {"text": "Site", "url": "https://example.org"}]]
    _, sent = await call("sendMessage", chat_id=chat_id, text="Hello", reply_markup={"inline_keyboard": rows})
    await page.get_by_role("textbox", name="Message").fill("two\nlines")
    await page.keyboard.press("Enter")
    await expect(page.locator(".own").nth(1).locator(".line")).to_have_text(["two", "lines"])
    await page.get_by_role("button", name="Housing").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("[aria-busy=true]")).to_have_count(1)
    _, body = await call("getUpdates", offset=-1)
    query = body["result"][0]["callback_query"]
    await call("answerCallbackQuery", callback_query_id=query["id"], text="Here you are")
    await expect(page.get_by_role("status")).to_have_text("Here you are")
    rows = [[{"text": "Rent help", "callback_data": "r"}]]
    number = sent["result"]["message_id"]
    await call(
        "editMessageText", chat_id=chat_id, message_id=number, text="Needs", reply_markup={"inline_keyboard": rows}
    )
    await expect(page.get_by_role("button", name="Rent help")).to_be_focused()
    await expect(page.locator(".message:not(.own)")).to_have_count(1)
    await call("deleteMessage", chat_id=chat_id, message_id=number)
    await expect(page.locator(".message:not(.own)")).to_have_count(0)
    assert server.violations == []


async def test_typing_ends_with_the_answer_whether_it_is_a_message_or_an_edit(
    server: DemoServer, visit: Open, call: Caller
) -> None:
    page = await visit("?left=en&start=x", width=390)
    await page.clock.install()  # no time passes, so only the answer can end it
    await expect(page.locator(".own")).to_have_count(1)
    [chat_id] = person_ids(server)
    status = page.locator(".status")
    await call("sendChatAction", chat_id=chat_id, action="typing")
    await expect(status).to_contain_text("typing")
    _, sent = await call("sendMessage", chat_id=chat_id, text="Hello")
    await expect(status).to_have_text("bot")
    await call("sendChatAction", chat_id=chat_id, action="typing")
    await expect(status).to_contain_text("typing")
    await call("editMessageText", chat_id=chat_id, message_id=sent["result"]["message_id"], text="Good day")
    await expect(status).to_have_text("bot")


async def test_nothing_that_was_sent_is_read_as_html(server: DemoServer, visit: Open, call: Caller) -> None:
    page = await visit("?left=en&start=x", width=390)
    [chat_id] = person_ids(server)
    text = '<img src=x onerror="document.title=1"> 🌶 tail'
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:document.title=1"}
    bold = {"type": "bold", "offset": text.index("🌶") + 3, "length": 4}
    button = {"text": "<b>x</b>", "callback_data": "1"}
    markup = {"inline_keyboard": [[button]]}
    await call("sendMessage", chat_id=chat_id, text=text, entities=[link, bold], reply_markup=markup)
    message = page.locator(".message:not(.own)")
    await expect(message.locator(".text")).to_have_text(text)
    await expect(message.locator("strong")).to_have_text("tail")
    await expect(message.locator("img, a")).to_have_count(0)
    await expect(page.get_by_role("button", name="<b>x</b>")).to_be_visible()
    assert await page.title() != "1"


async def test_the_menu_lists_the_commands_of_the_phones_language(
    server: DemoServer, visit: Open, call: Caller
) -> None:
    for code, word in (("", "Help"), ("es", "Ayuda")):
        await call("setMyCommands", commands=[{"command": "help", "description": word}], language_code=code)
    page = await visit("?left=es&start=x", width=390)
    await page.get_by_role("button", name="Menú").click()
    await expect(page.get_by_role("button", name="Ayuda")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Menú")).to_be_focused()
    await page.get_by_role("combobox").select_option("en")
    await page.get_by_role("button", name="Menu").click()
    await page.get_by_role("button", name="Help").click()
    await expect(page.locator(".own .text").last).to_have_text("/help")


async def test_places_contacts_files_and_keys_are_shown(server: DemoServer, visit: Open, call: Caller) -> None:
    page = await visit("?left=en&start=x", width=390)
    [chat_id] = person_ids(server)
    await call("sendVenue", chat_id=chat_id, latitude=35.08, longitude=-106.65, title="Clinic", address="1 Main St")
    await call("sendContact", chat_id=chat_id, phone_number="+15055550100", first_name="Desk")
    keys = {"keyboard": [[{"text": "Share where I am", "request_location": True}]]}
    await call("sendMessage", chat_id=chat_id, text="Where?", reply_markup=keys)
    await expect(page.locator(".place-card")).to_contain_text("1 Main St")
    await expect(page.get_by_role("link", name="+15055550100")).to_have_attribute("href", "tel:+15055550100")
    await page.get_by_role("button", name="Share where I am").click()
    await expect(page.locator(".own .place-card")).to_have_count(1)
    await page.get_by_role("button", name="Attach").click()
    await page.get_by_role("button", name="Voice message").click()
    await expect(page.locator(".own").last).to_contain_text("Voice message")


async def test_a_tap_on_a_file_from_the_bot_opens_it(
    server: DemoServer, visit: Open, http: aiohttp.ClientSession
) -> None:
    page = await visit("?left=ar&start=x", width=390)
    [chat_id] = person_ids(server)
    html = '<!DOCTYPE html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>p{color:#008000}</style><p>السكن</p>'
    form = aiohttp.FormData({"chat_id": str(chat_id), "caption": "Keep it or print it."})
    form.add_field("document", html.encode(), filename="vecino-housing-ar.html", content_type="text/html")
    async with http.post(f"{server.base_url}{server.token}/sendDocument", data=form) as response:
        assert response.status == 200
    message = page.locator(".message:not(.own)")
    await expect(message).to_contain_text("Keep it or print it.")
    async with page.expect_popup() as opening:
        await message.get_by_role("link", name="vecino-housing-ar.html").click()
    opened = await opening.value
    await expect(opened.locator("p")).to_have_text("السكن")
    await expect(opened.locator("p")).to_have_css("color", "rgb(0, 128, 0)")


async def next_query(call: Caller) -> dict[str, str]:
    _, body = await call("getUpdates", offset=-1, timeout=5)
    while "inline_query" not in body["result"][0]:
        _, body = await call("getUpdates", offset=body["result"][0]["update_id"] + 1, timeout=5)
    await call("getUpdates", offset=body["result"][0]["update_id"] + 1)
    query: dict[str, str] = body["result"][0]["inline_query"]
    return query


async def test_inline_results_are_offered_while_typing(server: DemoServer, visit: Open, call: Caller) -> None:
    page = await visit("?left=en&start=x", width=390)
    await page.get_by_role("textbox", name="Message").fill("@VecinoDemoBot rent")
    query = await next_query(call)
    content = {"message_text": "<b>Clinic</b>", "parse_mode": "HTML"}
    result = {"type": "article", "id": "1", "title": "Clinic", "description": "Open", "input_message_content": content}
    await call("answerInlineQuery", inline_query_id=query["id"], results=[result])
    await page.get_by_role("button", name="Clinic").click()
    await expect(page.locator(".own").last).to_contain_text("via @VecinoDemoBot")


async def test_a_share_button_asks_for_listings_and_more_of_them_can_be_asked_for(
    server: DemoServer, visit: Open, call: Caller
) -> None:
    page = await visit("?left=en&start=x", width=390)
    share = {"text": "Share", "switch_inline_query_chosen_chat": {"query": "es Clinic", "allow_user_chats": True}}
    await call("sendMessage", chat_id=person_ids(server)[0], text="x", reply_markup={"inline_keyboard": [[share]]})
    await page.get_by_role("button", name="Share").click()
    await expect(page.get_by_role("textbox", name="Message")).to_have_value("@VecinoDemoBot es Clinic")
    query = await next_query(call)
    content = {"message_text": "Clinic"}
    result = {"type": "article", "id": "1", "title": "Clinic", "input_message_content": content}
    await call("answerInlineQuery", inline_query_id=query["id"], results=[result], next_offset="1")
    await page.get_by_role("button", name="More").click()
    following = await next_query(call)
    assert (following["query"], following["offset"]) == ("es Clinic", "1")


async def test_before_anything_is_asked_the_button_to_the_private_chat_is_offered(
    server: DemoServer, visit: Open, call: Caller
) -> None:
    page = await visit("?left=en&start=x", width=390)
    await page.get_by_role("textbox", name="Message").fill("@VecinoDemoBot ")
    query = await next_query(call)
    button = {"text": "Open Vecino", "start_parameter": "-_en"}
    await call("answerInlineQuery", inline_query_id=query["id"], results=[], button=button)
    await page.get_by_role("button", name="Open Vecino").click()
    await expect(page.locator(".own")).to_have_count(2)
    assert server.violations == []


async def test_a_link_box_opens_the_bot_by_a_code(server: DemoServer, visit: Open) -> None:
    page = await visit("?left=en", width=390)
    await page.get_by_role("button", name="Open a link").click()
    await page.get_by_label("Link or code").fill("https://t.me/VecinoDemoBot?start=svc-clinic_es")
    await page.keyboard.press("Enter")
    await expect(page.locator(".own")).to_have_count(1)
    [chat] = server.world.chats.values()
    assert [message.text for message in chat.messages.values()] == ["/start svc-clinic_es"]
