"""Writing tables that spreadsheet programs open as they are meant: letters right, and nothing run as a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GUARD: Final = "'"
"""Stands before a cell that a program would run; spreadsheet programs read it as "this is text"."""

_FORMULA = re.compile(r"[=+\-@\t\r\0＝＋－＠]")
_HARMLESS = re.compile(r"\+[0-9][0-9 ().;/+-]*|-[0-9]+(\.[0-9]+)?")
"""Phone numbers in international form, whose plus sign is part of what people read, and numbers below zero."""


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as UTF-8 with a byte order mark, without which Excel misreads accents, and lines that end in CRLF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def sheet_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """A sheet of the directory in the same form, cell for cell: what goes back into the folder needs no guard."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell with a guard if a program would run it, or would take a guard that is there away (OWASP ASVS 1.2.10)."""
    bare = cell.lstrip(GUARD)
    return f"{GUARD}{cell}" if _FORMULA.match(bare) and not _HARMLESS.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before `guarded`."""
    return cell[1:] if cell.startswith(GUARD) and _FORMULA.match(cell.lstrip(GUARD)) else cell
