"""Private data that people send all the same: answered, not repeated, not kept in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, encode_callback
from bot.demo import Call, DemoServer, Fault, always
from bot.demo.refusals import RefusedError, bad_request
from tests.journeys.conftest import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.config import EraseTyped
    from bot.demo import Person
    from bot.pipeline import LiveRelease

ERASED = "I erased your message from this chat."
BY_HAND = "Please delete your message yourself: hold it, then Delete."
PRIVATE = "My number is A123456789, I need a dentist"
KINDS = ["photo", "sticker", "voice", "document", "video", "audio", "animation", "video_note"]
HOUR = 3600


def own(person: Person) -> list[str]:
    """The texts of the person's own messages that still stand in the chat."""
    return [message.text for message in person.messages if not message.is_from_bot]


def said(person: Person) -> list[str]:
    return [message.text for message in person.bot_messages]


class Calls:
    """Notes every call of the bot in order and lets `faults` decide how it goes."""

    def __init__(self, faults: Callable[[Call], Fault | None] = lambda call: None) -> None:
        self.methods: list[str] = []
        self._faults = faults

    def __call__(self, call: Call) -> Fault | None:
        self.methods.append(call.method)
        return self._faults(call)


@pytest.fixture
async def quiet(database: Path, release: LiveRelease, erase_typed: EraseTyped) -> AsyncIterator[DemoServer]:
    """A server with a bot that has this ERASE_TYPED."""
    async with DemoServer() as server:
        async with serving(database, release, server, erase_typed=erase_typed):
            yield server
        assert server.violations == []


@pytest.mark.parametrize(
    "text",
    [
        PRIVATE,
        "/help my phone is 505-555-0100 and the rent is late",
        "I am undocumented and need a doctor",
        "me llamo Ana, nací el 3 de mayo de 1990, busco trabajo",
    ],
)
async def test_private_data_is_answered_then_erased_and_never_repeated(telegram: DemoServer, text: str) -> None:
    ana = telegram.user(language_code="en")
    telegram.faults = calls = Calls()
    answer = await ana.ask(text)
    await telegram.settle()
    assert own(ana) == []
    order = [method for method in calls.methods if method in ("sendMessage", "deleteMessage")]
    assert order == ["sendMessage", "deleteMessage", "sendMessage"]
    assert len(said(ana)) == 2 and len(answer.labels) > 2
    shown = " ".join(said(ana)).lower()
    assert not [word for word in ("123456789", "0100", "undocumented", "1990", "passport", "a-number") if word in shown]


async def test_the_same_services_are_found_with_private_data_as_without(telegram: DemoServer) -> None:
    plain = await telegram.user().ask("I need a dentist")
    private = await telegram.user().ask(f"I need a dentist. {PRIVATE.split(',')[0]}")
    first = plain.text.splitlines()[0]
    assert private.text.startswith(first)
    numbered = [label for label in plain.labels if label[0].isdecimal()]
    assert numbered and [label for label in private.labels if label[0].isdecimal()] == numbered


async def test_an_ordinary_question_stays_and_gets_no_button_to_erase(telegram: DemoServer) -> None:
    ana = telegram.user()
    answer = await ana.ask("help with rent in 87108")
    await telegram.settle()
    assert own(ana) == ["help with rent in 87108"] and len(said(ana)) == 1
    assert "Erase this chat" not in answer.labels


@pytest.mark.parametrize(
    "refusal", [bad_request("message can't be deleted for everyone"), RefusedError(403, "Forbidden: not allowed")]
)
async def test_where_telegram_refuses_the_person_hears_how_to_erase_it(
    telegram: DemoServer, refusal: RefusedError
) -> None:
    ana = telegram.user()
    telegram.faults = always(Fault(refusal=refusal), "deleteMessage")
    await ana.ask(PRIVATE)
    await telegram.settle()
    assert said(ana)[1:] == [BY_HAND]
    assert own(ana) == [PRIVATE]


async def test_a_place_that_holds_a_house_number_is_erased_too(telegram: DemoServer) -> None:
    ana = telegram.user()
    listed = await ana.ask("I need a dentist")
    await ana.tap(listed, "Near me")
    await ana.wait_for_message()
    await ana.ask("I live at 1234 Central Ave SE")
    await telegram.settle()
    assert "I live at 1234 Central Ave SE" not in own(ana)
    assert said(ana)[-1] == ERASED


@pytest.mark.parametrize("erase_typed", ["always"])
async def test_always_erases_every_message(quiet: DemoServer, erase_typed: EraseTyped) -> None:
    ana = quiet.user(language_code="en")
    for text in ("help with rent", "1", "/privacy", "87108"):
        await ana.ask(text)
        await quiet.settle()
        assert own(ana) == [] and said(ana)[-1] == ERASED
    await ana.send_location(35.08, -106.65)
    await quiet.settle()
    assert own(ana) == [] and ana.messages[-1].text == ERASED
    forgotten = await ana.ask("/forget")
    await quiet.settle()
    assert said(ana) == [forgotten.text]


