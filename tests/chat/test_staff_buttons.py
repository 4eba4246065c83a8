from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.staff_buttons import Deed, StaffButton, decode_button, encode_button

DIGESTS = st.text("0123456789abcdef", min_size=16, max_size=16) | st.just("")
BUTTONS = st.builds(StaffButton, st.sampled_from(Deed), st.integers(0, 10**12 - 1), DIGESTS)


@given(BUTTONS)
def test_a_button_is_read_as_it_was_written_and_fits(button: StaffButton) -> None:
    data = encode_button(button)
    assert decode_button(data) == button and len(data.encode()) <= 64


@given(st.text())
def test_no_text_breaks_the_reader(data: str) -> None:
    found = decode_button(data)
    assert found is None or encode_button(found) == data


@given(BUTTONS, st.data())
def test_a_changed_letter_gives_another_button_or_none(button: StaffButton, data: st.DataObject) -> None:
    text = encode_button(button)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.characters(exclude_characters=text[at])) + text[at + 1 :]
    assert decode_button(changed) != button
