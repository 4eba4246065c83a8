from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.hours import Schedule, Standing, hours_hold, read_schedule
from bot.directory.hours_vocabulary import VOCABULARY
from bot.directory.model import Area, Organization, Service, Source, Status

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("America/Denver")
AREA = Area("Vecino", "US", "NM", "America/Denver", "US", ())
CANNOT_TELL = "cannot tell"
SERVICE = Service("x", Status.ACTIVE, (), Organization("Casa Norte"), "Rent help", "", hours="24/7")
TODAY = date(2026, 11, 24)


def table() -> list[tuple[str, str]]:
    with (ROOT / "tests/data/hours.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expected"]) for row in csv.DictReader(file)]


def schedule(text: str, area: Area = AREA) -> Schedule:
    read = read_schedule(text, area)
    assert read is not None
    return read


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(("text", "expected"), table())
def test_a_text_says_its_week_or_nothing(text: str, expected: str) -> None:
    read = read_schedule(text, AREA)
    assert (read.grammar if read else CANNOT_TELL) == expected


def test_the_table_holds_enough_real_texts_of_both_kinds() -> None:
    unknown = [text for text, expected in table() if expected == CANNOT_TELL]
    assert len(unknown) >= 50 and len(table()) - len(unknown) >= 100


def test_one_module_only_knows_the_library() -> None:
    users = [
        file.name for file in (ROOT / "bot").rglob("*.py") if "from opening_hours import" in file.read_text("utf-8")
    ]
    assert users == ["hours.py"]


PHRASES = st.sampled_from([*VOCABULARY, "8", "9:30", "5 pm", "12am", "17:00", "maybe", "25:99", '"', "||"])


@given(
    st.one_of(st.text(max_size=80), st.lists(PHRASES, max_size=12).map(" ".join)), st.datetimes(timezones=st.just(UTC))
)
def test_any_text_gives_a_schedule_or_nothing(text: str, moment: datetime) -> None:
    read = read_schedule(text, AREA)
    if read is not None and 1950 < moment.year < 2100:
        opening = read.at(moment)
        assert opening.changes is None or opening.changes > opening.asked
        assert read.is_open_on(moment.date()) in (True, False, None)


WEEK = "Mon-Fri 8am-5pm; Sat 9am-noon"


@pytest.mark.parametrize(
    ("moment", "standing", "changes", "soon"),
    [
        (at(2026, 12, 1, 8), Standing.OPEN, at(2026, 12, 1, 17), False),
        (at(2026, 12, 1, 15, 59), Standing.OPEN, at(2026, 12, 1, 17), False),
        (at(2026, 12, 1, 16), Standing.OPEN, at(2026, 12, 1, 17), True),
        (at(2026, 12, 1, 17), Standing.CLOSED, at(2026, 12, 2, 8), False),
        (at(2026, 12, 1, 7, 59), Standing.CLOSED, at(2026, 12, 1, 8), False),
        (at(2026, 12, 5, 13), Standing.CLOSED, at(2026, 12, 7, 8), False),
    ],
)
def test_a_moment_in_an_ordinary_week(moment: datetime, standing: Standing, changes: datetime, soon: bool) -> None:
    opening = schedule(WEEK).at(moment.astimezone(UTC))
    assert (opening.standing, opening.changes, opening.closes_soon) == (standing, changes, soon)


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2026, 11, 27), date(2026, 10, 12), date(2026, 7, 3)])
def test_a_holiday_of_the_country_or_the_state_leaves_a_doubt_where_the_source_is_silent(day: date) -> None:
    noon = datetime.combine(day, time(12), ZONE)
    assert schedule("Mon-Fri 8-5").at(noon).standing is Standing.MAYBE_HOLIDAY
    assert schedule("Mon-Fri 8-5").is_open_at(noon) is None
    assert schedule("Mon-Fri 8-5").is_open_on(day) is None


def test_the_day_after_thanksgiving_is_a_holiday_in_new_mexico_only() -> None:
    friday = at(2026, 11, 27, 12)
    assert schedule("Mon-Fri 8-5", replace(AREA, state="CO")).at(friday).standing is Standing.OPEN


def test_a_source_that_speaks_of_holidays_is_believed() -> None:
    thanksgiving = at(2026, 11, 26, 12)
    assert schedule("Mon-Fri 8-5, closed federal holidays").at(thanksgiving).standing is Standing.CLOSED
    assert schedule("Mon-Fri 8-5, closed Thanksgiving").at(thanksgiving).standing is Standing.CLOSED
    assert schedule("Daily 9-5 including holidays").at(thanksgiving).standing is Standing.OPEN
    assert schedule("24 hours a day, 7 days a week").at(thanksgiving).standing is Standing.DAY_AND_NIGHT


def test_what_opens_next_on_a_holiday_says_so() -> None:
    evening_before = at(2026, 11, 25, 20)
    assert schedule("Mon-Fri 8-5").at(evening_before).holiday
    assert not schedule("Mon-Fri 8-5").at(at(2026, 11, 30, 20)).holiday
    assert schedule("Mon-Fri 8-5, closed holidays").at(evening_before).changes == at(2026, 11, 27, 8)


def test_an_unknown_country_has_no_holidays_to_be_sure_of() -> None:
    assert read_schedule("Mon-Fri 8-5", replace(AREA, country="XX")) is None


