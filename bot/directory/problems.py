"""What can be wrong with a directory: each check with its words, and problems that say where one of them fails.

The words are read by the person who keeps the sheet. They are gathered for translation where a `Check` is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


def mark(text: str) -> str:
    """Mark a text for the catalogue; it is translated where the reader's language is known."""
    return text


DID_YOU_MEAN: Final = mark("Did you mean “{near}”?")


class Severity(StrEnum):
    """What a problem does: an error holds back publishing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at. `code` never changes: other programs go by it.

    `message` says what is wrong and `action` what to do: whole English sentences. Their {places} are filled with the
    facts of a problem and its {column}, never with its row or value, so that repeats can be told in one go.
    """

    code: str
    message: str
    action: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a sheet.

    `row` is the sheet's own number (the header is row 1; a cell with line breaks is one row); None when
    the problem is about the whole file. `column` is the header as typed, `letter` its letter in Excel. `near` is
    what was probably meant; `facts` fill the places in the words of the check.

    `table` is the CSV file that its sheet stands for, `name` our name of the column, `keys` are what names its row and
    the row that its words name; all empty where no row of a release is meant.
    """

    check: Check
    file: str
    row: int | None = None
    letter: str = ""
    column: str = ""
    value: str = ""
    near: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    name: str = field(default="", compare=False)
    table: str = field(default="", compare=False)
    keys: tuple[tuple[str, ...], ...] = field(default=(), compare=False)

    @property
    def code(self) -> str:
        """The stable name of what is wrong."""
        return self.check.code

    @property
    def severity(self) -> Severity:
        """Whether it holds back publishing."""
        return self.check.severity

    @property
    def places(self) -> dict[str, str]:
        """What fills the places in the words of the check."""
        return {**self.facts, "column": self.column}

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.check.message.format(**self.places)

    @property
    def action(self) -> str:
        """What to do, in English."""
        action = self.check.action.format(**self.places)
        return f"{DID_YOU_MEAN.format(near=self.near)} {action}" if self.near else action
