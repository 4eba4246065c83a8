from __future__ import annotations

import asyncio
import io
import json
import logging
from typing import TYPE_CHECKING

import pytest

from bot import pulse
from bot.logs import Event
from bot.outlets import Outlet
from bot.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.pipeline import LiveRelease


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    outlet = Outlet("json", stream, hold=True)
    logger = logging.getLogger("bot")
    level = logger.level
    logger.addHandler(outlet)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(outlet)
    logger.setLevel(level)


async def test_a_beat_tells_the_release_and_how_long_telegram_is_silent(log: io.StringIO, shipped: LiveRelease) -> None:
    polled = asyncio.get_running_loop().time() - 300
    Pulse(lambda: polled, lambda: shipped).beat(Event.STILL_SERVING)
    line = json.loads(log.getvalue())
    assert (line["event"], line["release"], line["services"]) == ("STILL_SERVING", 0, len(shipped.catalogue.services))
    assert (line["state"], line["last_poll_minutes"], line["faults"]) == ("not reaching Telegram", 5, {})
    assert 10 <= line.get("memory_mb", 10) < 100_000


async def test_beats_come_again_and_again_without_anybody_writing(
    log: io.StringIO, shipped: LiveRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "BEAT_EVERY", 0.0)
    beats, third = 0, asyncio.Event()

    def last_poll() -> None:
        nonlocal beats
        beats += 1
        if beats == 3:
            third.set()

    beating = asyncio.create_task(Pulse(last_poll, lambda: shipped).keep())
    await third.wait()
    beating.cancel()
    with pytest.raises(asyncio.CancelledError):
        await beating
    assert log.getvalue().count('"STILL_SERVING"') >= 3
