from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.diff import compare
from bot.directory.loader import read_directory
from bot.staff.news import News
from tests.directory.sample import add_row, read_rows, set_cell, write_rows, write_sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.directory.problems import Problem

SERVICES = "services.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


def after(folder: Path, change: Callable[[], object]) -> tuple[News, list[Problem]]:
    """What a change of the folder touches, and the problems of rows after it."""
    live = read_directory(folder).directory
    change()
    result = read_directory(folder)
    assert live and result.directory
    return News.of(compare(live, result.directory)), [problem for problem in result.problems if problem.keys]


def told(news: News, problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if news.brings(problem) and not news.ends(problem)]


def test_a_warning_of_a_cell_that_has_not_changed_is_no_news(folder: Path) -> None:
    assert told(*after(folder, lambda: set_cell(folder / SERVICES, 2, "cost", "5 dollars"))) == []


def test_a_warning_of_the_changed_cell_is_news(folder: Path) -> None:
    change = lambda: set_cell(folder / SERVICES, 2, "website", "example.org/help")  # noqa: E731
    assert told(*after(folder, change)) == ["url-without-https"]


def test_a_row_that_moves_keeps_its_warnings_to_itself(folder: Path) -> None:
    rows = read_rows(folder / SERVICES)
    assert told(*after(folder, lambda: write_rows(folder / SERVICES, [rows[0], *reversed(rows[1:])]))) == []


def test_a_heading_in_other_words_hides_no_news(folder: Path) -> None:
    rows = read_rows(folder / SERVICES)
    rows[0][rows[0].index("website")] = "Web site"
    write_rows(folder / SERVICES, rows)
    assert told(*after(folder, lambda: set_cell(folder / SERVICES, 2, "Web site", "example.org/help"))) == [
        "url-without-https"
    ]


def test_a_notice_and_its_last_day_belong_together(folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "alert_until", "2020-01-01")
    assert told(*after(folder, lambda: set_cell(folder / SERVICES, 2, "alert", "Closed all week"))) == ["expired-alert"]


def test_what_several_cells_say_together_is_news_when_one_of_them_changes(folder: Path) -> None:
    change = lambda: set_cell(folder / SERVICES, 2, "zip", "87501")  # noqa: E731
    assert told(*after(folder, change)) == ["far-from-zip"]
    assert told(*after(folder, lambda: set_cell(folder / "needs.csv", 2, "label_es", "Casa"))) == []


def test_a_new_twin_is_news_whichever_of_the_two_rows_is_told(folder: Path) -> None:
    rows = read_rows(folder / SERVICES)
    twin = [{"id": "aaa", "name": "Hidden  House"}.get(name, cell) for name, cell in zip(rows[0], rows[2], strict=True)]
    for order in ([*rows, twin], [rows[0], twin, *rows[1:]]):
        write_rows(folder / SERVICES, rows)
        change = lambda order=order: write_rows(folder / SERVICES, order)  # noqa: E731
        assert "twin" in told(*after(folder, change))


def test_of_phrases_only_the_new_lines_are_news(folder: Path) -> None:
    phrases = folder / "phrases" / "en.csv"
    add_row(phrases, {"need": "none", "phrase": "the weather"})
    assert told(*after(folder, lambda: add_row(phrases, {"need": "none", "phrase": "the news"}))) == []
    change = lambda: add_row(phrases, {"need": "none", "phrase": "the news"})  # noqa: E731
    assert told(*after(folder, change)) == ["repeated-phrase"]


def test_translations_left_behind_are_news_under_another_id_and_none_of_a_service_that_is_gone(folder: Path) -> None:
    rows = read_rows(folder / SERVICES)
    renamed = after(folder, lambda: set_cell(folder / SERVICES, 3, "id", "quiet-house"))
    assert told(*renamed) == ["unknown-service"]
    write_rows(folder / SERVICES, rows)
    news, problems = after(folder, lambda: write_rows(folder / SERVICES, [*rows[:2], *rows[3:]]))
    assert told(news, problems) == []
    assert [problem.code for problem in problems if news.ends(problem)] == ["unknown-service"]


def test_a_changed_translation_brings_its_own_warning(folder: Path) -> None:
    change = lambda: set_cell(folder / "translations" / "es.csv", 3, "text", "<b>Gratis</b>")  # noqa: E731
    assert told(*after(folder, change)) == ["markup"]
    assert told(*after(folder, lambda: set_cell(folder / SERVICES, 2, "cost", "No cost"))) == []


def test_of_zip_codes_only_the_new_lines_are_news(folder: Path) -> None:
    centers, row = folder / "zip_centers.csv", {"county": "Sample", "source": "GeoNames"}
    middle = {"latitude": "35,0818", "longitude": "-106.6482"}
    assert told(*after(folder, lambda: add_row(centers, {"zip": "87104", **row, **middle}))) == ["decimal-comma"]
    assert told(*after(folder, lambda: add_row(centers, {"zip": "87106", **row}))) == []
