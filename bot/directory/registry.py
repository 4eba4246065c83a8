"""Every check there is, and docs/checks.md. `python -m bot.directory.registry FILE` writes that page anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.directory import (
    area,
    cell_checks,
    cells,
    checks,
    contact_checks,
    delimited,
    encodings,
    folder,
    grids,
    live_checks,
    loader,
    packages,
    place_checks,
    published,
    retyped,
    retyped_dates,
    service_checks,
    sheet,
    sheet_reading,
    text_checks,
    workbooks,
)
from bot.directory.problems import Check, Severity

if TYPE_CHECKING:
    from types import ModuleType

MODULES: Final[tuple[ModuleType, ...]] = (
    *(loader, folder, published, area),
    *(grids, cells, encodings, delimited, packages, workbooks),
    *(sheet_reading, sheet, retyped, retyped_dates),
    *(cell_checks, checks, contact_checks, place_checks, text_checks, service_checks),
    live_checks,
)
"""The modules that hold checks, in the order of the page."""

CHECKS: Final = tuple(
    {value.code: value for module in MODULES for value in vars(module).values() if isinstance(value, Check)}.values()
)
"""Every check, once each."""

_INTRODUCTION = """\
# What `vecino check` looks at

An *error* holds back publishing until it is mended. A *warning* does not: look at it, and leave it when it is right.
The code never changes, so other programs can go by it. Words in {braces} are filled in.

This page is generated from the checks in `bot/directory`: change the words there, then run
`python -m bot.directory.registry docs/checks.md`.
"""


def render_checks() -> str:
    """The whole page as Markdown."""
    errors = (check for check in CHECKS if check.severity is Severity.ERROR)
    warnings = (check for check in CHECKS if check.severity is Severity.WARNING)
    head = "| Code | What is wrong | What to do |\n|---|---|---|"
    return "\n".join(
        (
            _INTRODUCTION,
            "## Errors\n",
            *(head, *map(_line, errors), ""),
            "## Warnings\n",
            *(head, *map(_line, warnings), ""),
        )
    )


def _line(check: Check) -> str:
    message, action = (text.replace("|", "\\|").replace("<", "\\<") for text in (check.message, check.action))
    return "| " + " | ".join((f"`{check.code}`", message, action)) + " |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_checks(), encoding="utf-8")
