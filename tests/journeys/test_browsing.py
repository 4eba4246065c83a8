"""By buttons: language, category, need, card and the way back; and what people type in place of tapping."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, StartLink, decode_callback, encode_callback, encode_start, service_key
from bot.directory.loader import load_directory
from bot.i18n.locales import read_languages
from tests.journeys.conftest import DATA, publish_into

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo import DemoServer, Message, Person

LANGUAGES = read_languages()
DIRECTORY = load_directory(DATA)


def action(message: Message, label: str) -> Action:
    """What the first button whose label contains `label` asks for."""
    for button in message.buttons:
        if label in button.text and button.callback_data:
            found = decode_callback(button.callback_data, LANGUAGES.numbers)
            assert found is not None
            return found
    raise AssertionError(f"no button {label!r} among {message.labels}")


async def tap(person: Person, message: Message, label: str) -> Message:
    """Tap the first button whose label contains `label`; give the message as it then stands."""
    exact = next(button.text for button in message.buttons if label in button.text)
    await person.tap(message, exact)
    return await person.wait_for_message()


async def begin(person: Person, payload: str = "") -> Message:
    await person.start(payload)
    return await person.wait_for_message()


async def test_from_start_by_language_category_and_need_to_a_card_and_back_in_one_message(
    telegram: DemoServer,
) -> None:
    ana = telegram.user(language_code="ru")  # a phone in a language without an interface: the picker comes first
    picker = await begin(ana)
    assert {"English", "Español"} <= set(picker.labels)
    home = await tap(ana, picker, "Español")
    needs = await tap(ana, home, "Vivienda")
    results = await tap(ana, needs, "Ayuda con la renta")
    assert "Ayuda con la renta" in results.text
    first = next(label for label in results.labels if label.startswith("1. "))
    card = await tap(ana, results, first)
    assert card.text.startswith(first.removeprefix("1. ").rstrip("…"))
    back = card.labels[-3]  # the last row: back, urgent help, home
    again = await tap(ana, card, back)
    assert (again.text, again.labels) == (results.text, results.labels)
    assert (await tap(ana, again, again.labels[-1])).text == home.text
    assert len(ana.bot_messages) == 1
    assert all(toast.text == "" for toast in ana.toasts)


async def test_a_phone_whose_language_we_speak_goes_straight_home_in_it(telegram: DemoServer) -> None:
    assert "Vivienda" in (await begin(telegram.user(language_code="es-MX"))).labels
    assert "Housing" in (await begin(telegram.user(language_code="en"))).labels


async def test_later_pages_of_a_long_list_number_on_and_typed_numbers_follow(telegram: DemoServer) -> None:
    ana = telegram.user()
    needs = await tap(ana, await begin(ana), "Health care")
    longest = max(DIRECTORY.needs, key=lambda n: len([s for s in DIRECTORY.published if n.id in s.needs]))
    first = await begin(ana, encode_start(StartLink("need", longest.id.replace(".", "-").replace("_", "-"))))
    assert first.text != needs.text and longest.labels["en"] in first.text
    second = await tap(ana, first, "More")
    sixth = next(label for label in second.labels if label.startswith("6. "))
    card = await ana.ask("6")
    assert card.text.splitlines()[0].startswith(sixth.removeprefix("6. ").rstrip("…"))


@pytest.mark.parametrize("typed", ["1", "housing", "HOUSING", " Housing! ", "１"])
async def test_a_typed_number_or_label_does_what_its_button_does(telegram: DemoServer, typed: str) -> None:
    ana = telegram.user()
    home = await begin(ana)
    tapped = await tap(ana, home, "Housing")
    await begin(ana)
    answer = await ana.ask(typed)
    assert (answer.text, answer.labels) == (tapped.text, tapped.labels)


async def test_a_number_that_no_list_offers_gets_a_word_and_the_menu(telegram: DemoServer) -> None:
    ana = telegram.user()
    home = await begin(ana)
    answer = await ana.ask("77")
    assert answer.labels == home.labels and answer.text.endswith(home.text)
    bea = telegram.user("Bea")  # no list was ever shown to her
    assert (await bea.ask("3")).labels == home.labels


@pytest.mark.parametrize("data", ["forged", "h", "1B" + "-" * 31, ""])
async def test_a_forged_button_gets_a_kind_word_and_home(telegram: DemoServer, data: str) -> None:
    ana = telegram.user()
    home = await begin(ana)
    await ana.send_callback(home, data)
    answer = await ana.wait_for_message()
    assert answer.labels == home.labels and answer.text.endswith(home.text) and answer.text != home.text
    await ana.wait_for_toast()


async def test_a_button_to_a_service_that_is_gone_leads_home(telegram: DemoServer) -> None:
    ana = telegram.user()
    home = await begin(ana)
    gone = encode_callback(Action(Screen.SERVICE, "en", service=service_key("closed-long-ago")), 1)
    await ana.send_callback(home, gone)
    answer = await ana.wait_for_message()
    assert answer.labels == home.labels and answer.text.endswith(home.text) and answer.text != home.text


async def test_a_tap_on_a_message_too_old_to_edit_is_answered_by_a_new_one(telegram: DemoServer) -> None:
    ana = telegram.user()
    home = await begin(ana)
    housing = next(button.callback_data for button in home.buttons if button.text == "Housing")
    assert housing
    await ana.send_callback(replace(home, message_id=999_999), housing)
    assert "Housing" in (await ana.wait_for_message()).text
    assert len(ana.bot_messages) == 2


async def test_a_link_opens_its_service_in_its_language_and_its_partner_rides_along(telegram: DemoServer) -> None:
    service = DIRECTORY.published[0]
    ana = telegram.user(language_code="en")
    card = await begin(ana, encode_start(StartLink("service", service.id, "es", "unm1")))
    assert service.name in card.text
    home = await tap(ana, card, card.labels[-1])
    assert action(home, "Vivienda").partner == "unm1"
    assert action(home, "Vivienda").language == "es"
    typed = await ana.ask("ayuda con la renta")
    assert {action(typed, label).partner for label in typed.labels[-1:]} == {"unm1"}


@pytest.mark.parametrize("payload", ["service-no-such-thing_es", "_es", "x_es_??", "need-_es_abcdefgh"])
async def test_a_link_that_is_half_understood_opens_home_in_its_language(telegram: DemoServer, payload: str) -> None:
    assert "Vivienda" in (await begin(telegram.user(), payload)).labels


async def test_a_publish_while_people_chat_is_noticed(telegram: DemoServer, database: Path) -> None:
    service = DIRECTORY.published[0]
    ana = telegram.user()
    link = encode_start(StartLink("service", service.id))
    assert service.name in (await begin(ana, link)).text
    renamed = tuple(replace(s, name="A new name") if s.id == service.id else s for s in DIRECTORY.services)
    await publish_into(database, replace(DIRECTORY, services=renamed))
    async with asyncio.timeout(20):  # it looks every second; a busy machine indexes slowly
        while "A new name" not in (await begin(ana, link)).text:  # noqa: ASYNC110 - people see it only by asking again
            await asyncio.sleep(0.2)
