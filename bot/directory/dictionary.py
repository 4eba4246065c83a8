"""docs/data-dictionary.md, written from the schema. `python -m bot.directory.dictionary FILE` writes it anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.directory.area import AREA_KEYS
from bot.directory.schema import AREA_FILE, SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.directory.columns import Column, SheetSchema

_INTRODUCTION = """\
# Data dictionary

What each spreadsheet of a directory holds. This page is generated from `bot/directory/schema.py`: change the columns
there, then run `python -m bot.directory.dictionary docs/data-dictionary.md`.

All sheets are CSV files in UTF-8 with a header row. Columns of your own are kept and ignored. `<lang>` stands for a
language code such as `en`, `es` or `vi`. An empty cell means that the source does not say; it never means no.
HSDS is the Human Services Data Specification 3.1 of Open Referral.
"""


def render_dictionary() -> str:
    """The whole page as Markdown."""
    return "\n".join((_INTRODUCTION, *_area(), *(line for sheet in SHEETS for line in _sheet(sheet))))


def _area() -> Iterator[str]:
    yield f"## {AREA_FILE}\n\nWhich city this is.\n"
    yield "| Setting | What it means |\n|---|---|"
    yield from (f"| `{key}` | {meaning} |" for key, meaning in AREA_KEYS.items())
    yield ""


def _sheet(sheet: SheetSchema) -> Iterator[str]:
    yield f"## {sheet.path}\n\n{sheet.meaning}\n"
    yield "| Column | What it means | Must be there | Example | HSDS |\n|---|---|---|---|---|"
    yield from (_line(column) for column in sheet.columns)
    yield ""


def _line(column: Column) -> str:
    choices = f" Choices: {', '.join(f'`{choice}`' for choice in column.choices)}." if column.choices else ""
    meaning = (column.meaning + choices).replace("|", "\\|")
    hsds = f"`{column.hsds}`" if column.hsds else ""
    return f"| `{column.name}` | {meaning} | {column.presence} | `{column.example}` | {hsds} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_dictionary(), encoding="utf-8")
