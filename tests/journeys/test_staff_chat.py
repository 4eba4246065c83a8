"""A spreadsheet sent into the staff group, from the report to what residents see."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from bot.chat.staff_room import StaffChat
from bot.demo import DemoServer
from bot.directory.published import Published
from bot.staff.language import staff_translator
from tests.directory.sample import read_rows
from tests.journeys.conftest import load_from, serving
from tests.journeys.staff import Staff, at_work, prepare, set_cell, staff_at_work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.demo import Message

NEW_NAME = set_cell(2, "name", "Help with the rent")
CLOSED = set_cell(3, "status", "closed")
"""Half of the two services would be gone: a large change."""


def data_of(message: Message, label: str) -> str:
    return next(button.callback_data for button in message.buttons if button.text == label) or ""


@pytest.fixture
async def staff(tmp_path: Path) -> AsyncIterator[Staff]:
    async with staff_at_work(tmp_path) as staff:
        yield staff


async def test_a_sheet_is_reported_and_published_by_a_tap(staff: Staff) -> None:
    ana = staff.member()
    before = (staff.data / "services.csv").read_bytes()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    assert report.reply_to == staff.group.messages[0].message_id
    assert "name: Rent help → Help with the rent" in report.text
    assert report.labels == ("Publish", "Cancel")
    assert (staff.data / "services.csv").read_bytes() == before and await staff.live() == 1
    done = await staff.tap(ana, report, "Publish")
    assert done.text.startswith("Published as release 2 by one person.") and done.labels == ("Undo",)
    assert await staff.live() == 2
    assert read_rows(staff.data / "services.csv")[1][4] == "Help with the rent"
    ben = staff.server.user()
    async with asyncio.timeout(10):  # the bot looks for a new release every second
        while "Help with the rent" not in (await ben.ask("/start service-casa-norte-rent")).text:  # noqa: ASYNC110
            await asyncio.sleep(0.2)


async def test_undo_shows_residents_the_release_before_and_keeps_the_sheets(staff: Staff) -> None:
    ana, ben = staff.member(), staff.member()
    done = await staff.tap(ana, await staff.send(ana, staff.sheet(NEW_NAME)), "Publish")
    undone = await staff.tap(ben, done, "Undo")
    assert undone.text.startswith("Undone: residents see release 1 again, not 2.") and undone.labels == ()
    assert undone.text.endswith(": send a mended sheet before anything else is published.")
    assert await staff.live() == 1
    assert b"Help with the rent" in (staff.data / "services.csv").read_bytes()
    assert await staff.toast(ana, undone, data_of(done, "Undo")) == ""
    assert "Nothing was undone" in (await staff.report()).text
    assert await staff.live() == 1


async def test_errors_are_told_and_nothing_can_be_published(staff: Staff) -> None:
    ana = staff.member()
    report = await staff.send(ana, staff.sheet(set_cell(2, "phone", "12")))
    assert "ERROR services.csv, row 2" in report.text and "What to do:" in report.text
    assert report.text.endswith("Mend the sheet, then send it again.")
    assert report.labels == ()


async def test_cancel_leaves_all_as_it_was(staff: Staff) -> None:
    ana = staff.member()
    gone = await staff.tap(ana, await staff.send(ana, staff.sheet(NEW_NAME)), "Cancel")
    assert (gone.text, gone.labels) == ("Cancelled. Nothing was published.", ())
    assert await staff.live() == 1


async def test_where_nothing_changes_for_residents_a_sheet_is_saved_or_let_be(staff: Staff) -> None:
    ana = staff.member()
    same = await staff.send(ana, staff.sheet(lambda rows: rows.append([""] * len(rows[0]))))
    assert "Nothing would change for residents." in same.text and same.labels == ()
    staff.group.begin_turn()
    draft = await staff.send(ana, staff.sheet(set_cell(4, "name", "English in the evening")))
    assert "Nothing would change for residents." in draft.text and draft.labels == ("Save in the folder", "Cancel")
    saved = await staff.tap(ana, draft, "Save in the folder")
    assert saved.text == "services.csv is saved. Nothing changes for residents." and await staff.live() == 1


async def test_a_workbook_is_read_too(staff: Staff) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["code", "name"], ["lib", "Main Library"], ["ymca", "YMCA"]):
        book.active.append(row)
    book.save(file)
    ana = staff.member()
    report = await staff.send(ana, file.getvalue(), "partners of May (1).xlsx")
    assert report.text.startswith("Read as partners.csv.") and "new  YMCA (ymca)" in report.text
    assert (await staff.tap(ana, report, "Publish")).text.startswith("Published as release 2")
    assert read_rows(staff.data / "partners.csv")[-1] == ["ymca", "YMCA"]


async def test_a_sheet_of_the_workbook_with_all_tables_is_published_too(staff: Staff) -> None:
    book = openpyxl.Workbook()
    book.active.title = "partners"
    for row in read_rows(staff.data / "partners.csv"):
        book.active.append(row)
    book.save(staff.data / "directory.xlsx")
    (staff.data / "partners.csv").unlink()
    ana = staff.member()
    report = await staff.send(ana, b"code,name\r\nlib,Main Library\r\nymca,YMCA\r\n", "partners.csv")
    assert report.text.startswith("Read as directory.xlsx (partners).")
    assert "\ndirectory.xlsx (partners)\n  new  YMCA (ymca)" in report.text and "partners.csv" not in report.text
    assert (await staff.tap(ana, report, "Publish")).text.startswith("Published as release 2")
    rows = openpyxl.load_workbook(staff.data / "directory.xlsx")["partners"].values
    assert list(rows)[-1] == ("ymca", "YMCA")


@pytest.mark.parametrize("note", ["~$services.csv", ".~lock.services.csv#"])
async def test_a_sheet_that_somebody_has_open_is_closed_before_it_is_written(staff: Staff, note: str) -> None:
    ana, before = staff.member(), (staff.data / "services.csv").read_bytes()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    (staff.data / note).touch()
    answer = await staff.tap(ana, report, "Publish")
    assert "close services.csv first, then tap Publish again." in answer.text
    assert answer.text.endswith(f"delete the hidden file {note} beside it.")
    assert await staff.live() == 1 and (staff.data / "services.csv").read_bytes() == before
    (staff.data / note).unlink()
    assert (await staff.tap(ana, report, "Publish")).text.startswith("Published as release 2")


async def test_a_table_from_google_sheets_is_changed_there(tmp_path: Path) -> None:
    data, database = await prepare(tmp_path)
    partners = (data / "partners.csv").read_bytes()

    async def published() -> Published:
        return Published({"partners": partners})

    async with DemoServer() as server:
        staff = Staff(server, server.group("Staff", administrator=True), data, database)
        chat = StaffChat(staff.group.id, data, staff_translator("en"), published)
        async with serving(database, await load_from(database), server, staff=chat):
            answer = await staff.send(staff.member(), partners + b"ymca,YMCA\r\n", "partners.csv")
        assert answer.text.startswith("partners (published sheet): this table is kept in Google Sheets")
        assert answer.labels == () and server.violations == []


async def test_a_hidden_address_stands_in_no_answer(staff: Staff) -> None:
    def shift(rows: list[list[str]]) -> None:
        for column in ("address", "city", "phone", "website"):
            set_cell(3, column, "77 Quiet Lane")(rows)

    await staff.send(staff.member(), staff.sheet(shift))
    await staff.server.settle()
    pages = [upload.content for upload in staff.server.world.files.values() if upload.name == "report.html"]
    told = [message.text.encode() for message in staff.group.bot_messages]
    assert b"ERROR services.csv, row 3" in told[0]
    assert not any(b"Quiet Lane" in text for text in (*told, *pages))


async def test_what_a_message_does_not_hold_comes_as_a_page(staff: Staff) -> None:
    def spoil(rows: list[list[str]]) -> None:
        rows[1:] = [[f"wrong id {n}", *rows[1][1:]] for n in range(60)]
        for n, row in enumerate(rows[1:]):
            row[rows[0].index("zip")] = f"zip {n}"
            row[rows[0].index("languages")] = f"klingon {n}"

    report = await staff.send(staff.member(), staff.sheet(spoil))
    page = await staff.report()
    assert "wrong id 59" not in report.text and page.text == "The whole report"
    assert page.attachment
    content = staff.server.world.files[str(page.attachment.wire["file_id"])].content.decode()
    assert "wrong id 59" in content and "klingon 59" in content


async def test_new_words_are_learnt_while_residents_are_answered(staff: Staff) -> None:
    ana, ben = staff.member(), staff.server.user()
    sheet = staff.sheet(lambda rows: rows.append(["housing.shelter", "a bed tonight"]), "phrases/en.csv")
    waiting = await staff.send(ana, sheet, "phrases-en.csv")
    assert "This takes some minutes at most." in waiting.text
    assert (await ben.ask("/help")).text
    report = await staff.group.wait_for_message(seconds=60)
    assert "phrases/en.csv: 1 line new, 0 lines gone." in report.text and report.labels == ("Publish", "Cancel")


async def test_other_files_are_let_be_and_unclear_ones_get_a_question(staff: Staff) -> None:
    ana = staff.member()
    await ana.send_document(name="minutes.pdf", content=b"%PDF-1.7", to=staff.group)
    await ana.send_file("photo", to=staff.group)
    await staff.server.settle()
    assert "getFile" not in staff.calls and staff.group.bot_messages == []
    assert "not clear which sheet" in (await staff.send(ana, b"a,b\r\n1,2\r\n", "budget.csv")).text


async def test_a_large_change_needs_two_people(staff: Staff) -> None:
    ana, ben = staff.member(), staff.member()
    report = await staff.send(ana, staff.sheet(CLOSED))
    assert "Two different people must tap Publish" in report.text
    assert "• 1 of 2 services would disappear." in report.text
    half = await staff.tap(ana, report, "Publish")
    assert half.text.startswith("One person has tapped Publish.") and half.labels == ("Publish", "Cancel")
    assert (await staff.toast(ana, half, data_of(half, "Publish"))).startswith("You have said yes already.")
    assert await staff.live() == 1
    done = await staff.tap(ben, half, "Publish")
    assert done.text.startswith("Published as release 2 by two people.")
    assert await staff.live() == 2


async def test_who_is_anonymous_or_no_member_cannot_publish(staff: Staff) -> None:
    ana, eve, nobody = staff.member(), staff.server.user(), staff.server.anonymous()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    for person, words in ((nobody, "You are anonymous here"), (eve, "Only members of this group")):
        assert (await staff.toast(person, report, data_of(report, "Publish"))).startswith(words)
    assert await staff.live() == 1
    assert (await staff.tap(ana, report, "Publish")).text.startswith("Published")


async def test_administrators_who_hide_may_send_a_sheet(staff: Staff) -> None:
    report = await staff.send(staff.server.anonymous(), staff.sheet(NEW_NAME))
    assert report.labels == ("Publish", "Cancel")


@pytest.mark.parametrize("place", ["private", "other group", "not a member"])
async def test_nothing_that_outsiders_send_is_ever_fetched(staff: Staff, place: str) -> None:
    eve, sheet = staff.server.user(), staff.sheet(NEW_NAME)
    if place == "not a member":
        await eve.send_document(name="services.csv", content=sheet, to=staff.group)
        eve.leave(staff.group)
    else:
        to = staff.server.group(administrator=True) if place == "other group" else None
        await eve.send_document(name="services.csv", content=sheet, to=to)
    await staff.server.settle()
    assert "getFile" not in staff.calls
    assert staff.group.bot_messages == []


@pytest.mark.parametrize("data", ["", "staff1:p:1", "staff1:p:1:0000", "staff2:p:1:0123456789abcdef", "\0" * 64, "٣"])
async def test_forged_or_old_buttons_do_nothing(staff: Staff, data: str) -> None:
    ana = staff.member()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    staff.calls.clear()
    assert await staff.toast(ana, report, data) == "This button is too old. Send the file again."
    assert staff.calls == ["answerCallbackQuery"] and await staff.live() == 1


@pytest.mark.parametrize("data", ["staff1:p:1:0123456789abcdef", "staff1:p:7:{digest}"])
async def test_a_button_with_other_facts_only_shows_the_report_again(staff: Staff, data: str) -> None:
    ana = staff.member()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    digest = data_of(report, "Publish").rpartition(":")[2]
    await staff.toast(ana, report, data.format(digest=digest))
    again = await staff.report()
    assert again.text.startswith("Something has changed since this report.")
    assert again.buttons == report.buttons and await staff.live() == 1


async def test_when_residents_see_another_release_by_now_staff_look_again(staff: Staff) -> None:
    ana = staff.member()
    first = await staff.send(ana, staff.sheet(NEW_NAME))
    other = await staff.send(ana, staff.sheet(set_cell(2, "cost", "Sliding scale")))
    await staff.tap(ana, other, "Publish")
    again = await staff.tap(ana, first, "Publish")
    assert again.text.startswith("Something has changed since this report.")
    assert "cost: Sliding scale → Free" in again.text and await staff.live() == 2
    assert (await staff.tap(ana, again, "Publish")).text.startswith("Published as release 3")


async def test_a_changed_folder_is_shown_before_it_is_published(staff: Staff) -> None:
    ana = staff.member()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    (staff.data / "partners.csv").write_bytes(b"code,name\r\nlib,Main Library\r\nymca,YMCA\r\n")
    again = await staff.tap(ana, report, "Publish")
    assert "YMCA" in again.text and await staff.live() == 1


async def test_without_the_file_it_has_to_be_sent_again(staff: Staff) -> None:
    ana = staff.member()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    staff.group.chat.drop(staff.group.messages[0])
    assert (
        await staff.toast(ana, report, data_of(report, "Publish")) == "The file is not there any more. Send it again."
    )
    assert await staff.live() == 1


async def test_a_folder_that_cannot_be_written_publishes_nothing(staff: Staff) -> None:
    ana = staff.member()
    report = await staff.send(ana, staff.sheet(NEW_NAME))
    (staff.data / ".services.csv.new").mkdir()  # in the way of what is written beside the sheet
    answer = await staff.tap(ana, report, "Publish")
    assert "cannot be saved" in answer.text and await staff.live() == 1


async def test_a_restart_between_report_and_tap_loses_only_the_first_yes(tmp_path: Path) -> None:
    data, database = await prepare(tmp_path)
    async with DemoServer() as server:
        staff = Staff(server, server.group("Staff", administrator=True), data, database)
        ana, ben = staff.member(), staff.member()
        async with at_work(server, staff.group, data, database):
            half = await staff.tap(ana, await staff.send(ana, staff.sheet(CLOSED)), "Publish")
            await server.settle()
        async with at_work(server, staff.group, data, database):
            await ben.tap(half, "Publish")
            await server.settle()
            assert staff.group.current(half).text == half.text and await staff.live() == 1
            assert (await staff.tap(ana, half, "Publish")).text.startswith("Published as release 2 by two people.")
