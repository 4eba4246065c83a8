"""A folder of spreadsheets that the bot watches: what staff hear of a change, and when it is published."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.chat.staff_watch import WatchedFolder
from bot.cli.run import report_page
from bot.demo import DemoServer
from bot.staff.language import staff_translator
from tests.directory.sample import set_cell
from tests.journeys.conftest import load_from, serving
from tests.journeys.staff import Staff, at_work, prepare, staff_at_work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

QUIET = 1.0
"""Seconds in which a watch that looks ten times a second would have said something."""


@pytest.fixture
async def staff(tmp_path: Path) -> AsyncIterator[Staff]:
    async with staff_at_work(tmp_path, watch="check") as staff:
        yield staff


def rename(staff: Staff, name: str) -> None:
    set_cell(staff.data / "services.csv", 2, "name", name)


async def page(staff: Staff) -> None:
    """Wait for the page with the warnings, which comes after the errors."""
    await staff.group.wait_for_message(lambda message: message.text == "The whole report")


async def test_a_change_is_reported_once_and_published_by_a_tap(staff: Staff) -> None:
    ana = staff.member()
    rename(staff, "Help with the rent")
    report = await staff.report()
    assert report.text.startswith("The spreadsheets in the folder have changed.") and report.reply_to is None
    assert "name: Rent help → Help with the rent" in report.text and report.labels == ("Publish", "Cancel")
    assert await staff.live() == 1
    done = await staff.tap(ana, report, "Publish")
    assert done.text.startswith("Published as release 2 by one person.\nThe folder of the spreadsheets\n")
    await asyncio.sleep(QUIET)
    assert len(staff.group.bot_messages) == 1 and await staff.live() == 2


async def test_errors_are_told_without_buttons_until_they_are_mended(staff: Staff) -> None:
    set_cell(staff.data / "services.csv", 2, "phone", "12")
    report = await staff.report()
    assert "ERROR services.csv, row 2" in report.text and report.labels == ()
    assert report.text.endswith("Mend the sheets in the folder and save them.")
    await page(staff)
    staff.group.begin_turn()
    set_cell(staff.data / "services.csv", 2, "phone", "505-555-0199")
    assert (await staff.report()).labels == ("Publish", "Cancel")


async def test_who_puts_back_what_was_spoilt_hears_that_all_is_well(staff: Staff) -> None:
    services = staff.data / "services.csv"
    before = services.read_bytes()
    set_cell(services, 2, "phone", "12")
    await page(staff)
    for _ in range(2):  # what follows changes nothing for residents either, and nobody waits for an answer any more
        staff.group.begin_turn()
        services.write_bytes(before)
        if len(staff.group.bot_messages) == 2:
            assert (await staff.report()).text == "Residents see what stands in the folder."
        set_cell(services, 4, "name", "English in the evening")
        await asyncio.sleep(QUIET)
    assert len(staff.group.bot_messages) == 3


async def test_cancel_says_that_the_change_still_stands_in_the_folder(staff: Staff) -> None:
    rename(staff, "Help with the rent")
    gone = await staff.tap(staff.member(), await staff.report(), "Cancel")
    assert gone.text.startswith("Cancelled. Nothing was published.\nThe change still stands in the folder.")
    assert gone.labels == () and await staff.live() == 1


async def test_what_has_changed_after_the_report_is_shown_before_it_is_published(staff: Staff) -> None:
    ana = staff.member()
    rename(staff, "Help with the rent")
    report = await staff.report()
    staff.group.begin_turn()
    rename(staff, "Rent money")
    again = await staff.report()
    shown = await staff.tap(ana, report, "Publish")
    assert shown.text.startswith("Something has changed since this report.") and "Rent money" in shown.text
    assert await staff.live() == 1
    assert (await staff.tap(ana, again, "Publish")).text.startswith("Published as release 2")


async def test_a_large_change_in_the_folder_needs_two_people(staff: Staff) -> None:
    ana, ben = staff.member(), staff.member()
    set_cell(staff.data / "services.csv", 3, "status", "closed")
    half = await staff.tap(ana, await staff.report(), "Publish")
    assert half.text.startswith("One person has tapped Publish.") and await staff.live() == 1
    assert (await staff.tap(ben, half, "Publish")).text.startswith("Published as release 2 by two people.")


async def test_a_drive_that_goes_away_and_comes_back_is_told_once_each(staff: Staff) -> None:
    away = staff.data.with_name("away")
    await asyncio.sleep(QUIET)
    shutil.move(staff.data, away)
    assert "cannot be read" in (await staff.report()).text
    await asyncio.sleep(QUIET)
    staff.group.begin_turn()
    shutil.move(away, staff.data)
    assert (await staff.report()).text == "The folder of the spreadsheets is back."
    await asyncio.sleep(QUIET)
    assert len(staff.group.bot_messages) == 2


async def test_the_folder_can_be_checked_at_any_time(tmp_path: Path) -> None:
    async with staff_at_work(tmp_path) as staff:
        ana = staff.member()
        await ana.send("/check", to=staff.group)
        same = await staff.report()
        assert "Nothing would change for residents." in same.text and same.labels == ()
        staff.group.begin_turn()
        rename(staff, "Help with the rent")
        await ana.send("/check", to=staff.group)
        report = await staff.report()
        assert report.labels == ("Publish", "Cancel")
        assert (await staff.tap(ana, report, "Publish")).text.startswith("Published as release 2")
        shutil.rmtree(staff.data)
        staff.group.begin_turn()
        await ana.send("/check", to=staff.group)
        assert "cannot be read" in (await staff.report()).text


async def test_a_restart_repeats_nothing_that_residents_see_already(tmp_path: Path) -> None:
    data, database = await prepare(tmp_path)
    async with DemoServer() as server:
        staff = Staff(server, server.group("Staff", administrator=True), data, database)
        async with at_work(server, staff.group, data, database, watch="publish"):
            await asyncio.sleep(QUIET)
        assert staff.group.bot_messages == []
        rename(staff, "Help with the rent")
        async with at_work(server, staff.group, data, database, watch="publish"):
            assert "The bot has published them as release 2." in (await staff.report()).text
        async with at_work(server, staff.group, data, database, watch="publish"):
            await asyncio.sleep(QUIET)
        assert len(staff.group.bot_messages) == 1


async def test_what_was_undone_is_not_published_by_itself_again(tmp_path: Path) -> None:
    async with staff_at_work(tmp_path, watch="publish") as staff:
        ana = staff.member()
        rename(staff, "Help with the rent")
        done = await staff.report()
        assert "The bot has published them" in done.text and done.labels == ("Undo",) and await staff.live() == 2
        undone = await staff.tap(ana, done, "Undo")
        assert undone.text.startswith("Undone") and undone.text.endswith(": mend them there, and save them.")
        staff.group.begin_turn()
        set_cell(staff.data / "services.csv", 2, "cost", "Sliding scale")
        report = await staff.report()
        assert report.text.startswith("The last release was undone") and await staff.live() == 1
        assert (await staff.tap(ana, report, "Publish")).text.startswith("Published as release 3")


async def test_a_doubtful_change_waits_for_people(tmp_path: Path) -> None:
    async with staff_at_work(tmp_path, watch="publish") as staff:
        set_cell(staff.data / "services.csv", 3, "status", "closed")
        report = await staff.report()
        assert "Two different people" in report.text and report.labels == ("Publish", "Cancel")
        assert await staff.live() == 1


async def test_without_a_staff_chat_a_page_and_the_log_say_it(tmp_path: Path, log: io.StringIO) -> None:
    data, database = await prepare(tmp_path)
    page = report_page(f"sqlite+aiosqlite:///{database}")
    assert page == tmp_path / "report.html"
    watched = WatchedFolder(data, staff_translator("en"), False, page, look_every=0.1)
    away = data.with_name("away")
    async with DemoServer() as server:
        staff = Staff(server, server.group(), data, database)
        async with serving(
            database, await load_from(database), server, watched=watched, clock=lambda: datetime.now(UTC)
        ):
            await says(page, "Residents see what stands in the folder.")
            rename(staff, "Help with the rent")
            await says(page, "name: Rent help → Help with the rent")
            set_cell(data / "services.csv", 3, "status", "closed")
            await says(page, "vecino publish --yes-i-checked")
            set_cell(data / "services.csv", 2, "phone", "12")
            await says(page, "Mend the sheets in the folder and save them.")
            shutil.move(data, away)
            await asyncio.sleep(QUIET)
            shutil.move(away, data)
            await asyncio.sleep(QUIET)
        assert await staff.live() == 1
        assert server.violations == []
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["count"] for line in lines if line["event"] == "FOLDER_CHANGED"] == [0, 0, 1]
    changes = [line["event"] for line in lines if line["event"].startswith("FOLDER_")]
    assert changes[-2:] == ["FOLDER_UNREADABLE", "FOLDER_READABLE"]


async def says(page: Path, words: str) -> None:
    async with asyncio.timeout(20):
        while not page.exists() or words not in page.read_text(encoding="utf-8"):  # noqa: ASYNC110, ASYNC240
            await asyncio.sleep(0.1)


def test_on_a_server_for_databases_the_page_stands_in_var() -> None:
    assert report_page("postgresql+asyncpg://host/vecino") == Path("var/report.html")
