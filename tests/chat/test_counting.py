from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.actions import Action, Screen, need_key, service_key
from bot.chat.counting import Counting
from bot.chat.suppression import FEWEST
from bot.directory.catalogue import Catalogue
from bot.directory.loader import load_directory
from bot.replies.reporting import KINDS
from bot.storage.reports import missing, reports
from bot.storage.session import migrate, open_engine
from bot.storage.usage import windows
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

SERVICE = service_key("casa-norte-rent")


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    return Catalogue.of(load_directory(write_sample(tmp_path / "data")))


@pytest_asyncio.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    opened = open_engine(f"sqlite+aiosqlite:///{tmp_path}/vecino.db")
    await migrate(opened)
    yield opened
    await opened.dispose()


def said(kind: str, service: str = SERVICE) -> Action:
    return Action(Screen.REPORT, "es", "ab12", service, page=KINDS.index(kind) + 1)


async def test_what_was_tapped_is_written_as_counts(engine: AsyncEngine, small: Catalogue) -> None:
    counting = Counting(engine)
    for chat in (1, 1, 2):
        counting.note(said("moved"), small, chat)
    counting.note(said("closed"), small, 1)
    assert await reports(engine) == []
    await counting.write(closing=False)
    await counting.write(closing=False)  # nothing new: nothing is added
    found = {(report.service_id, report.kind): report.count for report in await reports(engine)}
    assert found == {("casa-norte-rent", "moved"): 2, ("casa-norte-rent", "closed"): 1}


@pytest.mark.parametrize(
    "action",
    [
        Action(Screen.REPORT, "es", service=SERVICE),  # only asks
        Action(Screen.REPORT, "es", service=SERVICE, page=5),  # a kind that there is not
        Action(Screen.REPORT, "es", service="zzzzzz", page=1),  # a service that there is not
        Action(Screen.SERVICE, "es", service=SERVICE, page=1),
    ],
)
async def test_only_a_kind_for_a_published_service_counts(
    engine: AsyncEngine, small: Catalogue, action: Action
) -> None:
    counting = Counting(engine)
    counting.note(action, small, 1)
    await counting.write(closing=False)
    assert await reports(engine) == []


async def test_what_the_database_refuses_is_written_the_next_time(tmp_path: Path, small: Catalogue) -> None:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}/late.db")
    counting = Counting(engine)
    counting.note(said("closed"), small, 1)
    await counting.write(closing=False)  # there is no table yet
    await migrate(engine)
    counting.note(said("closed"), small, 2)
    await counting.write(closing=False)
    assert [report.count for report in await reports(engine)] == [2]
    await engine.dispose()


def lacks(counting: Counting, catalogue: Catalogue, need: str, people: int) -> None:
    for chat in range(people):
        counting.note(Action(Screen.MISSING, "es", need=need), catalogue, 10_000 + chat)


async def test_what_is_missing_is_kept_only_of_many_and_in_fives(engine: AsyncEngine, small: Catalogue) -> None:
    counting = Counting(engine)
    lacks(counting, small, need_key("education.esl"), 400)
    lacks(counting, small, need_key("housing.shelter"), FEWEST - 1)
    lacks(counting, small, "", 60)
    await counting.write(closing=False)
    assert await missing(engine) == []  # the window is not over
    await counting.write(closing=True)
    found = {row.need_id: row.count for row in await missing(engine)}
    assert found.keys() == {"education.esl", "none"}
    assert all(count % 5 == 0 for count in found.values())
    assert 330 <= found["education.esl"] <= 400 and 50 <= found["none"] <= 60  # seats are shared, never doubled


async def test_few_people_in_each_of_many_windows_never_add_up(engine: AsyncEngine, small: Catalogue) -> None:
    counting = Counting(engine)
    for _ in range(3):
        lacks(counting, small, need_key("education.esl"), FEWEST - 1)
        await counting.write(closing=True)
    assert await missing(engine) == []


def opens(counting: Counting, catalogue: Catalogue, need: str, people: int, near: str = "") -> None:
    for chat in range(people):
        counting.note(Action(Screen.RESULTS, "es", need=need_key(need), near=near), catalogue, chat)


async def test_a_list_that_many_open_counts_as_asked_for(engine: AsyncEngine, small: Catalogue) -> None:
    counting = Counting(engine)
    opens(counting, small, "housing.rent_help", 60)
    opens(counting, small, "education.esl", 60)  # a draft only: nothing is published for it
    opens(counting, small, "adjacent:food", 60, near="87102")  # a list that they have opened already
    opens(counting, small, "housing.shelter", FEWEST - 1)
    await counting.write(closing=False)
    assert await windows(engine) == []
    await counting.write(closing=True)
    (window,) = await windows(engine)
    assert window.needs.keys() == {("housing.rent_help", True), ("education.esl", False)}


async def test_every_window_is_written_in_its_turn_though_the_database_was_away(
    tmp_path: Path, small: Catalogue
) -> None:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}/late.db")
    counting = Counting(engine)
    opens(counting, small, "housing.rent_help", 60)
    await counting.write(closing=True)  # there is no table yet
    await migrate(engine)
    await counting.write(closing=True)
    await counting.write(closing=False)
    assert [bool(window.needs) for window in await windows(engine)] == [True, False]
    await engine.dispose()
