"""Near me: a place that is sent or written, the list ordered from it, and what a card gives to other apps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.actions import (
    HERE,
    Action,
    Screen,
    StartLink,
    decode_callback,
    encode_callback,
    encode_start,
    need_key,
    service_key,
)
from bot.directory.loader import load_directory
from bot.directory.model import AddressVisibility
from bot.directory.places import exact_point
from bot.i18n.locales import read_languages
from tests.journeys.conftest import DATA

if TYPE_CHECKING:
    from bot.demo import DemoServer, Message, Person
    from bot.directory.model import Service

LANGUAGES = read_languages()
DIRECTORY = load_directory(DATA)
NEED = "healthcare.clinic"
DOWNTOWN = (35.0844, -106.6504)
FAR_AWAY = (40.7128, -74.0060)


async def clinics(person: Person) -> Message:
    await person.start(encode_start(StartLink("need", "healthcare-clinic")))
    return await person.wait_for_message()


async def tap(person: Person, message: Message, label: str) -> Message:
    await person.tap(message, label)
    return await person.wait_for_message()


def miles(text: str) -> list[float]:
    """The distances in a list, from the top; those close by have no number."""
    near = text.replace("Less than half a mile away", "0 miles away")
    return [float(number) for number in re.findall(r"(\d+(?:\.\d+)?) miles? away", near)]


async def card_of(person: Person, service_id: str, near: str = "") -> Message:
    """A card, opened by a button such as a list has."""
    home = await clinics(person)
    data = encode_callback(Action(Screen.SERVICE, "en", service=service_key(service_id), near=near), 1)
    await person.send_callback(home, data)
    return await person.wait_for_message()


async def test_a_shared_place_shows_the_last_list_again_nearest_first(telegram: DemoServer) -> None:
    ana = telegram.user()
    question = await tap(ana, await clinics(ana), "Near me")
    assert "half an hour" in question.text
    assert [key["text"] for key in ana.reply_keys] == ["Send my place", "Back", "Urgent help", "Home"]
    await ana.press("Send my place")
    thanks, listed = await ana.wait_for_message(), await ana.wait_for_message()
    assert (thanks.labels, ana.reply_keys) == ((), [])
    assert "straight line" in listed.text
    assert len(miles(listed.text)) >= 2 and miles(listed.text) == sorted(miles(listed.text))
    card = await tap(ana, listed, listed.labels[0])
    assert "in a straight line" in card.text
    again = await tap(ana, card, "Back")
    assert (again.text, again.labels) == (listed.text, listed.labels)


async def test_a_place_orders_later_questions_too_until_it_is_forgotten(telegram: DemoServer) -> None:
    ana = telegram.user()
    await clinics(ana)
    await ana.send_location(*DOWNTOWN)
    await ana.wait_for_message()
    before = await ana.wait_for_message()
    answer = await ana.ask("help with rent")
    assert miles(answer.text) == sorted(miles(answer.text)) != []
    plain = await tap(ana, answer, "Forget my place")
    assert miles(plain.text) == [] and "Near me" in plain.labels
    assert miles((await ana.ask("help with rent")).text) == []
    forgotten = await tap(ana, before, "More") if "More" in before.labels else await tap(ana, before, before.labels[0])
    assert miles(forgotten.text) == []


async def test_no_button_holds_where_somebody_is(telegram: DemoServer) -> None:
    ana = telegram.user()
    await clinics(ana)
    await ana.send_location(*DOWNTOWN)
    await ana.wait_for_message()
    listed = await ana.wait_for_message()
    actions = [decode_callback(button.callback_data or "", LANGUAGES.numbers) for button in listed.buttons]
    assert {action.near for action in actions if action and action.screen is Screen.SERVICE} == {HERE}
    assert not any(digits in repr(listed.buttons) + listed.text for digits in ("35.08", "106.65"))


@pytest.mark.parametrize("typed", ["87102", "downtown", "Downtown!", "٨٧١٠٢"])
async def test_a_zip_code_or_a_part_of_the_city_alone_orders_the_last_list(telegram: DemoServer, typed: str) -> None:
    ana = telegram.user()
    await clinics(ana)
    listed = await ana.ask(typed)
    assert "Clinic" in listed.text or "clinic" in listed.text
    first, *others = miles(listed.text)
    assert re.search(r"About 1 mile away", listed.text) and first == 1 and others == sorted(others)


async def test_a_zip_code_follows_an_answer_to_a_question_too(telegram: DemoServer) -> None:
    ana = telegram.user()
    await clinics(ana)
    await ana.ask("help with rent")
    assert "rent" in (await ana.ask("87108")).text.splitlines()[0].lower()
    assert "what you need" in (await telegram.user("Bea").ask("87108")).text


async def test_a_zip_code_in_a_question_orders_its_answer(telegram: DemoServer) -> None:
    answer = await telegram.user().ask("doctor 87105")
    assert miles(answer.text) == sorted(miles(answer.text)) != []
    assert "near 87105" not in answer.text


async def test_a_question_instead_of_a_place_is_answered_and_takes_the_keyboard_away(telegram: DemoServer) -> None:
    ana = telegram.user()
    listed = await clinics(ana)
    await tap(ana, listed, "Near me")
    await ana.tap(listed, "Near me")  # impatience: asked once
    await ana.wait_for_toast()
    await ana.send("help with rent")
    closed, answer = await ana.wait_for_message(), await ana.wait_for_message()
    assert (closed.labels, ana.reply_keys) == ((), []) and "rent" in answer.text
    assert len(ana.bot_messages) == 4


@pytest.mark.parametrize("typed", ["Nob Hill", "Barelas", "zzyzx"])
async def test_a_part_of_the_city_that_no_source_places_is_asked_for_by_its_zip_code(
    telegram: DemoServer, typed: str
) -> None:
    ana = telegram.user()
    await tap(ana, await clinics(ana), "Near me")
    await ana.send(typed)
    await ana.wait_for_message()
    asked = await ana.wait_for_message()
    assert "I do not know where that is" in asked.text and asked.labels == ("Back", "Urgent help", "Home")
    assert "straight line" in (await ana.ask("87106")).text


async def test_back_on_the_keyboard_leads_to_the_list(telegram: DemoServer) -> None:
    ana = telegram.user()
    listed = await clinics(ana)
    await tap(ana, listed, "Near me")
    await ana.press("Back")
    await ana.wait_for_message()
    assert (await ana.wait_for_message()).text == listed.text


@pytest.mark.parametrize("typed", ["87501", "Santa Fe", "10001"])
async def test_outside_the_area_only_what_serves_more_than_it_is_shown_with_211(
    telegram: DemoServer, typed: str
) -> None:
    ana = telegram.user()
    await ana.start(encode_start(StartLink("need", "adjacent-immigration-legal")))
    await ana.wait_for_message()
    answer = await ana.ask(typed)
    assert "wider area" in answer.text and "211" in answer.text.replace("-", "")
    assert ("outside our area" in answer.text) == (typed != "10001")
    numbered = [label for label in answer.labels if label[0].isdigit()]
    wide = {s.name for s in DIRECTORY.published if (not s.location.address and not s.location.city) or s.service_area}
    assert numbered
    assert all(any(name.startswith(label.split(". ", 1)[1].rstrip("…")) for name in wide) for label in numbered)


async def test_a_place_far_away_is_outside_and_a_place_next_door_is_not(telegram: DemoServer) -> None:
    ana = telegram.user()
    await clinics(ana)
    await ana.send_location(*FAR_AWAY)
    await ana.wait_for_message()
    assert "outside our area" in (await ana.wait_for_message()).text
    await ana.send_location(35.2493, -106.6818)
    await ana.wait_for_message()
    assert "Nearest first" in (await ana.wait_for_message()).text


async def test_a_place_before_any_question_is_kept_for_the_next_one(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ana.send_location(*DOWNTOWN)
    await ana.wait_for_message()
    assert "Housing" in (await ana.wait_for_message()).labels
    assert miles((await ana.ask("doctor")).text)


async def test_a_button_near_a_place_that_is_forgotten_says_so(telegram: DemoServer) -> None:
    ana = telegram.user()
    home = await clinics(ana)
    await ana.send_callback(home, encode_callback(Action(Screen.RESULTS, "en", need=need_key(NEED), near=HERE), 1))
    listed = await ana.wait_for_message()
    assert "forgotten your place" in listed.text and "Near me" in listed.labels


async def test_the_pin_goes_below_the_card_once_however_often_it_is_tapped(telegram: DemoServer) -> None:
    service = next(s for s in DIRECTORY.published if exact_point(s.location) and s.location.address)
    ana = telegram.user()
    card = await card_of(ana, service.id)
    for _ in range(2):
        await ana.tap(card, "Map")
        await ana.wait_for_toast()
    venues = [m.attachment.wire for m in ana.bot_messages if m.attachment and m.attachment.kind == "venue"]
    assert [wire["title"] for wire in venues] == [service.name]
    typed = (await ana.ask("map")).attachment
    assert typed is not None and typed.wire == venues[0]
    assert venues[0]["location"] == {"latitude": service.location.latitude, "longitude": service.location.longitude}


async def test_the_contact_can_be_saved_and_the_number_copied(telegram: DemoServer) -> None:
    service = next(s for s in DIRECTORY.published if s.phones and s.location.address)
    ana = telegram.user()
    card = await card_of(ana, service.id)
    copied = next(button.wire["copy_text"] for button in card.buttons if button.text == "Copy the number")
    assert copied == {"text": service.phones[0].number}
    sent = await tap(ana, card, "Save contact")
    assert sent.attachment and sent.attachment.kind == "contact"
    assert sent.attachment.wire["phone_number"] == service.phones[0].number
    assert f"FN:{service.name}" in str(sent.attachment.wire["vcard"]).replace("\\", "")


HIDDEN = [s for s in DIRECTORY.published if s.location.visibility is AddressVisibility.HIDDEN]


@pytest.mark.parametrize("service", HIDDEN, ids=lambda service: service.id)
async def test_a_hidden_place_has_no_pin_and_no_distance(telegram: DemoServer, service: Service) -> None:
    ana = telegram.user()
    card = await card_of(ana, service.id, near="87102")
    assert "Map" not in card.labels and miles(card.text) == []
    assert "Distance unknown" in card.text
    forged = Action(Screen.MAP, "en", service=service_key(service.id))
    await ana.send_callback(card, encode_callback(forged, 1))
    assert (await ana.wait_for_message()).attachment is None
