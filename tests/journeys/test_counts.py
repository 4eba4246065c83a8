"""What many people ask for becomes counts when the bot stops; what few ask for leaves no trace."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import StartLink, encode_start
from bot.demo import DemoServer
from bot.directory.catalogue import Catalogue
from bot.directory.model import Partner
from bot.storage.session import open_engine
from bot.storage.usage import windows
from tests.journeys.conftest import address, serving

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pipeline import LiveRelease
    from bot.storage.usage import UsageWindow

MANY = 16
"""Enough that two of them in one seat do not make them too few."""


async def written(database: Path) -> list[UsageWindow]:
    engine = open_engine(address(database))
    try:
        return await windows(engine)
    finally:
        await engine.dispose()


async def test_needs_typed_tapped_and_linked_are_counted_and_few_people_are_not(
    database: Path, release: LiveRelease
) -> None:
    library = replace(release.catalogue.directory, partners=(Partner("lib", "Library"),))
    release = replace(release, catalogue=Catalogue.of(library))
    async with DemoServer() as server:
        async with serving(database, release, server):
            for number in range(MANY):
                ana = server.user(f"Sentinel{number}", language_code="es")
                await ana.start(encode_start(StartLink("need", "education-esl", "es", "lib")))
                await ana.wait_for_message()
                await ana.ask("necesito ayuda con la renta")
                await ana.ask("help with rent")  # once more, in English: one person, two languages
                await ana.ask("I need new glasses")
                await ana.ask("zzyzx")
            bea = server.user("Bea")
            await bea.start(encode_start(StartLink("need", "healthcare-dental", "vi", "ana")))  # a code nobody gave
            await bea.wait_for_message()
            await bea.ask("tôi cần bác sĩ tâm lý")
            await server.settle()
            assert await written(database) == []
        assert server.violations == []
    (window,) = await written(database)
    assert set(window.needs) == {
        ("education.esl", True),
        ("housing.rent_help", True),
        ("healthcare.vision", False),
        ("none", False),
    }
    assert window.languages == {}  # as many in Spanish as there are at all: saying so would tell that nobody else was
    assert window.partners.keys() == {"lib"}
    assert {*window.needs.values(), *window.partners.values()} <= {10, 15}
    assert b"Sentinel" not in await asyncio.to_thread(database.read_bytes)


async def test_a_window_with_one_person_is_that_of_none(database: Path, release: LiveRelease) -> None:
    for people in (0, 1):
        async with DemoServer() as server:
            async with serving(database, release, server):
                for number in range(people):
                    ana = server.user(f"Ana{number}")
                    for text in ("help with rent", "a dentist", "zzyzx", "/education", "1"):
                        await ana.ask(text)
            assert server.violations == []
    nobody, one = await written(database)
    assert (one.needs, one.languages, one.partners) == (nobody.needs, nobody.languages, nobody.partners) == ({}, {}, {})
