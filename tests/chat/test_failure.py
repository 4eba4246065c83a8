"""The one error handler: settled or not, logged without words, and an apology with the same id."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import pytest
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut

from bot.chat.failure import handle_failure
from bot.chat.transport import FloodError, NotSentError
from bot.logs import AllowListFormatter

if TYPE_CHECKING:
    from collections.abc import Iterator

UPDATE = Update(1)
SENTINEL = "Xiomara-A012345678"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AllowListFormatter("json"))
    logger = logging.getLogger("bot")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


class Apology:
    """Records what would be said, or fails as Telegram would."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.incidents: list[str] = []
        self._failure = failure

    async def __call__(self, update: Update, incident: str) -> None:
        if self._failure:
            raise self._failure
        self.incidents.append(incident)


async def test_the_person_and_the_log_get_the_same_id_and_no_words(log: io.StringIO) -> None:
    apology = Apology()
    assert await handle_failure(apology, UPDATE, KeyError(SENTINEL))
    line = json.loads(log.getvalue())
    assert [line["incident"]] == apology.incidents
    assert (line["event"], line["error"]) == ("HANDLER_FAILED", "KeyError")
    assert SENTINEL not in log.getvalue()


async def test_each_failure_has_its_own_id(log: io.StringIO) -> None:
    apology = Apology()
    for _ in range(20):
        await handle_failure(apology, UPDATE, ValueError())
    assert len(set(apology.incidents)) == 20


async def test_an_answer_that_telegram_refused_is_told_apart_from_our_faults(log: io.StringIO) -> None:
    await handle_failure(Apology(), UPDATE, TimedOut())
    assert json.loads(log.getvalue())["event"] == "SEND_FAILED"


async def test_a_person_who_blocked_the_bot_leaves_no_line(log: io.StringIO) -> None:
    apology = Apology()
    assert await handle_failure(apology, UPDATE, Forbidden("bot was blocked by the user"))
    assert (apology.incidents, log.getvalue()) == ([], "")


@pytest.mark.parametrize("refusal", [Forbidden("blocked"), BadRequest("chat not found"), ValueError(SENTINEL)])
async def test_an_apology_that_can_never_arrive_settles_the_question(log: io.StringIO, refusal: Exception) -> None:
    assert await handle_failure(Apology(refusal), UPDATE, ValueError())
    assert SENTINEL not in log.getvalue()


@pytest.mark.parametrize("outage", [NotSentError("refused"), TimedOut(), NetworkError("502"), FloodError(3)])
async def test_an_apology_that_could_arrive_later_leaves_the_question_open(
    log: io.StringIO, outage: TelegramError
) -> None:
    assert not await handle_failure(Apology(outage), UPDATE, ValueError())
