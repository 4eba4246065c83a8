"""One row of a proof: what was tried, how often, what must hold and what came out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """`case` is the test's id in the threat model (F1, R2 ...); `size` counts what was tried, in words."""

    case: str
    size: str
    target: str
    got: str
    holds: bool


def report(cases: Iterable[Case], out: Path | None = None) -> bool:
    """Print the table, write it to `out` as JSON lines if given, and say whether every row holds."""
    rows = list(cases)
    table = Table("case", "size", "target", "got", "holds")
    for row in rows:
        table.add_row(row.case, row.size, row.target, row.got, "yes" if row.holds else "NO")
    Console().print(table)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")
    return all(row.holds for row in rows)


def read(out: Path) -> list[Case]:
    """Read the rows that `report` has written."""
    return [Case(**json.loads(line)) for line in out.read_text(encoding="utf-8").splitlines()]
