"""The whole bot, called by Telegram instead of asking it."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import pytest

from bot.demo import Call, DemoServer
from bot.outlets import Outlet
from tests.journeys.conftest import serving
from tests.web.echo import open_hook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.demo import Fault
    from bot.pipeline import LiveRelease


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What an operator would see from now on, for programs."""
    stream, root = io.StringIO(), logging.getLogger()
    outlet, level = Outlet("json", stream, hold=True), root.level
    root.addHandler(outlet)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(outlet)
    root.setLevel(level)


async def test_questions_and_taps_are_answered_and_after_polling_again_too(
    database: Path, release: LiveRelease
) -> None:
    calls: list[str] = []

    def note(call: Call) -> Fault | None:
        calls.append(call.method)
        return None

    async with DemoServer() as server:
        server.faults = note
        ana = server.user()
        async with serving(database, release, server, hook=open_hook()):
            card = await ana.ask("help with rent")
            assert "+1 505" in card.text
            await ana.tap(card, card.labels[0])
            await ana.wait_for_toast()  # rides in the response, so no call brings it
            assert "getUpdates" not in calls and "answerCallbackQuery" not in calls
            await server.settle()
        async with serving(database, release, server):
            assert "988" in (await ana.ask("I want to die")).text
        assert server.violations == []


async def test_the_regular_line_knows_that_telegram_has_promised_to_call(
    database: Path, release: LiveRelease, log: io.StringIO
) -> None:
    async with DemoServer() as server, serving(database, release, server, hook=open_hook()):
        await server.user().ask("help with rent")
    last = json.loads(log.getvalue().splitlines()[-1])
    assert (last["event"], last["state"]) == ("BOT_STOPPED", "answering")
