"""The checker of histories finds what it is there to find."""

from __future__ import annotations

from itertools import count

import pytest

from bench.residents import APOLOGY, QUESTIONS, Asked, Verdicts
from bot.demo.entities import Text
from bot.demo.messages import Message, User
from bot.demo.state import Event, EventKind

BOT, ANA = User(1, "Vecino", is_bot=True), User(2, "Ana")
RENT, DENTIST = QUESTIONS["help with rent"], QUESTIONS["I need a dentist"]


def history(*happened: tuple[EventKind, User, str, int]) -> list[Event]:
    """What stands in a chat: kind, sender, first line and message number of each event, numbered from 1."""
    numbers = count(1)
    return [
        Event(next(numbers), kind, Message(message_id, ANA.id, sender, 0, Text(f"{line}\nmore")))
        for kind, sender, line, message_id in happened
    ]


def judge(events: list[Event], *asked: Asked) -> tuple[Verdicts, int]:
    verdicts = Verdicts()
    surplus = verdicts.judge(events, asked)
    return verdicts, surplus


def fates(verdicts: Verdicts) -> dict[str, int]:
    return {name: number for name in ("doubled", "told", "silent", "strange") if (number := getattr(verdicts, name))}


TYPED: tuple[EventKind, User, str, int] = ("message", ANA, "help with rent", 10)
ANSWER: tuple[EventKind, User, str, int] = ("message", BOT, RENT, 11)
SORRY: tuple[EventKind, User, str, int] = ("message", BOT, APOLOGY, 12)
EDIT: tuple[EventKind, User, str, int] = ("edit", BOT, "a card", 11)
CARD: tuple[EventKind, User, str, int] = ("message", BOT, "a card", 13)


@pytest.mark.parametrize(
    ("after_the_question", "expected"),
    [
        ((ANSWER,), {}),
        ((), {"silent": 1}),
        ((SORRY,), {"told": 1}),
        ((SORRY, ANSWER), {}),
        ((ANSWER, ANSWER), {"doubled": 1}),
        ((("message", BOT, DENTIST, 11),), {"silent": 1, "strange": 1}),
        ((("message", ANA, RENT, 11),), {"silent": 1}),
    ],
)
def test_a_typed_question(
    after_the_question: tuple[tuple[EventKind, User, str, int], ...], expected: dict[str, int]
) -> None:
    verdicts, surplus = judge(history(TYPED, *after_the_question), Asked(0, heading=RENT))
    assert fates(verdicts) == expected and verdicts.typed == 1
    assert surplus == expected.get("doubled", 0)


@pytest.mark.parametrize(
    ("after_the_tap", "expected"),
    [((EDIT,), {}), ((), {"silent": 1}), ((SORRY,), {"told": 1}), ((CARD,), {"silent": 1, "strange": 1})],
)
def test_a_tap(after_the_tap: tuple[tuple[EventKind, User, str, int], ...], expected: dict[str, int]) -> None:
    verdicts, _ = judge(history(TYPED, ANSWER, *after_the_tap), Asked(0, heading=RENT), Asked(2, message_id=11))
    assert fates(verdicts) == expected and verdicts.taps == 1


def test_an_apology_for_a_later_question_excuses_no_earlier_one() -> None:
    events = history(TYPED, ("message", ANA, "I need a dentist", 11), SORRY)
    verdicts, _ = judge(events, Asked(0, heading=RENT), Asked(1, heading=DENTIST))
    assert fates(verdicts) == {"silent": 1, "told": 1}


def test_a_chat_in_which_nothing_was_asked_adds_nothing() -> None:
    verdicts, surplus = judge([])
    assert verdicts == Verdicts() and surplus == 0
