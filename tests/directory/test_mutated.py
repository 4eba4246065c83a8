from __future__ import annotations

from bench.mutated import mutated


def test_damaged_files_raise_nothing_and_no_change_is_silent() -> None:
    assert [case for case in mutated(20_000) if not case.holds] == []
