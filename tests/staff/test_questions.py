from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.app import build_release
from bot.directory.loader import load_directory
from bot.directory.model import JudgedQuestion
from bot.staff.questions import Miss, misses
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> LiveRelease:
    return build_release(1, load_directory(write_sample(tmp_path_factory.mktemp("data"))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("help with rent", "housing.rent_help"),
        ("help with rent", "casa-norte-rent"),
        ("I want to die", "urgent:crisis"),
        ("the weather", "none"),
    ],
)
def test_a_question_may_expect_a_need_a_service_an_urgent_card_or_nothing(
    release: LiveRelease, text: str, expected: str
) -> None:
    assert misses([JudgedQuestion(text, "en", expected)], release, NOW) == ()


def test_a_miss_says_what_came_instead(release: LiveRelease) -> None:
    rent = JudgedQuestion("help with rent", "en", "housing.shelter")
    weather = JudgedQuestion("the weather", "en", "education.esl")
    assert misses([rent, weather], release, NOW) == (Miss(rent, ("housing.rent_help",)), Miss(weather, ()))
