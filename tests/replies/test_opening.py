from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.replies.opening import hours_of_week, opening_line, opening_word
from tests.directory.test_hours import at, schedule

if TYPE_CHECKING:
    from bot.i18n.translations import Translations

TUESDAY = at(2026, 12, 1, 10)
WEEK = "Mon-Fri 8am-5pm"


@pytest.mark.parametrize(
    ("text", "now", "line", "word"),
    [
        (WEEK, TUESDAY, "Open now, until 5:00 PM.", "open now"),
        (WEEK, at(2026, 12, 1, 16, 30), "Open now. Closes soon, at 5:00 PM.", "closes soon, 5:00 PM"),
        (WEEK, at(2026, 12, 1, 7), "Closed now. Opens today at 8:00 AM.", "opens today 8:00 AM"),
        (WEEK, at(2026, 12, 1, 20), "Closed now. Opens tomorrow at 8:00 AM.", "opens tomorrow 8:00 AM"),
        (WEEK, at(2026, 12, 4, 20), "Closed now. Opens Monday at 8:00 AM.", "opens Monday 8:00 AM"),
        ("Tue 8-9:30am", TUESDAY, "Closed now. Opens December 8 at 8:00 AM.", "opens December 8 8:00 AM"),
        ("Jan-May Mo-Fr 08:00-17:00", at(2026, 6, 2, 10), "Closed now.", "closed now"),
        ("24/7", TUESDAY, "Open day and night.", "open day and night"),
        ("Hotline 24/7", TUESDAY, "By phone: Open day and night.", "by phone: open day and night"),
        ("Daily 6pm-midnight", at(2026, 12, 1, 19), "Open now, until midnight.", "open now"),
        ("Daily 7pm-7am", at(2026, 12, 1, 23), "Open now, until 7:00 AM.", "open now"),
        ("Mon-Fri 24 hours", TUESDAY, "Open now, until Saturday, 12:00 AM.", "open now"),
        ("24 hours; closed Christmas", TUESDAY, "Open now, until December 25, 12:00 AM.", "open now"),
        ("24 hours; closed Labor Day", TUESDAY, "Open now.", "open now"),
        ("By appointment", TUESDAY, "By appointment.", "by appointment"),
        (WEEK, at(2026, 11, 26, 10), "It may be closed today for a holiday. Call first.", "may be closed: holiday"),
        (WEEK, at(2026, 11, 25, 20), "Closed now. The next day it opens is a holiday: call first.", "closed now"),
    ],
)
def test_a_moment_is_said_in_plain_words(
    translations: Translations, text: str, now: datetime, line: str, word: str
) -> None:
    t = translations.translator("en")
    # Babel keeps the time and its half together with a narrow space.
    assert opening_line(schedule(text), t, now).replace("\u202f", " ") == line
    assert opening_word(schedule(text), t, now).replace("\u202f", " ") == word


def test_without_certain_hours_a_list_says_nothing(translations: Translations) -> None:
    assert opening_word(None, translations.translator("en"), TUESDAY) == ""


def test_the_week_is_told_in_the_readers_language(translations: Translations) -> None:
    week = schedule("Mon-Fri 8-12, 1-5; Sun 10-2")
    assert hours_of_week(week, translations.translator("fr")) == "lun.–ven. 08:00–12:00, 13:00–17:00; dim. 10:00–14:00"
    assert hours_of_week(week, translations.translator("en")) == ""
    assert hours_of_week(schedule("2nd Wednesday 9-12"), translations.translator("es")) == ""
