"""What the staff group gets by itself, and when it moves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.app import build_bot, open_staff_room
from bot.chat.staff_monthly import send_if_due
from bot.chat.staff_room import StaffChat
from bot.demo import DemoServer, Group
from bot.i18n.translations import load_translations
from bot.staff.language import staff_translator
from bot.storage.session import open_engine
from bot.storage.staff_month import note_month
from tests.journeys.conftest import address
from tests.journeys.staff import Staff, at_work, prepare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

# The invented city is in the time zone of Denver: seven hours behind in winter.
FIRST_MORNING = datetime(2026, 12, 1, 15, 30, tzinfo=UTC)
FIRST_NIGHT = datetime(2026, 12, 1, 6, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 9, 18, tzinfo=UTC)


@pytest.fixture
async def staff(tmp_path: Path) -> AsyncIterator[Staff]:
    data, database = await prepare(tmp_path)
    async with DemoServer() as server:
        found = Staff(server, server.group("Staff", administrator=True, kind="group"), data, database)
        server.faults = found.note
        yield found
        assert server.violations == []


async def look(staff: Staff, now: datetime, before: str | None = None) -> list[str]:
    """Let the bot look at its calendar and return what came into the group."""
    count, engine = len(staff.group.bot_messages), open_engine(address(staff.database))
    bot, _ = build_bot(staff.server.token, staff.server.base_url)
    chat = StaffChat(staff.group.id, staff.data, staff_translator("en"))
    try:
        if before:
            await note_month(engine, before)
        async with bot:
            room = open_staff_room(bot, chat, load_translations(), engine, lambda: now)
            await send_if_due(room, now.astimezone(ZoneInfo("America/Denver")))
    finally:
        await engine.dispose()
    return [message.text for message in staff.group.bot_messages[count:]]


async def test_on_the_first_morning_of_a_month_the_lists_come_once(staff: Staff) -> None:
    async with at_work(staff.server, staff.group, staff.data, staff.database, lambda: FIRST_MORNING):
        head = await staff.report()
        assert head.text.startswith("What to look at this month (2026-12):")
        assert "• Listings to confirm with their provider: 1" in head.text
        files = [await staff.report() for _ in range(2)]
        await staff.server.settle()
    assert [file.attachment and file.attachment.wire["file_name"] for file in files] == ["stale.csv", "gaps.csv"]


async def test_a_restart_sends_nothing_twice(staff: Staff) -> None:
    assert len(await look(staff, FIRST_MORNING)) == 3
    assert await look(staff, FIRST_MORNING) == []
    assert await look(staff, LATER) == []


@pytest.mark.parametrize(
    ("now", "before", "comes"),
    [
        (FIRST_NIGHT, None, False),  # the last evening of November in the city
        (FIRST_NIGHT, "2026-11", False),
        (LATER, None, False),
        (LATER, "2026-11", True),  # the bot did not run on the first
        (LATER, "2026-12", False),
    ],
)
async def test_they_come_when_a_month_has_begun(staff: Staff, now: datetime, before: str | None, comes: bool) -> None:
    assert bool(await look(staff, now, before)) is comes


async def test_a_group_that_becomes_a_supergroup_hears_its_new_number_and_nothing_else(staff: Staff) -> None:
    async with at_work(staff.server, staff.group, staff.data, staff.database, lambda: LATER):
        new = staff.server.upgrade(staff.group)
        told = await new.wait_for_message()
        assert str(new.id) in told.text and "STAFF_CHAT" in told.text
        await staff.member().send_document(name="services.csv", content=b"id", to=new)
        await staff.server.settle()
    assert new.bot_messages == [told] and staff.group.bot_messages == []
    assert "getFile" not in staff.calls


async def test_a_bot_that_starts_with_the_old_number_tells_the_new_group(staff: Staff) -> None:
    new = staff.server.upgrade(staff.group)
    staff.server.world.updates.clear()
    async with at_work(staff.server, staff.group, staff.data, staff.database, lambda: LATER):
        told = await new.wait_for_message()
    assert str(new.id) in told.text


async def test_with_the_new_number_it_answers_again(staff: Staff) -> None:
    new: Group = staff.server.upgrade(staff.group)
    staff.server.world.updates.clear()
    async with at_work(staff.server, new, staff.data, staff.database, lambda: LATER):
        await staff.server.user().send("/stale", to=new)
        assert "hidden-house" in (await new.wait_for_message()).text
