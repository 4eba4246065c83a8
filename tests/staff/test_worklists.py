from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import load_directory
from bot.staff.language import staff_translator
from bot.staff.worklists import gaps, notices, stale, unmatched, wrong
from bot.storage.reports import ListingReport
from bot.storage.usage import UsageWindow
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path

T = staff_translator("en")
TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


def test_listings_never_confirmed_or_a_year_ago_are_stale_by_who_keeps_them(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "owner", "Zoning office")
    set_cell(folder / "services.csv", 2, "checked_on", "2025-11-22")
    set_cell(folder / "services.csv", 3, "owner", "Housing team")
    assert stale(load_directory(folder), TODAY, T).rows == (
        ("Housing team", "housing", "hidden-house", "Casa Norte: Hidden House", "never"),
        ("Zoning office", "housing", "casa-norte-rent", "Casa Norte: Rent help", "2025-11-22"),
    )
    set_cell(folder / "services.csv", 2, "checked_on", "2025-11-24")
    assert [row[2] for row in stale(load_directory(folder), TODAY, T).rows] == ["hidden-house"]


def test_the_most_reported_listing_comes_first() -> None:
    once = ListingReport("a", "Casa", "wrong_phone", 1, TODAY, TODAY)
    often = replace(once, service_id="b", kind="closed", count=3)
    assert [row[0] for row in wrong([once, often], T).rows] == ["b", "a"]
    assert wrong([once], T).rows == (("a", "Casa", "wrong phone number", "1", "2026-11-23"),)


def test_needs_not_found_are_those_of_the_latest_window() -> None:
    old = UsageWindow(TODAY, TODAY, {("housing.shelter", False): 50})
    new = UsageWindow(
        TODAY, TODAY, {("housing.rent_help", False): 15, ("none", False): 20, ("education.esl", True): 90}
    )
    assert unmatched([old, new], T).rows == (("(not in our list)", "20"), ("housing.rent_help", "15"))
    assert unmatched([], T).rows == ()


def test_gaps_are_needs_without_service_phrases_or_label_and_texts_without_translation(folder: Path) -> None:
    set_cell(folder / "needs.csv", 5, "label_es", "Albergue")
    rows = gaps(load_directory(folder), ["en", "es", "vi"], T).rows
    assert ("no service", "education.esl", "") in rows
    assert ("no phrases", "housing.shelter", "en") in rows and ("no phrases", "housing.rent_help", "en") not in rows
    assert ("no label", "housing.rent_help", "vi") in rows and ("no label", "housing.rent_help", "es") not in rows
    assert ("texts not translated", "6", "vi") in rows
    assert not [row for row in rows if row[0] == "texts not translated" and row[2] == "en"]


@pytest.mark.parametrize(("until", "is_listed"), [("2026-11-20", True), ("2026-12-23", True), ("2026-12-24", False)])
def test_a_notice_comes_up_a_month_before_its_last_day(folder: Path, until: str, is_listed: bool) -> None:
    set_cell(folder / "services.csv", 2, "alert_until", until)
    expected = ((until, "casa-norte-rent", "Casa Norte: Rent help", "Closed on July 4"),) if is_listed else ()
    assert notices(load_directory(folder), TODAY, T).rows == expected
