from __future__ import annotations

import asyncio

from bot.chat.staff_learning import telling
from bot.staff.language import staff_translator

ENGLISH = staff_translator("en")


async def told(seconds: float, *, learns: bool = True) -> list[str]:
    """What is said while something takes so long, where a twentieth of a second is long."""
    said: list[str] = []

    async def say(text: str) -> None:
        said.append(text)

    async with telling(say, ENGLISH, long=0.05) as begin:
        if learns:
            await begin()
        await asyncio.sleep(seconds)
    await asyncio.sleep(0.1)
    return [text.partition(".")[0] for text in said]


async def test_learning_is_told_and_once_more_when_it_takes_long() -> None:
    first, second = "The words have changed, so the bot learns them anew", "The bot is still learning the words"
    assert await told(0) == [first]
    assert await told(0.5) == [first, second]


async def test_where_nothing_is_learnt_nothing_is_said() -> None:
    assert await told(0.2, learns=False) == []
