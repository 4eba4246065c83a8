"""The table of the night: it goes on where it was, shows what is missing, and hides no failure."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from bench.cases import Case
from bench.night import ROWS, Night, Row

HOLDS = Case("F1", "3 questions", "silent 0", "0", holds=True)
FAILS = Case("F2", "3 kills", "lost 0", "1", holds=False)
PROOF = """
import pathlib, sys
pathlib.Path({runs!r}).open("a").write("run\\n")
if {lines!r}:
    pathlib.Path(sys.argv[-1]).write_text({lines!r})
raise SystemExit({status})
"""


class Proofs:
    """Modules that stand for proofs: each writes fixed cases and notes that it ran."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, *cases: Case) -> Row:
        lines = "".join(json.dumps(asdict(case)) + "\n" for case in cases)
        status = int(not all(case.holds for case in cases))
        source = PROOF.format(runs=str(self._folder / f"{name}.runs"), lines=lines, status=status)
        (self._folder / f"{name}.py").write_text(source, encoding="utf-8")
        return Row(name, (name,))

    def runs(self, row: Row) -> int:
        file = self._folder / f"{row.name}.runs"
        return len(file.read_text(encoding="utf-8").splitlines()) if file.exists() else 0


@pytest.fixture
def proofs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Proofs:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return Proofs(tmp_path)


def test_a_measured_row_shows_its_cases_and_a_failed_one_is_not_hidden(proofs: Proofs, tmp_path: Path) -> None:
    night = Night([proofs.add("good_proof", HOLDS), proofs.add("bad_proof", HOLDS, FAILS)], tmp_path / "night", "a1")
    for row in night.rows:
        night.measure(row)
    assert night.cases() == [HOLDS, HOLDS, FAILS]


def test_a_result_counts_for_its_commit_only(proofs: Proofs, tmp_path: Path) -> None:
    row = proofs.add("some_proof", HOLDS)
    night = Night([row], tmp_path / "night", "a1")
    assert not night.is_measured(row)
    night.measure(row)
    assert night.is_measured(row) and Night([row], tmp_path / "night", "a1").is_measured(row)
    later = Night([row], tmp_path / "night", "b2")
    assert not later.is_measured(row)
    assert [case.holds for case in later.cases()] == [False]


def test_a_row_that_ends_without_a_result_takes_the_old_one_with_it(proofs: Proofs, tmp_path: Path) -> None:
    row = proofs.add("some_proof", HOLDS)
    night = Night([row], tmp_path / "night", "a1")
    night.measure(row)
    proofs.add("some_proof")
    night.measure(row)
    assert proofs.runs(row) == 2
    [case] = night.cases()
    assert not case.holds and "not measured" in case.got


def test_a_row_that_takes_too_long_has_failed(proofs: Proofs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.night.LIMIT", 0.1)
    row = proofs.add("slow_proof", HOLDS)
    (tmp_path / "slow_proof.py").write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    night = Night([row], tmp_path / "night", "a1")
    night.measure(row)
    assert not night.is_measured(row)


def test_a_proof_that_is_not_there_is_shown_as_missing(tmp_path: Path) -> None:
    night = Night([Row("unknown", ("bench.a_proof_of_next_year",))], tmp_path, "a1")
    night.measure(night.rows[0])
    [case] = night.cases()
    assert (case.case, case.got, case.holds) == ("unknown", "missing", False)


def test_rows_that_measure_time_come_last_and_names_are_told_apart() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    assert names[-4:] == ["throughput", "load", "publish_load", "soak"]
