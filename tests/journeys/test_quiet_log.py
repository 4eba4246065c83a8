"""What the log says while people write: nothing, until the regular line."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest

from bot.demo.faults import Fault, once
from bot.demo.refusals import RefusedError
from bot.logs import Event, Vitals, log_event
from bot.outlets import Outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.demo import DemoServer


@pytest.fixture
def log(telegram: DemoServer) -> Iterator[io.StringIO]:
    """What an operator would see from now on."""
    stream, root = io.StringIO(), logging.getLogger()
    outlet, level = Outlet("readable", stream, hold=True), root.level
    root.addHandler(outlet)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(outlet)
    root.setLevel(level)


def write_regular_line() -> None:
    log_event(Event.STILL_SERVING, vitals=Vitals(1.0, 1, 118, None))


async def test_questions_taps_and_commands_write_nothing(telegram: DemoServer, log: io.StringIO) -> None:
    ana = telegram.user(language_code="es")
    answer = await ana.ask("nesecito ayuda pa la renta")
    assert answer.labels
    for text in ("/start", "/privacy", "/forget", "zzyzx", "quiero morir", "A012345678"):
        await ana.ask(text)
    assert log.getvalue() == ""


async def test_a_fault_on_a_question_waits_for_the_regular_line_and_says_nothing_of_it(
    telegram: DemoServer, log: io.StringIO
) -> None:
    ana = telegram.user(language_code="en")
    telegram.faults = once("sendMessage", Fault(refusal=RefusedError(400, "Bad Request: xiomara asked for rent")))
    apology = await ana.ask("help with rent for xiomara")
    assert "505" not in apology.text
    assert log.getvalue() == ""
    write_regular_line()
    fault, regular = log.getvalue().splitlines()
    assert "SEND_FAILED" in fault and "error=BadRequest" in fault
    assert regular.endswith("faults: 1 (SEND_FAILED 1)")
    assert "xiomara" not in log.getvalue() and "rent" not in log.getvalue()
