"""One person, or their program, asks far too much at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.chat.test_delivery import Times, until

if TYPE_CHECKING:
    from bot.demo import DemoServer

WAIT = "That was a lot at once."


async def test_a_flood_gets_one_kind_sentence_and_another_person_their_answer(telegram: DemoServer) -> None:
    ana, ben = telegram.user(), telegram.user()
    for _ in range(150):
        await ana.send("help with rent")
    assert "988" in (await ben.ask("I want to die")).text.splitlines()[0]
    await until(lambda: ana.bot_messages != [] and ana.bot_messages[-1].text.startswith(WAIT))
    assert ana.bot_messages[-1].labels
    assert 20 < len(ana.bot_messages) < 50
    assert sum(message.text.startswith(WAIT) for message in ana.bot_messages) == 1


async def test_taps_above_the_pace_end_their_waiting_sign_and_change_nothing(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ana.start()
    menu = await ana.wait_for_message()
    telegram.faults = taps = Times("answerCallbackQuery")
    for _ in range(28):
        await ana.tap(menu, "Housing")
    await until(lambda: len(taps.at) == 28)
    assert not any(message.text.startswith(WAIT) for message in ana.bot_messages)


async def test_a_flood_in_a_group_gets_no_sentence(telegram: DemoServer) -> None:
    ana, group = telegram.user(), telegram.group()
    for _ in range(60):
        await ana.send("/help@VecinoDemoBot", to=group)
    await until(lambda: len(group.bot_messages) >= 20)
    await telegram.settle()
    assert len(group.bot_messages) < 60
    assert not any(message.text.startswith(WAIT) for message in group.bot_messages)
