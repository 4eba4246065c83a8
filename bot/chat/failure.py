"""The one error handler: an id for the person and the log, an apology, and not a word of what was asked."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.logs import Event, log_event

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Update

    Apologise = Callable[[Update, str], Awaitable[object]]
    """Asks the person, in their language, to try again; the string is the incident's id."""


async def handle_failure(apologise: Apologise, update: Update, error: Exception) -> bool:
    """Log `error` by type and place, apologise, and say whether `update` is settled.

    False means that the person could not be told because Telegram was out of reach: the question must be tried again.
    """
    if isinstance(error, Forbidden):  # they blocked the bot: nobody to tell, and no line, for it was a person's act
        return True
    incident = secrets.token_hex(3)
    event = Event.SEND_FAILED if isinstance(error, TelegramError) else Event.HANDLER_FAILED
    log_event(event, error=error, incident=incident)
    try:
        await apologise(update, incident)
    except Forbidden:
        return True
    except Exception as second:
        log_event(Event.SEND_FAILED, error=second, incident=incident)
        return not _may_pass(second)
    return True


def _may_pass(error: Exception) -> bool:
    # PTB derives BadRequest from NetworkError, but asking again the same way would be refused again.
    return isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest)
