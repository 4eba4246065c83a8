"""In people's own words, and everything else that people send."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.demo import DemoServer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("nesecito ayuda pa la renta", "renta"),
        ("dentist for my kid no insurance", "dent"),
        ("me quieren desalojar mañana", "desalojo"),
        ("I need help with my rnet", "rent"),
    ],
)
async def test_a_question_with_typos_is_answered_in_its_language(
    telegram: DemoServer, question: str, words: str
) -> None:
    answer = await telegram.user(language_code="en").ask(question)
    assert words in answer.text.lower()
    assert "+1 505" in answer.text
    assert ("Inicio" in answer.labels) == (words in ("renta", "desalojo"))


async def test_suicide_gets_the_hotline_before_anything_else(telegram: DemoServer) -> None:
    answer = await telegram.user().ask("I want to die")
    assert "988" in answer.text.splitlines()[0]


@pytest.mark.parametrize(("language", "label"), [("en", "Housing"), ("es", "Vivienda")])
async def test_what_we_have_nothing_for_gets_choices(telegram: DemoServer, language: str, label: str) -> None:
    answer = await telegram.user(language_code=language).ask("zzyzx" if language == "es" else "weather")
    assert label in answer.labels
    assert "2-1-1" in answer.text


async def test_a_message_of_the_greatest_length_is_answered(telegram: DemoServer) -> None:
    assert (await telegram.user().ask(("rent " * 1000)[:4096])).text


@pytest.mark.parametrize("text", ["🙏", "?", "&lt;b>", "/nonsense", "\u200f.", "0"])
async def test_odd_texts_get_a_fitting_answer(telegram: DemoServer, text: str) -> None:
    assert (await telegram.user().ask(text)).labels


async def test_words_behind_a_command_are_a_question(telegram: DemoServer) -> None:
    answer = await telegram.user().ask("/help I want to die")
    assert "988" in answer.text.splitlines()[0]


@pytest.mark.parametrize("kind", ["photo", "sticker", "voice", "document", "video", "audio", "animation", "video_note"])
async def test_what_cannot_be_read_gets_a_kind_word_and_a_way_on(telegram: DemoServer, kind: str) -> None:
    ana = telegram.user()
    await ana.send_file(kind)
    answer = await ana.wait_for_message()
    assert "cannot open" in answer.text and answer.labels


async def test_a_shared_contact_is_not_read(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ana.send_contact("+15055550100")
    assert "cannot open" in (await ana.wait_for_message()).text


async def test_an_edited_question_is_not_answered_again(telegram: DemoServer) -> None:
    ana = telegram.user()
    question = await ana.send("help with rent")
    await ana.wait_for_message()
    await ana.edit(question, "a dentist")
    await telegram.settle()
    assert len(ana.bot_messages) == 1


async def test_a_group_hears_only_the_way_to_a_private_chat_and_only_when_it_calls(telegram: DemoServer) -> None:
    ana, group = telegram.user(), telegram.group(hears_everything=True)
    for text in ("help with rent", "/help", "/help@SomeOtherBot"):
        await ana.send(text, to=group)
    await ana.send_file("photo", to=group)
    await telegram.settle()
    assert group.bot_messages == []
    for number, text in enumerate(("/help@VecinoDemoBot", "@vecinodemobot my rent is late"), 1):
        await ana.send(text, to=group)
        await telegram.settle()
        assert len(group.bot_messages) == number
        assert [button.url for button in group.bot_messages[-1].buttons] == ["https://t.me/VecinoDemoBot"]
        assert "rent" not in group.bot_messages[-1].text


async def test_forget_erases_the_chat_and_the_language_chosen_in_it(telegram: DemoServer) -> None:
    ana = telegram.user(language_code="en")
    await ana.start("_es")
    await ana.wait_for_message()
    said = await ana.ask("/forget")
    assert [message.text for message in ana.messages] == [said.text]
    assert "48 horas" in said.text
    await ana.start()
    assert "Housing" in (await ana.wait_for_message()).labels


async def test_what_telegram_does_not_erase_is_said(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ana.start()
    old = await ana.wait_for_message()
    telegram.world.clock.advance(49 * 3600)
    said = await ana.ask("/forget")
    assert old.message_id in [message.message_id for message in ana.messages]
    assert "48" in said.text
    assert "/forget" not in [message.text for message in ana.messages]


@pytest.mark.parametrize("name", ["start", "help", "language", "urgent", "privacy", "housing", "education"])
async def test_every_command_is_answered_with_buttons(telegram: DemoServer, name: str) -> None:
    answer = await telegram.user().ask(f"/{name}")
    assert answer.text and answer.labels


async def test_the_menu_stands_in_both_languages(telegram: DemoServer) -> None:
    # The menus are brought up to date beside the answering, which never waits for them.
    wanted = {"en": "Housing", "es": "Vivienda"}
    async with asyncio.timeout(30):
        while not all(  # noqa: ASYNC110 (nothing tells of a menu's arrival)
            {"command": "housing", "description": label} in telegram.world.profile.commands_for(code)
            for code, label in wanted.items()
        ):
            await asyncio.sleep(0.01)
