"""Nothing about a person stays: the trial of a night (bench/canary), small. It runs the bot in processes of its own."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
import zlib
from random import Random
from typing import TYPE_CHECKING

import pytest

from bench.canary.__main__ import measure
from bench.canary.patterns import id_patterns, text_patterns
from bench.canary.plants import LEAKS
from bench.canary.scanner import Scanner
from bench.canary.sentinels import draw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.skipif(sys.platform != "linux", reason="limits, kills and looks into processes")
async def test_no_conversation_leaves_a_trace_and_every_planted_leak_is_found(tmp_path: Path) -> None:
    cases = await measure(tmp_path, conversations=200, pairs=3)
    assert len(LEAKS) >= 15
    assert [case for case in cases if not case.holds] == []


TEXT = "Néxiomara-Ñandú"


def test_every_pattern_is_found_wherever_it_stands_and_only_in_full() -> None:
    patterns = {*text_patterns("name", TEXT), *id_patterns("id", 6_100_000_001)}
    for pattern, name in patterns:
        scanner = Scanner([(pattern, name)])
        for shift in range(9):
            assert {hit.what for hit in scanner.scan_bytes(bytes(shift) + pattern, "file")} == {name}
            assert not scanner.scan_bytes(bytes(shift) + pattern[:-1], "file")


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner", data)
    return packed.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, zipped])
def test_what_is_packed_is_opened_twice_over_and_where_it_breaks_off(pack: Callable[[bytes], bytes]) -> None:
    scanner = Scanner(text_patterns("name", TEXT))
    filling = Random(1).randbytes(9000)
    for packed in (
        pack(TEXT.encode()),
        pack(pack(TEXT.encode())),
        pack(TEXT.encode() + filling)[: -5 if pack is not zipped else None],
    ):
        assert scanner.scan_bytes(b"before" + packed + b"behind", "file")


def test_the_name_of_a_file_is_read_too(tmp_path: Path) -> None:
    (tmp_path / TEXT).touch()
    assert Scanner(text_patterns("name", TEXT)).scan(tmp_path.iterdir())


def test_a_pattern_that_chance_would_find_is_refused() -> None:
    with pytest.raises(ValueError, match="by chance"):
        Scanner([(b"abc", "name")])


def test_people_have_no_value_in_common_and_none_that_stands_on_the_disk() -> None:
    taken: list[bytes] = []

    def is_taken(data: bytes) -> bool:
        taken.append(data)
        return len(taken) == 1

    crowd = draw(Random(1), 50, is_taken)
    assert not any(who.user_id.to_bytes(6, "big").endswith(taken[0]) for who in crowd)
    facts = [fact for who in crowd for fact in (str(who.user_id), *who.facts().values())]
    assert len(facts) == len(set(facts))
