"""Telling staff: something is wrong with a listing. What is left on disk is a count."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.actions import Action, Screen, StartLink, decode_callback, encode_start
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.i18n.locales import read_languages
from bot.replies.reporting import kind_of
from bot.storage.reports import reports
from bot.storage.session import open_engine
from tests.journeys.conftest import DATA, address, serving

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo import Message, Person
    from bot.pipeline import LiveRelease

LANGUAGES = read_languages()
SERVICE = load_directory(DATA).published[0]


def action(data: str | None) -> Action | None:
    return decode_callback(data or "", LANGUAGES.numbers)


def label_of(message: Message, screen: Screen, kind: str = "") -> str:
    """The label of the button that leads to a screen, whatever the language: texts may still be untranslated."""
    for button in message.buttons:
        found = action(button.callback_data)
        if found and found.screen is screen and kind_of(found) == kind:
            return button.text
    raise AssertionError(f"no {screen} {kind} among {message.labels}")


async def tap(person: Person, message: Message, label: str) -> Message:
    await person.tap(message, label)
    return await person.wait_for_message()


async def open_card(person: Person, language: str) -> Message:
    await person.start(encode_start(StartLink("service", SERVICE.id, language)))
    return await person.wait_for_message()


@pytest.mark.parametrize("language", ["en", "es", "ar", "zh"])
@pytest.mark.parametrize("way", ["tapped", "typed"])
async def test_a_report_is_thanked_for_in_place_and_leads_back_to_the_card(
    telegram: DemoServer, language: str, way: str
) -> None:
    ana = telegram.user(language_code="en")
    card = await open_card(ana, language)
    asked_for = label_of(card, Screen.REPORT)
    asked = await (tap(ana, card, asked_for) if way == "tapped" else ana.ask(asked_for.lower() + "!"))
    chosen = label_of(asked, Screen.REPORT, "moved")
    thanks = await (tap(ana, asked, chosen) if way == "tapped" else ana.ask(chosen))
    again = await tap(ana, thanks, label_of(thanks, Screen.SERVICE))
    assert (again.text, again.labels) == (card.text, card.labels)
    assert len(ana.bot_messages) == (1 if way == "tapped" else 3)


async def test_the_same_person_counts_once_and_what_is_on_disk_is_a_count(database: Path, release: LiveRelease) -> None:
    async with DemoServer() as server:
        async with serving(database, release, server):
            for name in ("Sentinel", "Bea"):
                person = server.user(name, language_code="en")
                card = await open_card(person, "es")
                asked = await tap(person, card, label_of(card, Screen.REPORT))
                closed = label_of(asked, Screen.REPORT, "closed")
                data = next(b.callback_data for b in asked.buttons if b.text == closed)
                assert data
                for _ in range(3):  # impatient taps on the same button
                    await person.send_callback(asked, data)
                await server.settle()
                await person.ask("/forget")
                asked = await tap(person, await open_card(person, "en"), "Something is wrong")
                await tap(person, asked, "It has closed")
            await server.settle()
        assert server.violations == []
    engine = open_engine(address(database))
    assert [(row.service_id, row.kind, row.count) for row in await reports(engine)] == [(SERVICE.id, "closed", 2)]
    await engine.dispose()
    assert b"Sentinel" not in await asyncio.to_thread(database.read_bytes)
