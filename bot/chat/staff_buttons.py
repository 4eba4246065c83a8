"""What a button in the staff chat asks for. Residents' buttons are another matter: see bot/actions.py.

A person can send any data, so reading is total, and what it names is looked up and compared again before anything is
done: a forged button can do no more than a real one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_MARK: Final = "staff1"
_FORM: Final = re.compile(rf"{_MARK}:(?P<deed>[pfcku]):(?P<release>0|[1-9][0-9]{{0,11}}):(?P<digest>[0-9a-f]{{16}}|)")


class Deed(StrEnum):
    """What to do. The letter stands in buttons: never give a used one another meaning."""

    PUBLISH = "p"
    PUBLISH_FOLDER = "f"
    CANCEL = "c"
    CANCEL_FOLDER = "k"
    UNDO = "u"


@dataclass(frozen=True, slots=True)
class StaffButton:
    """A deed over the release that was live when the button was made, 0 for none. `digest`: of what to publish."""

    deed: Deed
    release: int = 0
    digest: str = ""


def encode_button(button: StaffButton) -> str:
    """Write a button's data, at most 39 of Telegram's 64 bytes."""
    return f"{_MARK}:{button.deed}:{button.release}:{button.digest}"


def decode_button(data: str) -> StaffButton | None:
    """Read what `encode_button` wrote; None for anything else."""
    found = _FORM.fullmatch(data)
    return StaffButton(Deed(found["deed"]), int(found["release"]), found["digest"]) if found else None
