"""The staff group in the chat page, as two clerks use it in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.journeys.pages import ANSWER_MILLISECONDS, CHROMIUM, open_page, phone
from tests.journeys.staff import set_cell, staff_at_work

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
async def test_two_clerks_publish_a_large_change_in_the_page(tmp_path: Path) -> None:
    async with staff_at_work(tmp_path) as staff:
        staff.server.show(staff.group)
        file = tmp_path / "services.csv"
        file.write_bytes(staff.sheet(set_cell(3, "status", "closed")))
        async with open_page(staff.server.page_url + "?left=en&right=es", 1280, 900) as page:
            ana, ben = phone(page, 0), phone(page, 1)
            for clerk in (ana, ben):
                await clerk.get_by_role("button", name="Group: Staff").click()
            await ana.locator(".attach").click()
            async with page.expect_file_chooser() as chooser:
                await ana.locator(".sheet .choice").click()
            await (await chooser.value).set_files(file)
            for clerk in (ana, ben):
                report = clerk.locator(".message").last
                await expect(report).to_contain_text("1 of 2 services would disappear", timeout=ANSWER_MILLISECONDS)
            await ana.get_by_role("button", name="Publish").click()
            await expect(ben.locator(".message").last).to_contain_text("One person", timeout=ANSWER_MILLISECONDS)
            await ben.get_by_role("button", name="Publish").click()
            await expect(ana.locator(".message").last).to_contain_text("by two people", timeout=ANSWER_MILLISECONDS)
            await expect(ana.locator(".status")).to_be_empty()  # no “typing” once the answer stands there
            await expect(ben.locator(".name").first).not_to_be_empty()
            await ana.get_by_role("button", name="Private chat").click()
            await expect(ana.locator(".message")).to_have_count(0)
        assert await staff.live() == 2
