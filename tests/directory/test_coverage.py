from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.coverage import count_drafts, needs_without_service
from bot.directory.loader import load_directory
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path


def test_gaps_are_needs_of_the_categories_that_no_published_service_helps_with(tmp_path: Path) -> None:
    directory = load_directory(write_sample(tmp_path))
    assert [need.id for need in needs_without_service(directory)] == ["education.esl"]
    assert count_drafts(directory) == 1
