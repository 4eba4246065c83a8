"""Questions that waited at Telegram while the bot was away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoServer, Fault, always
from bot.demo.refusals import RefusedError
from bot.errors import SilenceError
from tests.journeys.conftest import serving

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo import Message, Person
    from bot.pipeline import LiveRelease

EARLIER = "You asked this earlier. Here is the answer."
MINUTE = 60


async def ask_late(telegram: DemoServer, person: Person, text: str, minutes: int) -> Message:
    """Ask as if the bot had been away since."""
    telegram.world.clock.advance(-minutes * MINUTE)
    answer = await person.ask(text)
    telegram.world.clock.advance(minutes * MINUTE)
    return answer


@pytest.mark.parametrize(("language", "question"), [("en", "help with rent"), ("es", "ayuda con la renta")])
async def test_a_late_question_gets_one_line_and_a_button_to_its_list(
    telegram: DemoServer, language: str, question: str
) -> None:
    ana = telegram.user(language_code=language)
    whole = await telegram.user(language_code=language).ask(question)
    late = await ask_late(telegram, ana, question, 11)
    assert len(late.text.splitlines()) == 1 and len(late.labels) == 3
    assert late.text != whole.text and "+1 505" not in late.text
    await ana.tap(late, late.labels[0])
    assert "+1 505" in (await ana.wait_for_message()).text


async def test_a_question_of_some_minutes_ago_is_answered_as_ever(telegram: DemoServer) -> None:
    answer = await ask_late(telegram, telegram.user(), "help with rent", 9)
    assert EARLIER not in answer.text and "+1 505" in answer.text


async def test_a_late_call_for_help_is_answered_in_full(telegram: DemoServer) -> None:
    late = await ask_late(telegram, telegram.user(), "I want to die", 300)
    first, _, number, *_ = late.text.splitlines()
    assert first == EARLIER and "988" in number


async def test_what_has_no_list_is_answered_in_full(telegram: DemoServer) -> None:
    late = await ask_late(telegram, telegram.user(), "weather", 30)
    assert late.text.startswith(EARLIER) and "2-1-1" in late.text and "Housing" in late.labels


async def test_private_data_that_comes_late_is_erased_too(telegram: DemoServer) -> None:
    ana = telegram.user()
    late = await ask_late(telegram, ana, "My number is A123456789, I need a dentist", 11)
    await telegram.settle()
    assert late.text.startswith(EARLIER) and "Erase this chat" in late.labels
    assert [message.text for message in ana.messages if not message.is_from_bot] == []


async def test_a_zip_code_after_a_late_answer_leads_to_the_same_list(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ask_late(telegram, ana, "help with rent", 11)
    assert "Nearest first" in (await ana.ask("87108")).text


async def test_a_bot_that_hears_nothing_for_too_long_ends_with_a_sentence(
    database: Path, release: LiveRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.watchdog.END_AFTER", 0.2)
    monkeypatch.setattr("bot.chat.watchdog.LOOK_EVERY", 0.01)
    async with DemoServer() as server:
        server.faults = always(Fault(refusal=RefusedError(502, "Bad Gateway")), "getUpdates")
        with pytest.raises(SilenceError, match="Start the bot again"):
            async with serving(database, release, server) as run:
                await asyncio.wait([run])
