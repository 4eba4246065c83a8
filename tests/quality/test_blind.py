"""What the blind questions reach today, so that no later change loses it unseen.

Half A and the given questions may be read, so every single miss is named in known_misses.csv and leaves it as soon as
it passes. Half B is only counted: whoever read its misses would tune to it, and it would measure nothing any more.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.matching import DANGER, FALSE_ALARMS, FIRST_THREE, Tally, measure, read_danger, read_dev, read_languages

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease

KNOWN_MISSES = Path(__file__).with_name("known_misses.csv")
LENIENT = "first right, lenient"
WATCHED = (LENIENT, FIRST_THREE, "urgent found, any class", "private data noticed", *FALSE_ALARMS)


@pytest.fixture(scope="module")
def closed(shipped: LiveRelease) -> Tally:
    """The totals of half B."""
    return measure((q for q in read_languages() if q.group == "B"), shipped)


def share(tally: Tally, measured: str, language: str = "total") -> float:
    return tally.met[measured, language] / tally.asked[measured, language]


def missed(release: LiveRelease) -> set[tuple[str, str]]:
    questions = [*read_dev(), *(q for q in read_languages() if q.group == "A")]
    tally = measure(questions, release)
    return {(q.id, measured) for measured in WATCHED for q in tally.missed[measured]}


def test_the_misses_of_the_open_questions_are_the_known_ones(shipped: LiveRelease) -> None:
    with KNOWN_MISSES.open(encoding="utf-8", newline="") as source:
        known = {(row["id"], row["measure"]) for row in csv.DictReader(source)}
    found = missed(shipped)
    assert found - known == set(), "new misses"
    assert known - found == set(), "these pass now: take them out of known_misses.csv"


@pytest.mark.parametrize(
    ("measured", "least"),
    [
        ("first right, strict", 0.88),
        (LENIENT, 0.92),
        (FIRST_THREE, 0.96),
        ("urgent found, any class", 0.93),
        ("topics beside handed over", 0.88),
        ("about the bot, right kind", 0.85),
        ("private data noticed", 0.89),
    ],
)
def test_the_closed_half_is_understood_as_well_as_before(closed: Tally, measured: str, least: float) -> None:
    assert share(closed, measured) >= least


@pytest.mark.parametrize(
    ("measured", "most"),
    [
        ("urgent, false alarms", 0.025),
        ("private data, false alarms", 0.02),
        ("out of scope answered wrongly", 0.03),
    ],
)
def test_the_closed_half_raises_no_more_false_alarms_than_before(closed: Tally, measured: str, most: float) -> None:
    assert share(closed, measured) <= most


def test_danger_is_found_in_stories_and_slang_and_not_where_it_only_looks_like_it(shipped: LiveRelease) -> None:
    tally = measure((q for q in read_danger() if q.group == f"{DANGER}B"), shipped)
    assert share(tally, "urgent found, any class") >= 0.96
    assert share(tally, "urgent, false alarms") <= 0.01


def test_no_language_is_left_behind(closed: Tally) -> None:
    languages = sorted({part for _, part in closed.asked if len(part) == 2})
    assert len(languages) == 10
    assert {code for code in languages if share(closed, FIRST_THREE, code) < 0.9} == set()


if __name__ == "__main__":  # python -m tests.quality.test_blind: writes the list of known misses anew
    from bench.matching import ROOT, build_release

    with KNOWN_MISSES.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["id", "measure"])
        writer.writerows(sorted(missed(build_release(ROOT / "directory_data"))))
