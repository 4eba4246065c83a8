from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.coverage import LanguageCoverage, count_drafts, coverage_of, needs_without_service
from bot.directory.loader import load_directory
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path


def test_gaps_are_needs_of_the_categories_that_no_published_service_helps_with(tmp_path: Path) -> None:
    directory = load_directory(write_sample(tmp_path))
    assert [need.id for need in needs_without_service(directory)] == ["education.esl"]
    assert count_drafts(directory) == 1


def test_a_language_is_covered_as_far_as_labels_purposes_texts_and_words_go(tmp_path: Path) -> None:
    directory = load_directory(write_sample(tmp_path))
    labels, purposes = len(directory.needs), len(directory.hotlines)
    # Of the two published services: five cells of the rent help (description, eligibility, cost, hours, alert), one of
    # the shelter. The sample translates all of them, and has Spanish words in one sheet of four.
    assert coverage_of(directory, "es") == LanguageCoverage(0, 0, texts=6, texts_translated=6, spoken=1)
    assert coverage_of(directory, "en").spoken == 4
    assert coverage_of(directory, "tl") == LanguageCoverage(labels, purposes, texts=6, texts_translated=0, spoken=0)