def test_a_night_runs_past_midnight() -> None:
    shelter = schedule("Daily 7pm-7am")
    assert shelter.at(at(2026, 12, 2, 1)).changes == at(2026, 12, 2, 7)
    assert shelter.at(at(2026, 12, 1, 23)).changes == at(2026, 12, 2, 7)
    assert shelter.at(at(2026, 12, 2, 8)).changes == at(2026, 12, 2, 19)


def test_the_night_when_summer_time_begins_is_an_hour_shorter() -> None:
    opening = schedule("Daily 7pm-3:30am").at(at(2026, 3, 8, 1, 45))
    assert opening.changes == at(2026, 3, 8, 3, 30)
    assert opening.closes_soon


def test_the_night_when_summer_time_ends_is_an_hour_longer() -> None:
    shelter = schedule("Daily 7pm-2:30am")
    first, second = datetime(2026, 11, 1, 7, 45, tzinfo=UTC), datetime(2026, 11, 1, 8, 45, tzinfo=UTC)
    assert first.astimezone(ZONE).time() == second.astimezone(ZONE).time()
    assert (shelter.at(first).closes_soon, shelter.at(second).closes_soon) == (False, True)


@pytest.mark.parametrize("month", [1, 7])
def test_a_time_is_that_of_the_directory_in_winter_and_summer(month: int) -> None:
    eight = datetime(2026, month, 7, 8, tzinfo=ZONE).astimezone(UTC)
    assert eight.hour == (15 if month == 1 else 14)
    assert schedule("Mon-Fri 8-5").at(eight).standing is Standing.OPEN


def test_by_appointment_is_neither_open_nor_closed() -> None:
    read = schedule("Mon-Fri 8-5, Sat by appointment")
    assert read.at(at(2026, 12, 5, 10)).standing is Standing.BY_APPOINTMENT
    assert (read.is_open_at(at(2026, 12, 5, 10)), read.is_open_on(date(2026, 12, 5))) == (None, None)


def test_hours_of_a_phone_line_open_no_door() -> None:
    line = schedule("Hotline 24 hours a day")
    assert line.at(at(2026, 12, 1, 3)).by_phone
    assert (line.is_open_at(at(2026, 12, 1, 3)), line.is_open_on(date(2026, 12, 1))) == (None, None)


@pytest.mark.parametrize(
    ("text", "day", "after", "known"),
    [
        ("Mon-Fri 8-5", date(2026, 12, 1), time(), True),
        ("Mon-Fri 8-5", date(2026, 12, 1), time(18), False),
        ("Mon-Fri 8am-6:30pm", date(2026, 12, 1), time(18), True),
        ("Mon-Fri 8-5", date(2026, 12, 5), time(), False),
        ("Fri 7pm-7am", date(2026, 12, 5), time(), False),
        ("24/7", date(2026, 12, 5), time(23), True),
        ("2nd Wednesday 9-12", date(2026, 12, 9), time(), True),
        ("2nd Wednesday 9-12", date(2026, 12, 2), time(), False),
    ],
)
def test_a_day_has_hours_or_none(text: str, day: date, after: time, known: bool) -> None:
    assert schedule(text).is_open_on(day, after) is known


def test_the_same_hours_every_week_are_a_table_of_seven_days() -> None:
    eight, noon, five = time(8), time(12), time(17)
    assert schedule("Mon-Fri 8-12; Sat 12-5").week() == (*[((eight, noon),)] * 5, ((noon, five),), ())
    assert schedule("2nd Wednesday 9-12").week() is None
    assert schedule("24/7").week() is None


@pytest.mark.parametrize(
    ("source", "hold"),
    [
        (Source(dated="2026-04-21"), True),
        (Source(dated="2024-11-23"), True),
        (Source(dated="2024-11-22"), False),
        (Source(dated="2024"), False),
        (Source(dated="2025"), True),
        (Source(dated="2024-2025 guide"), True),
        (Source(dated="2017-02-08; 2025"), True),
        (Source(dated="2026-01; hours 2020-10-12"), False),
        (Source(dated="2026-04-21 (address)"), False),
        (Source(dated="2018-04-22; fees 2026-04-21"), False),
        (Source(dated="2099"), False),
        (Source(dated="2025-13-45"), False),
        (Source(), False),
        (Source(checked_on=date(2026, 1, 5)), True),
        (Source(dated="2012", checked_on=date(2026, 1, 5)), True),
    ],
)
def test_hours_count_only_where_somebody_saw_them_in_two_years(source: Source, hold: bool) -> None:
    assert hours_hold(replace(SERVICE, source=source), TODAY) is hold


def test_a_pause_a_season_or_a_notice_puts_hours_in_doubt() -> None:
    fresh = replace(SERVICE, source=Source(dated="2026-04-21"))
    assert hours_hold(fresh, TODAY)
    assert not hours_hold(replace(fresh, status=Status.SEASONAL), TODAY)
    assert not hours_hold(replace(fresh, status=Status.PAUSED), TODAY)
    assert not hours_hold(replace(fresh, alert="Closed this week"), TODAY)
    assert hours_hold(replace(fresh, alert="Closed in May", alert_until=date(2026, 5, 31)), TODAY)
