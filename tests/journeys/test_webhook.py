"""The whole bot, called by Telegram instead of asking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo import Call, DemoServer
from tests.journeys.conftest import serving
from tests.web.echo import open_hook

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo import Fault
    from bot.pipeline import LiveRelease


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
