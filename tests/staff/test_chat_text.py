from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.staff.chat_text import LIMIT, chat_report
from bot.staff.language import staff_translator
from tests.staff.sample import over, phone

ENGLISH = staff_translator("en")


def length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_errors_come_first_below_the_counts() -> None:
    assert chat_report([over(2), phone(4, "12")], ENGLISH) == (
        "1 error, 1 warning.\n\n"
        "ERROR services.csv, row 4, column G “phone”: 12\n"
        "Nobody can be called at this number.\nWhat to do: Write it like 505-555-0123.\n\n"
        "WARNING services.csv, row 2, column H “alert_until”: 2020-01-01\n"
        "This notice is over.\nWhat to do: Empty “alert”."
    )


def test_nothing_found_is_said() -> None:
    assert chat_report([], ENGLISH) == "No problems were found."


@given(
    st.lists(st.text(alphabet="x😀", max_size=60), min_size=1, max_size=80),
    st.integers(min_value=300, max_value=LIMIT),
)
def test_a_message_never_grows_too_long_and_counts_what_it_leaves_out(values: list[str], limit: int) -> None:
    problems = [phone(row, value) for row, value in enumerate(values, start=2)]
    # A file of its own keeps each problem out of the group of the others.
    problems = [type(p)(p.check, f"{p.row}.csv", p.row, p.letter, p.column, p.value) for p in problems]
    text = chat_report(problems, ENGLISH, limit)
    told = text.count("\nERROR ")
    assert length(text) <= limit
    assert (f"And {len(problems) - told} more;" in text) == (told < len(problems))
