"""Places that people send or write. A point is rounded at once, kept with the session only, and stands in no button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.actions import HERE, Screen
from bot.chat.session import coarsen
from bot.replies.near import need_first, place_taken, share_label

if TYPE_CHECKING:
    from telegram import MaybeInaccessibleMessage

    from bot.actions import Action
    from bot.chat.turn import Turn


async def ask_for_place(turn: Turn, action: Action, *, is_tap: bool) -> None:
    """Ask where a list should be near to. Only private chats have a button that sends the phone's place (Bot API)."""
    if is_tap and turn.session.is_asking_place and turn.session.last_action == action:
        return  # a second tap: the question and its button already stand there
    buttons = [[KeyboardButton(share_label(turn.translator), request_location=True)]]
    buttons += [[KeyboardButton(button.label) for button in row] for row in turn.screen(action).rows]
    await turn.open(action, below=ReplyKeyboardMarkup(buttons, resize_keyboard=True, one_time_keyboard=True))


async def read_location(turn: Turn, latitude: float, longitude: float) -> None:
    """Round the place, keep it with the session, and show the last list again, nearest first."""
    turn.session = replace(turn.session, place=coarsen(latitude, longitude), is_asking_place=False)
    turn.remember()
    # The keyboard may be older than the session, so it is taken away in any case.
    await turn.send(place_taken(turn.translator), below=ReplyKeyboardRemove())
    await _show_near(turn, HERE)


async def read_zip(turn: Turn, code: str) -> None:
    """Show the last list again from the middle of a ZIP code that was all that somebody wrote."""
    await _show_near(turn, code)


async def forget_place(turn: Turn, action: Action, *, over: MaybeInaccessibleMessage | None) -> None:
    """Drop the place now and show the list in its own order."""
    turn.session = replace(turn.session, place=None)
    await turn.open(replace(action, screen=Screen.RESULTS, near="", page=0), over=over)


async def _show_near(turn: Turn, near: str) -> None:
    listed = _list_behind(turn.session.last_action)
    if listed is None:
        await turn.open_home(need_first(turn.translator))
    else:
        await turn.open(replace(listed, near=near, page=0))


def _list_behind(action: Action | None) -> Action | None:
    """The list that an action shows, asks a place for, or was opened from."""
    if action is None:
        return None
    need = action.origin[0] if action.screen is Screen.SERVICE and action.origin else action.need
    if not need or action.screen not in (Screen.RESULTS, Screen.NEAR, Screen.SERVICE):
        return None
    return replace(action, screen=Screen.RESULTS, need=need, service="", origin=())
