"""When the answer was not it, or there is none; and typing in place of tapping when the list is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions import Screen
from bot.demo import DemoServer
from bot.storage.reports import missing
from bot.storage.session import open_engine
from tests.journeys.conftest import address, serving
from tests.journeys.test_reporting import action, label_of, tap

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo import Message
    from bot.pipeline import LiveRelease


def screens(message: Message) -> set[Screen]:
    return {found.screen for button in message.buttons if (found := action(button.callback_data))}


@pytest.mark.parametrize(
    "question", ["help with rent", "necesito un dentista para mi hijo", "我需要看牙医", "أحتاج إلى طبيب أسنان"]
)
@pytest.mark.parametrize("way", ["tapped", "typed"])
async def test_what_was_not_meant_gives_other_ways_in_the_same_language(
    telegram: DemoServer, question: str, way: str
) -> None:
    ana = telegram.user()
    answer = await ana.ask(question)
    label = label_of(answer, Screen.NOT_MEANT)
    asked = await (tap(ana, answer, label) if way == "tapped" else ana.ask(label))
    assert {Screen.CATEGORY, Screen.MISSING, Screen.URGENT, Screen.HOME, Screen.RESULTS} <= screens(asked)
    codes = {
        found.language for message in (answer, asked) for b in message.buttons if (found := action(b.callback_data))
    }
    assert len(codes) == 1
    listed = await tap(ana, asked, [*asked.labels][-3])  # Back: the words are gone, their list is not
    assert Screen.SERVICE in screens(listed)


async def test_what_many_people_miss_is_told_to_staff_and_nobody_is_in_it(database: Path, release: LiveRelease) -> None:
    async with DemoServer() as server:
        async with serving(database, release, server):
            for number in range(14):
                ana = server.user(f"Ana{number}")
                nothing = await ana.ask("weather on the moon")
                thanks = await tap(ana, nothing, label_of(nothing, Screen.MISSING))
                assert Screen.CATEGORY in screens(thanks)
            bea = server.user("Bea")
            answer = await bea.ask("help with rent")
            asked = await tap(bea, answer, label_of(answer, Screen.NOT_MEANT))
            await tap(bea, asked, label_of(asked, Screen.MISSING))
            await server.settle()
        assert server.violations == []
    engine = open_engine(address(database))
    found = {row.need_id: row.count for row in await missing(engine)}
    assert found.keys() == {"none"} and found["none"] in (10, 15)  # one person alone is never written
    await engine.dispose()


@pytest.mark.parametrize("typed", ["2", "Back", "more", "Not what I meant", "it has closed"])
async def test_a_typed_button_of_a_forgotten_list_gets_the_menu_and_a_word_about_it(
    telegram: DemoServer, typed: str
) -> None:
    ana = telegram.user()  # nothing was ever shown to her: as after half an hour, or a restart
    answer = await ana.ask(typed)
    assert answer.text.startswith("I do not remember that list any more.")
    assert {Screen.CATEGORY, Screen.URGENT, Screen.LANGUAGES} <= screens(answer)


@pytest.mark.parametrize(("typed", "word"), [("urgent help", "911"), ("Language", "Español"), ("HOME", "Albuquerque")])
async def test_a_word_that_stands_everywhere_works_without_a_list(telegram: DemoServer, typed: str, word: str) -> None:
    answer = await telegram.user().ask(typed)
    assert word in answer.text + "".join(answer.labels)
    assert "do not remember" not in answer.text


async def test_in_a_group_no_button_of_ours_ever_stands(telegram: DemoServer) -> None:
    ana, group = telegram.user(), telegram.group(hears_everything=True)
    for text in ("/help@VecinoDemoBot", "@vecinodemobot Something is wrong", "@vecinodemobot Not what I meant"):
        await ana.send(text, to=group)
    await telegram.settle()
    assert len(group.bot_messages) == 3
    assert all(button.callback_data is None for message in group.bot_messages for button in message.buttons)
