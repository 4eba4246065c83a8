"""Tables that stand in the web, such as a Google Sheet published as CSV: what came of fetching them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.directory.problems import Check, Severity, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.directory.problems import Problem

_PUBLISH: Final = mark(
    "In Google Sheets choose File, Share, Publish to web, the sheet, and CSV. Write that address into .env."
)

UNREACHABLE_SHEET = Check(
    "unreachable-sheet",
    "The published sheet cannot be fetched.",
    "Look whether its address in SHEET_URLS still opens in a browser, and try again later.",
    Severity.WARNING,
)
SHEET_IS_A_PAGE = Check(
    "sheet-is-a-page", "The address of the sheet gives a web page instead of a table.", _PUBLISH, Severity.WARNING
)
SHEET_MOVED = Check(
    "sheet-moved",
    "The address of the sheet sends us to another place, which was not followed.",
    _PUBLISH,
    Severity.WARNING,
)
SHEET_TOO_LARGE = Check(
    "sheet-too-large", "The published sheet is larger than {most} MB.", "Remove what is not needed.", Severity.WARNING
)
COPY_USED = Check(
    "copy-used",
    "The last good copy of the sheet was used, which is from {day}.",
    "What was changed in the sheet after that day is not in it. Mend the line above, then try again.",
    Severity.WARNING,
)
NO_COPY = Check("no-copy", "There is no good copy of the sheet either.", "Mend the line above, then try again.")
UNKNOWN_TABLE = Check(
    "unknown-table",
    "SHEET_URLS has an address for “{table}”, which is none of our tables.",
    "Use the names of the tables: services, needs, hotlines, phrases/en, or directory for one workbook with all.",
)


@dataclass(frozen=True, slots=True)
class Published:
    """`tables`: name, such as services or phrases/en, to the bytes of a file. `problems`: what to say about them.

    `accept` is called when they were read without errors: then they are what to fall back on.
    """

    tables: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    accept: Callable[[], None] = field(default=lambda: None, compare=False)


def published_label(table: str) -> str:
    """What stands for the name of a file in messages."""
    return f"{table} (published sheet)"
