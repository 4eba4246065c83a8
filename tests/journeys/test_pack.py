"""A list as a file: by button, by command, by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Screen, decode_start
from bot.i18n.locales import read_languages
from tests.journeys.test_reporting import action, label_of, tap
from tests.replies.page import read_page

if TYPE_CHECKING:
    from bot.demo import DemoServer, Message, Person

LANGUAGES = read_languages()


def file_of(server: DemoServer, message: Message) -> tuple[str, str]:
    """The name and the content of the file that a message brings."""
    assert message.attachment and message.attachment.kind == "document"
    assert message.attachment.wire["mime_type"] == "text/html"
    upload = server.world.files[str(message.attachment.wire["file_id"])]
    return upload.name, upload.content.decode()


async def category(person: Person, language: str, need: str = "category-housing") -> Message:
    await person.start(f"{need}_{language}_lib")
    return await person.wait_for_message()


@pytest.mark.parametrize("language", ["en", "es", "ar", "zh"])
@pytest.mark.parametrize("way", ["tapped", "typed"])
@pytest.mark.parametrize("shown", ["category-housing", "need-housing-shelter"])
async def test_a_list_comes_as_a_file_in_the_readers_language_and_leads_back(
    telegram: DemoServer, language: str, way: str, shown: str
) -> None:
    ana = telegram.user(language_code="en")
    listed = await category(ana, language, shown)
    label = label_of(listed, Screen.PACK)
    brought = await (tap(ana, listed, label) if way == "tapped" else ana.ask(label))
    name, html = file_of(telegram, brought)
    assert name == f"vecino-{shown.partition('-')[2]}-{language}.html"
    assert brought.text and "\n" not in brought.text
    page = read_page(html)
    row = LANGUAGES.find(language)
    assert row and page.all("html")[0].attributes == {"lang": language, "dir": row.direction}
    assert "911" in page.text
    [address] = [a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("https:")]
    link = decode_start(address.partition("start=")[2], LANGUAGES.codes)
    assert (f"{link.kind}-{link.slug}", link.language, link.partner) == (shown, language, "lib")
    # What was shown still stands, and its buttons still work.
    assert len(ana.bot_messages) == 2
    assert (await tap(ana, listed, label_of(listed, Screen.HOME))).labels


async def test_the_command_asks_which_list(telegram: DemoServer) -> None:
    ana = telegram.user(language_code="es")
    asked = await ana.ask("/pack")
    lists = [found for b in asked.buttons if (found := action(b.callback_data)) and found.screen is Screen.PACK]
    assert len(lists) == 4 and all(found.need and found.language == "es" for found in lists)
    name, html = file_of(telegram, await tap(ana, asked, "Salud"))
    assert name == "vecino-healthcare-es.html"
    assert read_page(html).all("article")
    name, _ = file_of(telegram, await ana.ask("1"))
    assert name == "vecino-housing-es.html"
