"""What people type: numbers and labels as twins of the buttons, commands, and questions in their own words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.actions import Action, Screen
from bot.chat.browse import follow
from bot.chat.commands import actions_of_commands, read_command
from bot.chat.forget import forget
from bot.chat.location import read_zip
from bot.chat.start import start
from bot.chat.turn import fold, fold_label
from bot.pipeline import Question, put_in_words, understand
from bot.replies.late import asked_earlier
from bot.replies.notices import list_forgotten, no_such_choice
from bot.replies.twins import lasting_words, passing_words
from bot.text import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.chat.turn import Turn
    from bot.i18n.translations import Translator

LONGEST_CHOICE: Final = 2
"""Digits of a number that can mean a button. Longer ones are a ZIP code or a phone number such as 988."""


async def read_text(turn: Turn, text: str) -> None:
    """Answer a typed text, whatever it is."""
    command = read_command(text)
    if command is None:
        await _read_words(turn, text)
    elif command.name == "start":
        await start(turn, command.rest)
    elif command.rest:  # "/housing my rent is late": the words say more than the command
        await ask(turn, command.rest)
    elif command.name == "forget":
        await forget(turn)
    else:
        commands = actions_of_commands(turn.release.catalogue.directory)
        await turn.open(commands.get(command.name, Action(Screen.HELP)))


async def ask(turn: Turn, text: str, normalized: str = "") -> None:
    """Answer a question by the straight line, then count what it was about."""
    question = Question(
        text,
        hint=turn.phone_language,
        chosen_language=turn.session.language or "",
        partner=turn.partner,
        last_action=turn.session.last_action,
        here=turn.session.place,
        normalized=normalized,
    )
    now = turn.desk.clock()
    decision = understand(question, turn.release, now)
    reply = put_in_words(decision, question, turn.release, turn.desk.translations, now)
    turn.session = replace(turn.session, last_action=reply.listed, enclosed=frozenset())
    if turn.is_late:
        reply = asked_earlier(reply, turn.release.catalogue, turn.desk.translations.translator(reply.language))
    if reply.noticed_private and turn.desk.erase_typed == "sensitive":
        turn.is_to_erase = True
    await turn.answer(reply)
    language = decision.language or turn.language
    turn.desk.counting.note_question(decision, turn.release.catalogue, language, turn.partner, turn.chat_id)


async def _read_words(turn: Turn, text: str) -> None:
    normalized = normalize(text)
    typed = fold(normalized)
    standing = _standing_words(turn.translator)
    action = turn.session.meant_by(typed) if typed else None
    if action is not None:
        await follow(turn, action)
    elif typed.isdecimal() and len(typed) <= LONGEST_CHOICE:
        t = turn.translator
        await turn.open_home(no_such_choice(t) if turn.session.choices else list_forgotten(t))
    elif code := turn.release.catalogue.places.zip_named(typed):
        await read_zip(turn, code)
    elif typed not in standing:
        await ask(turn, text, normalized)
    elif action := standing[typed]:
        await turn.open(action)
    else:
        await turn.open_home(list_forgotten(turn.translator))


@lru_cache(maxsize=64)
def _standing_words(t: Translator) -> Mapping[str, Action | None]:
    """The words on standing buttons, folded, with what they open; None for those of a list that is forgotten."""
    passing = dict.fromkeys(map(fold_label, passing_words(t)))
    return passing | {fold_label(label): action for label, action in lasting_words(t).items()}
