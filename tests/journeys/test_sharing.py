"""Cards on their way to other people: at a desk, in another language, in another chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import StartLink, encode_start
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.i18n.translations import load_translations
from tests.journeys.conftest import DATA, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.demo import Message, Person
    from bot.demo.inline import InlineAnswer
    from bot.demo.wire import JsonObject
    from bot.pipeline import LiveRelease

DIRECTORY = load_directory(DATA)
TRANSLATIONS = load_translations()
SERVICE = next(s for s in DIRECTORY.published if s.documents and "housing.rent_help" in s.needs)
RENT = {"en": "rent help", "es": "ayuda con la renta", "ar": "مساعدة في الإيجار", "zh": "房租补助"}
LANGUAGES = list(RENT)


def said(language: str, message: str, **values: str) -> str:
    return TRANSLATIONS.translator(language).gettext(message, **values)


async def open_card(person: Person, language: str = "") -> Message:
    await person.start(encode_start(StartLink("service", SERVICE.id, language, "unm1")))
    return await person.wait_for_message()


async def tap(person: Person, message: Message, label: str) -> Message:
    await person.tap(message, label)
    return await person.wait_for_message()


def text_of(result: JsonObject) -> str:
    content = result["input_message_content"]
    assert isinstance(content, dict)
    return str(content["message_text"])


def start_of(answer: InlineAnswer) -> str:
    assert answer.button
    return str(answer.button["start_parameter"])


@pytest.mark.parametrize("language", ["es", "ar", "zh"])
async def test_a_card_shows_at_the_desk_what_to_say_and_leads_back(telegram: DemoServer, language: str) -> None:
    ana = telegram.user()
    card = await open_card(ana, language)
    desk = await tap(ana, card, said(language, "Show at the desk"))
    english = {"es": "Spanish", "ar": "Arabic", "zh": "Chinese"}[language]
    assert f"<b>Hello. I speak {english}.</b>\n<b>I need an interpreter, please.</b>" in desk.html
    assert said(language, "I need an interpreter, please.") in desk.text
    assert f"What to bring: {SERVICE.documents}" in desk.text
    again = await tap(ana, desk, said(language, "Back"))
    assert (again.text, again.labels) == (card.text, card.labels)


async def test_the_command_serves_a_language_the_bot_does_not_write(telegram: DemoServer) -> None:
    ana = telegram.user(language_code="es")
    own = await ana.ask("/desk")
    assert "Hello. I speak Spanish." in own.text
    names = await tap(ana, own, said("es", "I speak another language"))
    desk = await tap(ana, names, "ትግርኛ · Tigrinya")
    assert "Hello. I speak Tigrinya." in desk.text
    assert len(ana.bot_messages) == 1
    assert "Vivienda" in (await tap(ana, desk, said("es", "Home"))).labels


async def test_nothing_that_was_typed_stands_on_the_desk_card(telegram: DemoServer) -> None:
    ana = telegram.user(language_code="es")
    asked = await ana.ask("ayuda con la renta Zanzibarbara")
    card = await tap(ana, asked, next(label for label in asked.labels if label.startswith("1. ")))
    for desk in (await tap(ana, card, said("es", "Show at the desk")), await ana.ask("/desk")):
        assert "Hello. I speak Spanish." in desk.text
        assert "Zanzibarbara" not in desk.text


async def test_an_english_phone_is_asked_for_the_language_first(telegram: DemoServer) -> None:
    ana = telegram.user(language_code="en")
    names = await ana.ask("/desk")
    desk = await tap(ana, names, "\u2068العربية\u2069 · Arabic")
    assert said("ar", "I need an interpreter, please.") in desk.text
    assert desk.text.splitlines()[-1] == "I need an interpreter, please."
    assert "Home" in desk.labels


@pytest.mark.parametrize(("reader", "other"), [("en", "vi"), ("es", "ar"), ("ar", "en"), ("zh", "es")])
async def test_a_helper_sends_the_card_in_another_language_and_keeps_the_own_screen(
    telegram: DemoServer, reader: str, other: str
) -> None:
    ana = telegram.user()
    card = await open_card(ana, reader)
    names = await tap(ana, card, said(reader, "Send in another language"))
    await ana.tap(names, TRANSLATIONS.translator(other).language.name)
    sent = await ana.wait_for_message()
    assert sent.message_id != names.message_id
    assert sent.labels == ()
    assert SERVICE.name in sent.text.splitlines()[0]
    assert said(other, "Cost: {cost}", cost="").split(":")[0] in sent.text
    assert f"https://t.me/VecinoDemoBot?start=service-{SERVICE.id}_{other}_unm1" in sent.text.splitlines()[-1]
    assert ana.current(names).text == names.text
    again = await tap(ana, names, said(reader, "Back"))
    assert (again.text, again.labels) == (card.text, card.labels)
    assert said(reader, "Home") in (await ana.ask("/help")).labels  # the session's language is still the helper's


async def test_the_name_of_the_language_can_be_typed_too(telegram: DemoServer) -> None:
    ana = telegram.user()
    await tap(ana, await open_card(ana, "en"), "Send in another language")
    sent = await ana.ask("français")
    assert "_fr_unm1" in sent.text.splitlines()[-1]
    assert len(ana.bot_messages) == 2


async def test_a_card_that_is_gone_is_not_sent(telegram: DemoServer) -> None:
    ana = telegram.user()
    names = await tap(ana, await open_card(ana, "en"), "Send in another language")
    data = next(button.callback_data for button in names.buttons if button.text == "Español")
    assert data
    await ana.send_callback(names, data[:-3] + "zzz")
    assert "Housing" in (await ana.wait_for_message()).labels
    assert len(ana.bot_messages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_share_offers_the_card_itself_in_the_language_of_the_screen(telegram: DemoServer, language: str) -> None:
    ana = telegram.user()
    card = await open_card(ana, language)
    share = next(button for button in card.buttons if button.text == said(language, "Share"))
    chosen = share.wire["switch_inline_query_chosen_chat"]
    assert isinstance(chosen, dict)
    assert chosen["query"] == f"{language} {SERVICE.name}"
    answer = await ana.inline(str(chosen["query"]), chat_type="private")
    [result] = answer.results
    assert result["title"] == SERVICE.name
    assert str(result["description"]).startswith(SERVICE.phones[0].number)
    group = telegram.group()
    sent = await ana.choose(result, to=group)
    assert sent.via_bot and SERVICE.name in sent.text.splitlines()[0]
    assert sent.text == card.text
    assert [button.url for button in sent.buttons] == [
        f"https://t.me/VecinoDemoBot?start=service-{SERVICE.id}_{language}"
    ]
    await telegram.settle()
    assert group.bot_messages == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_in_any_chat_offers_listings_in_the_language_of_the_first_word(
    telegram: DemoServer, language: str
) -> None:
    ana = telegram.user(language_code="en")
    answer = await ana.inline(f"{language} {RENT[language]}", chat_type="group")
    assert 1 < len(answer.results) <= 50
    assert all(said(language, "Call: {number}", number="").split(":")[0] in text_of(r) for r in answer.results[:3])
    assert start_of(answer) == f"-_{language}"
    for result in answer.results:
        assert "callback_data" not in str(result["reply_markup"])
    assert (answer.cache_time, answer.is_personal) == (300, False)


async def test_an_answer_that_follows_the_phone_is_kept_for_that_person_only(telegram: DemoServer) -> None:
    english, spanish = [await telegram.user(language_code=code).inline("dental") for code in ("en", "es")]
    assert text_of(english.results[0]) != text_of(spanish.results[0])
    assert english.is_personal and spanish.is_personal


@pytest.mark.parametrize("text", ["I want to die", "es mi esposo me pega", "ICE is at my door"])
async def test_a_danger_gets_no_listing_but_the_way_to_the_numbers(telegram: DemoServer, text: str) -> None:
    ana = telegram.user(language_code="en")
    answer = await ana.inline(text, chat_type="group")
    assert answer.results == ()
    assert text not in str(answer.button)
    await ana.start(start_of(answer))
    card = await ana.wait_for_message()
    assert any(line.phone in card.text.splitlines()[0] for line in DIRECTORY.hotlines if line.phone)


async def test_an_empty_query_offers_the_private_chat_in_the_phones_language(telegram: DemoServer) -> None:
    ana = telegram.user(language_code="es")
    answer = await ana.inline("")
    assert answer.results == ()
    await ana.start(start_of(answer))
    assert "Vivienda" in (await ana.wait_for_message()).labels


async def test_long_lists_come_in_pages_without_a_listing_twice(telegram: DemoServer) -> None:
    ana = telegram.user()
    longest = max(DIRECTORY.needs, key=lambda need: sum(need.id in service.needs for service in DIRECTORY.published))
    query = f"en {longest.labels['en']}"
    pages = [await ana.inline(query)]
    while pages[-1].next_offset:
        pages.append(await ana.inline(query, offset=pages[-1].next_offset))
    assert len(pages) > 1
    ids = [result["id"] for page in pages for result in page.results]
    assert len(ids) == len(set(ids)) <= 50
    assert (await ana.inline(query, offset="nonsense")).results == pages[0].results


async def test_private_numbers_in_a_query_go_nowhere(telegram: DemoServer) -> None:
    answer = await telegram.user().inline("en help with rent my ssn is 123-45-6789")
    assert answer.results
    assert "123-45" not in str(answer)


async def test_a_query_that_is_answered_too_late_is_let_go(
    telegram: DemoServer, caplog: pytest.LogCaptureFixture
) -> None:
    ana = telegram.user()
    telegram.faults = lambda call: telegram.world.clock.advance(31) if call.method == "answerInlineQuery" else None
    await ana.open_inline("rent help")
    await telegram.settle()
    telegram.faults = None
    assert not [event for event in ana.chat.events if event.kind == "inline_results"]
    assert "FAILED" not in caplog.text


async def test_a_listing_sent_to_the_bot_itself_is_not_taken_for_a_question(telegram: DemoServer) -> None:
    ana = telegram.user()
    answer = await ana.inline("en rent help")
    await ana.choose(answer.results[0])
    await telegram.settle()
    assert [message for message in ana.bot_messages if not message.via_bot] == []


@pytest.fixture
async def without_inline(database: Path, release: LiveRelease) -> AsyncIterator[DemoServer]:
    async with DemoServer() as server:
        async with serving(database, release, server, inline=False):
            yield server
        assert server.violations == []


async def test_with_inline_mode_off_share_is_a_link_and_queries_get_no_answer(without_inline: DemoServer) -> None:
    ana = without_inline.user()
    await ana.open_inline("rent help")
    card = await open_card(ana, "es")
    share = next(button for button in card.buttons if button.text == said("es", "Share"))
    assert share.url and share.url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2FVecinoDemoBot")
    await without_inline.settle()
    assert not [event for event in ana.chat.events if event.kind == "inline_results"]
