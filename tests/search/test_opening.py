from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.search.opening import is_open
from tests.directory.test_hours import schedule

TUESDAY_MORNING = datetime(2026, 12, 1, 17, tzinfo=UTC)
TUESDAY_NIGHT = datetime(2026, 12, 2, 4, tzinfo=UTC)  # 9 p.m. in Albuquerque
BEFORE_LABOR_DAY = datetime(2026, 9, 4, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "name", "now", "known"),
    [
        ("Mon-Fri 8-5", "open_now", TUESDAY_MORNING, True),
        ("Mon-Fri 8-5", "open_now", TUESDAY_NIGHT, False),
        ("Mon-Fri 8-5", "open_tonight", TUESDAY_MORNING, False),
        ("Mon-Fri 8am-8pm", "open_tonight", TUESDAY_MORNING, True),
        ("Mon-Fri 8am-8pm", "open_tonight", TUESDAY_NIGHT, False),
        ("Mon-Fri 8-5", "open_tuesday", TUESDAY_NIGHT, True),
        ("Mon-Fri 8-5", "open_saturday", TUESDAY_MORNING, False),
        ("Mon-Fri 8-5; Sun 1-3", "open_weekend", TUESDAY_MORNING, True),
        ("Mon-Fri 8-5", "open_weekend", TUESDAY_MORNING, False),
        ("Mon-Fri 8-5, Sat by appointment", "open_weekend", TUESDAY_MORNING, None),
        ("Mon-Fri 8-5", "open_monday", BEFORE_LABOR_DAY, None),
        ("By appointment", "open_now", TUESDAY_MORNING, None),
        ("24/7", "open_never", TUESDAY_MORNING, None),
    ],
)
def test_a_wish_for_a_time_is_known_or_not(text: str, name: str, now: datetime, known: bool | None) -> None:
    assert is_open(schedule(text), name, now) is known


def test_without_certain_hours_nothing_is_known() -> None:
    assert is_open(None, "open_now", TUESDAY_MORNING) is None
