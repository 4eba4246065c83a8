"""All large proofs, one after the other: python -m bench.night [--again NAME] [--show], or `make test-night`.

Each row is a command of its own. It writes its cases to var/night/NAME.jsonl, and the commit they are true of beside
them: a row that has been measured at this commit is not measured again, so an interrupted night goes on where it was.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from bench.cases import Case, read, report

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "var/night"
LIMIT: Final = 3_600.0
"""Seconds after which a row has failed."""


class Row(NamedTuple):
    """A proof: its name, and the module and its options."""

    name: str
    argv: tuple[str, ...]


ROWS: Final = (
    Row("canary", ("bench.canary",)),  # R1, R2, R3: what a seized disk yields
    Row("publish_kills", ("bench.publish_kills",)),  # D-P1
    Row("fuzz", ("bench.fuzz",)),  # Z1
    Row("codec", ("bench.codec",)),  # Z3
    Row("start_parameters", ("bench.start_parameters",)),  # P1
    Row("sameness", ("bench.sameness",)),  # N1
    Row("outgoing", ("bench.outgoing",)),  # N2
    Row("webhook", ("bench.webhook",)),  # W1, W2, W3
    Row("mutated", ("bench.mutated",)),  # C: damaged spreadsheets
    Row("limits", ("bench.limits",)),  # C5: the largest files
    Row("faults", ("bench.faults",)),  # F1
    Row("kills", ("bench.kills",)),  # F2
    Row("shuffled", ("bench.shuffled",)),  # F3
    Row("outages", ("bench.outages",)),  # F4, F5
    # These measure time, so nothing else may run beside them; they come last.
    Row("throughput", ("bench.throughput",)),
    Row("load", ("bench.load",)),
    Row("publish_load", ("bench.publish_load",)),  # L5, L6, L7
    Row("soak", ("bench.soak",)),
)


class Night:
    """The rows and where their results are. `commit` names the state of the source."""

    def __init__(self, rows: Iterable[Row], folder: Path, commit: str) -> None:
        self.rows = tuple(rows)
        self._folder = folder
        self._commit = commit

    def is_measured(self, row: Row) -> bool:
        """Whether the row has a result at this commit."""
        stamp = self._stamp(row)
        return self._out(row).exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == self._commit

    def measure(self, row: Row) -> None:
        """Run one row. A row that ends without writing a result leaves none."""
        if not _exists(row):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._out(row).unlink(missing_ok=True)
        command = [sys.executable, "-m", *row.argv, "--out", str(self._out(row))]
        try:
            subprocess.run(command, cwd=ROOT, timeout=LIMIT, check=False)
        except subprocess.TimeoutExpired:
            print(f"{row.name}: not done within {LIMIT / 60:.0f} minutes")
        if self._out(row).exists():
            self._stamp(row).write_text(self._commit, encoding="utf-8")

    def cases(self) -> list[Case]:
        """Every case of every row as far as measured at this commit."""
        return [case for row in self.rows for case in self._cases_of(row)]

    def _cases_of(self, row: Row) -> list[Case]:
        if self.is_measured(row):
            return read(self._out(row))
        what = "not measured at this commit" if _exists(row) else "missing"
        return [Case(row.name, "", "", what, holds=False)]

    def _out(self, row: Row) -> Path:
        return self._folder / f"{row.name}.jsonl"

    def _stamp(self, row: Row) -> Path:
        return self._folder / f"{row.name}.commit"


def _exists(row: Row) -> bool:
    return find_spec(row.argv[0]) is not None


def state_of_source() -> str:
    """The commit, and a digest of what was changed since: a result is true of one state only."""
    commit = _git("rev-parse", "HEAD").decode().strip()
    changes = _git("diff", "HEAD")
    return f"{commit}+{sha256(changes).hexdigest()[:8]}" if changes else commit


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout


def main(
    again: Annotated[
        list[str] | None, typer.Option(help="Measure this row again; may be given more than once.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Only print what has been measured.")] = False,
) -> None:
    """Run what has not been measured at this commit, then print the whole table."""
    chosen = frozenset(again or ())
    if unknown := chosen.difference(row.name for row in ROWS):
        raise typer.BadParameter(f"There is no row {', '.join(sorted(unknown))}.", param_hint="--again")
    night = Night(ROWS, FOLDER, state_of_source())
    try:
        for row in () if show else night.rows:
            if row.name in chosen or not night.is_measured(row):
                print(f"\n{row.name}: python -m {' '.join(row.argv)}", flush=True)
                night.measure(row)
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on with what is left.")
    if not report(night.cases()):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
