from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import InvalidToken, NetworkError

from bot.cli.failures import FAILURES, no_token, sentence_of


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (no_token(), "BOT_TOKEN is not set: get one from @BotFather"),
        (InvalidToken("sentinel"), "Telegram does not know this BOT_TOKEN"),
        (NetworkError("sentinel"), "Telegram cannot be reached (NetworkError)"),
        (OperationalError("sentinel", {}, ValueError("sentinel")), "cannot be opened (OperationalError)"),
        (PermissionError("sentinel"), "cannot be opened (PermissionError)"),
    ],
)
def test_each_failure_gets_one_sentence_without_the_words_of_a_library(error: Exception, words: str) -> None:
    said = sentence_of(error)
    assert isinstance(error, FAILURES) and words in said
    assert "sentinel" not in said and "\n" not in said
