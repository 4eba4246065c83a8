"""The pictures of docs/staff.md: two clerks in the staff group, from a spoilt spreadsheet to a release and back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.async_api import expect

from bot.staff.language import StaffLanguage, staff_translator
from tests.journeys.pages import ANSWER_MILLISECONDS, open_page, phone
from tests.journeys.staff import set_cell, staff_at_work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import Locator, Page

    from tests.journeys.staff import Staff

Taken = tuple[str, bytes, "Page"]
"""Name and picture of a step, and the page it was taken from."""


def spoil(rows: list[list[str]]) -> None:
    """Slips of a Tuesday afternoon: a digit lost, a status and a need typed by hand."""
    set_cell(2, "phone", "505-555-012")(rows)
    set_cell(2, "needs", "housing.rent_hlep")(rows)
    set_cell(2, "status", "activ")(rows)


def mend(rows: list[list[str]]) -> None:
    set_cell(2, "phone", "505-555-0123")(rows)
    set_cell(2, "website", "https://example.org/rent")(rows)
    set_cell(2, "hours", "Mon-Fri 9am-5pm; Sat 9am-noon")(rows)


def close(rows: list[list[str]]) -> None:
    """Half of the two services would be gone: a large change."""
    mend(rows)
    set_cell(3, "status", "closed")(rows)


@dataclass(frozen=True, slots=True)
class Desk:
    """Two clerks with the group open, side by side."""

    staff: Staff
    page: Page
    file: Path
    language: str

    @property
    def ana(self) -> Locator:
        return phone(self.page, 0)

    @property
    def ben(self) -> Locator:
        return phone(self.page, 1)

    async def send(self, change: Callable[[list[list[str]]], object], answers: int = 1) -> None:
        """Ana attaches the changed sheet; its report comes, and a page with the rest where there is more to tell."""
        before = await self.ana.locator(".message").count()
        self.file.write_bytes(self.staff.sheet(change))
        await self.ana.locator(".attach").click()
        async with self.page.expect_file_chooser() as chooser:
            await self.ana.locator(".sheet .choice").click()
        await (await chooser.value).set_files(self.file)
        await expect(self.ana.locator(".message")).to_have_count(before + 1 + answers, timeout=ANSWER_MILLISECONDS)

    async def tap(self, clerk: Locator, label: str, then: str) -> None:
        """Tap the last button of that label; both see what the message has become."""
        await clerk.get_by_role("button", name=label).last.click()
        await expect(self.ben.locator(".message").last).to_contain_text(then, timeout=ANSWER_MILLISECONDS)

    async def picture(self, step: str, clerk: Locator) -> Taken:
        await self.page.mouse.move(0, 0)  # no button under it stands out
        await expect(clerk.locator(".toast")).to_be_hidden(timeout=ANSWER_MILLISECONDS)
        await (
            clerk.locator(".message")
            .nth(-2)
            .evaluate("message => { message.scrollIntoView(); message.closest('.phone').scrollTop = 0 }")
        )
        picture = await clerk.locator(".phone").screenshot(animations="disabled")
        return f"staff-{step}-{self.language}.png", picture, self.page


async def take_staff(language: StaffLanguage) -> AsyncIterator[Taken]:
    t = staff_translator(language)
    publish, undo = t.gettext("Publish"), t.gettext("Undo")
    with TemporaryDirectory() as folder:
        async with staff_at_work(Path(folder), language) as staff:
            staff.server.show(staff.group)
            address = f"{staff.server.page_url}?left={language}&right={language}"
            async with open_page(address, 900, 1080) as page:
                desk = Desk(staff, page, Path(folder) / "services.csv", language)
                for clerk in (desk.ana, desk.ben):
                    await clerk.locator(".switch").click()
                await desk.send(spoil, answers=2)
                yield await desk.picture("errors", desk.ana)
                await desk.send(mend)
                yield await desk.picture("report", desk.ana)
                await desk.tap(desk.ana, publish, t.gettext("Published as release {number} by one person.", number="2"))
                yield await desk.picture("published", desk.ana)
                await desk.send(close)
                one = "One person has tapped Publish. Somebody else must tap it too, within an hour."
                await desk.tap(desk.ana, publish, t.gettext(one))
                yield await desk.picture("second", desk.ben)
                done = t.gettext("Published as release {number} by two people.", number="3")
                await desk.tap(desk.ben, publish, done)
                undone = t.gettext(
                    "Undone: residents see release {before} again, not {number}.", before="2", number="3"
                )
                await desk.tap(desk.ben, undo, undone.split("{")[0])
                yield await desk.picture("undo", desk.ben)