@pytest.mark.parametrize("erase_typed", ["never"])
async def test_never_erases_nothing(quiet: DemoServer, erase_typed: EraseTyped) -> None:
    ana = quiet.user()
    quiet.faults = calls = Calls()
    answer = await ana.ask(PRIVATE)
    assert "Erase this chat" in answer.labels
    await ana.send_file("photo")
    refused = await ana.wait_for_message()
    assert "cannot open" in refused.text and "erase" not in refused.text.lower()
    await quiet.settle()
    assert len(said(ana)) == 2 and len(ana.messages) == 4
    assert not {"deleteMessage", "deleteMessages"} & set(calls.methods)


@pytest.mark.parametrize("kind", [*KINDS, "contact"])
async def test_files_are_erased_unopened(telegram: DemoServer, kind: str) -> None:
    ana = telegram.user()
    telegram.faults = calls = Calls()
    await (ana.send_contact("+15055550100") if kind == "contact" else ana.send_file(kind))
    refused = await ana.wait_for_message()
    await telegram.settle()
    assert ERASED in refused.text and ana.messages == [refused]
    assert "getFile" not in calls.methods


async def test_a_file_that_telegram_keeps_is_to_be_deleted_by_hand(telegram: DemoServer) -> None:
    ana = telegram.user()
    telegram.faults = always(Fault(refusal=bad_request("message can't be deleted")), "deleteMessage")
    await ana.send_file("photo")
    assert BY_HAND in (await ana.wait_for_message()).text


async def test_an_album_is_refused_once_and_erased_whole(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ana.start()
    for album in ("7001", "7001", "7001", "7002"):
        photo = telegram.world.new_message(ana.chat, ana.user)
        ana.chat.put(photo)
        body = photo.to_wire(ana.chat.wire) | {"photo": [], "media_group_id": album}
        telegram.world.updates.add("message", body, ana.id)
    await telegram.settle()
    assert own(ana) == ["/start"] and [ERASED in text for text in said(ana)] == [False, True, True]


@pytest.mark.parametrize("from_screen", ["/privacy", PRIVATE, "delete my data"])
async def test_a_button_erases_the_chat_with_all_that_is_newer_than_it(telegram: DemoServer, from_screen: str) -> None:
    ana = telegram.user(language_code="en")
    screen = await ana.ask(from_screen)
    await telegram.settle()
    await ana.ask("help with rent")
    await ana.tap(screen, "Erase this chat")
    await telegram.settle()
    assert [message.text.splitlines()[0] for message in ana.messages] == [
        "I erased what Telegram let me erase in this chat."
    ]


async def test_the_words_of_the_button_may_be_typed(telegram: DemoServer) -> None:
    ana = telegram.user(language_code="en")
    await ana.ask("/privacy")
    await ana.ask("erase this chat")
    await telegram.settle()
    assert len(ana.messages) == 1


async def test_forget_goes_back_over_thousands_of_messages_of_others_in_fifty_calls(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ana.ask("help with rent")
    for _ in range(3000):
        next(ana.chat.numbers)
    assert "48 hours" in (await ana.ask("/forget")).text and len(ana.messages) == 1
    await ana.ask("help with rent")
    for _ in range(6000):
        next(ana.chat.numbers)
    telegram.faults = calls = Calls()
    left = await ana.ask("/forget")
    await telegram.settle()
    assert "Some messages may remain." in left.text and len(ana.messages) > 1
    assert calls.methods.count("deleteMessages") <= 50


async def test_forget_asks_for_nothing_that_is_known_to_be_too_old(telegram: DemoServer) -> None:
    ana = telegram.user()
    telegram.world.clock.advance(-60 * HOUR)
    await ana.ask("help with rent")
    for _ in range(1000):
        next(ana.chat.numbers)
    telegram.world.clock.advance(60 * HOUR)
    telegram.faults = calls = Calls()
    assert "48 hours" in (await ana.ask("/forget")).text
    await telegram.settle()
    assert calls.methods.count("deleteMessages") == 1
    assert own(ana) == ["help with rent"]


async def test_everything_young_enough_goes_though_something_among_it_is_too_old(telegram: DemoServer) -> None:
    ana = telegram.user()
    telegram.world.clock.advance(-60 * HOUR)
    old = await ana.ask("help with rent")
    telegram.world.clock.advance(60 * HOUR)
    for _ in range(30):
        next(ana.chat.numbers)
    await ana.ask("a dentist")
    # A bot that was started since knows nothing of what came before.
    data = encode_callback(Action(Screen.FORGET, "en"), 1)
    await ana.send_callback(old, data)
    await telegram.settle()
    assert own(ana) == ["help with rent"] and len(ana.bot_messages) == 2
