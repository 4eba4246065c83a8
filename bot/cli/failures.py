"""What keeps the bot from starting, or a command from reaching Telegram, as one sentence that says what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.chat.patience import pause_of
from bot.errors import SettingsError, VecinoError

FAILURES: Final = (VecinoError, TelegramError, SQLAlchemyError, OSError)
"""What `sentence_of` has words for."""
WRONG_TOKEN: Final = "Telegram does not know this BOT_TOKEN: copy it again from @BotFather."


def no_token() -> SettingsError:
    """BOT_TOKEN is not set."""
    return SettingsError("BOT_TOKEN is not set: get one from @BotFather and write it into .env.")


def sentence_of(error: Exception) -> str:
    """What to say about one of `FAILURES`. The texts of libraries may hold an address with its password: never them."""
    if isinstance(error, VecinoError):
        return str(error)
    if isinstance(error, InvalidToken):
        return WRONG_TOKEN
    if isinstance(error, RetryAfter):
        pause = timedelta(seconds=round(pause_of(error)))
        return f"Telegram takes no more changes for {pause} (hours, minutes, seconds). Run this again after that."
    if isinstance(error, TelegramError):
        return f"Telegram cannot be reached ({type(error).__name__}): check the connection, then run this again."
    return f"The database cannot be opened ({type(error).__name__}): check DATABASE_URL."
