"""Taps: each button carries its whole request, so a tap works after a restart and leads back the same way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import Screen, decode_callback
from bot.chat.enclosures import enclose
from bot.chat.forget import forget
from bot.chat.location import ask_for_place, forget_place
from bot.chat.pack import send_pack
from bot.chat.patience import make_sure
from bot.chat.share import send_in
from bot.replies.near import FORGET_PLACE
from bot.replies.notices import stale_button

if TYPE_CHECKING:
    from telegram import CallbackQuery, MaybeInaccessibleMessage

    from bot.actions import Action
    from bot.chat.turn import Turn


async def tap(turn: Turn, query: CallbackQuery) -> None:
    """Show in place what the button asks for. An old or forged button leads Home with a kind word."""
    await make_sure(query.answer)
    action = decode_callback(query.data or "", turn.desk.translations.languages.numbers)
    if action is None:
        await turn.open_home(stale_button(turn.translator), over=query.message)
        return
    if action.language:
        turn.session = replace(turn.session, language=action.language)
    await follow(turn, action, over=query.message)


async def follow(turn: Turn, action: Action, *, over: MaybeInaccessibleMessage | None = None) -> None:
    """Do what a button says, tapped or typed: show its screen, ask for a place, or send something below the card."""
    if action.screen is Screen.FORGET:
        await forget(turn)
    elif action.screen is Screen.NEAR and action.page == FORGET_PLACE:
        await forget_place(turn, action, over=over)
    elif action.screen is Screen.NEAR:
        await ask_for_place(turn, action, is_tap=over is not None)
    elif action.screen in (Screen.MAP, Screen.CONTACT):
        await enclose(turn, action, is_tap=over is not None)
    elif action.screen is Screen.SEND_IN and action.spoken:
        await send_in(turn, action)
    elif action.screen is Screen.PACK and await send_pack(turn, action):
        return
    else:
        await turn.open(action, over=over)
