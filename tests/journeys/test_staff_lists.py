"""Lists, previews and the menu of the staff group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.staff import Staff, staff_at_work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def staff(tmp_path: Path) -> AsyncIterator[Staff]:
    async with staff_at_work(tmp_path) as staff:
        yield staff


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/report", "What residents asked for (nothing was counted yet): 0"),
        ("/stale@VecinoDemoBot", "housing · hidden-house · Casa Norte: Hidden House · never"),
        ("/REPORTS", "Listings that residents reported: 0"),
        ("/help", "/preview A card before it is published"),
        ("/preview casa-norte-rent es", "Ayuda a pagar un mes de renta."),
        ("/preview casa-norte-rent es", "As it stands in the folder of the spreadsheets:\n\n"),
        ("/preview casa-norte-rnt", "No service has the id casa-norte-rnt. Did you mean “casa-norte-rent”?"),
        ("/preview", "Write it like this: /preview casa-norte-rent es"),
    ],
)
async def test_a_command_is_answered_in_the_group(staff: Staff, typed: str, words: str) -> None:
    ana = staff.member()
    sent = await ana.send(typed, to=staff.group)
    answer = await staff.report()
    assert words in answer.text and answer.reply_to == sent.message_id


async def test_a_long_list_comes_as_a_file_that_no_program_runs(staff: Staff) -> None:
    await staff.member().send("/gaps", to=staff.group)
    answer = await staff.report()
    assert answer.attachment and answer.attachment.wire["file_name"] == "gaps.csv"
    assert answer.text.startswith("Gaps: ")
    content = staff.server.world.files[str(answer.attachment.wire["file_id"])].content
    assert content.startswith("\ufeffwhat is missing,where,language\r\n".encode())


async def test_a_hidden_place_stays_hidden_in_a_preview(staff: Staff) -> None:
    await staff.member().send("/preview hidden-house", to=staff.group)
    answer = await staff.report()
    assert "Hidden House" in answer.text and answer.rows == ()


@pytest.mark.parametrize("typed", ["/stale@OtherBot", "/report@OtherBot", "/no_such_command", "hello", "stale"])
async def test_what_is_meant_for_others_is_not_answered(staff: Staff, typed: str) -> None:
    await staff.member().send(typed, to=staff.group)
    await staff.server.settle()
    assert staff.group.bot_messages == []


async def test_who_is_no_member_gets_no_list_anywhere(staff: Staff) -> None:
    eve, other = staff.server.user(), staff.server.group(administrator=True)
    await eve.send("/stale", to=staff.group)
    eve.leave(staff.group)
    await eve.send("/stale@VecinoDemoBot", to=other)
    await eve.send("/stale")
    await staff.server.settle()
    assert staff.group.bot_messages == []
    assert all("hidden-house" not in message.text for message in (*other.bot_messages, *eve.bot_messages))


async def test_the_menu_stands_in_the_staff_group_only(staff: Staff) -> None:
    await staff.member().send("/help", to=staff.group)
    await staff.report()
    commands = staff.server.world.profile.commands
    names = [entry["command"] for entry in commands[f"chat:{staff.group.id}", ""]]
    assert names == ["report", "stale", "gaps", "reports", "check", "preview", "help"]
    assert all("stale" not in str(menu) for (scope, _), menu in commands.items() if not scope.startswith("chat:"))
