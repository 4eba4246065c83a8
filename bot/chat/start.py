"""/start, plain or by a link from a poster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import Action, Screen, decode_start
from bot.chat.language import is_known
from bot.replies.screens import action_of_link

if TYPE_CHECKING:
    from bot.chat.turn import Turn


async def start(turn: Turn, parameter: str) -> None:
    """Open what the link names. Who comes plainly, with a phone in a language we lack, chooses a language first."""
    languages = turn.desk.translations.languages
    link = decode_start(parameter, languages.codes)
    action = action_of_link(link, turn.release.catalogue, turn.language)
    spoken = link.language or turn.session.language
    if action.screen is Screen.HOME and not is_known(languages, spoken, turn.phone_language):
        action = Action(Screen.LANGUAGES, partner=action.partner)
    await turn.open(action)
