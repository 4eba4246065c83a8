"""Throughput, load and soak with a few questions: each bot is asked, everybody is answered. Times are not looked at."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench import publish_load
from bench.load import ask_in_a_burst, ask_steadily
from bench.processes import address, publish_directory
from bench.soak import soak
from bench.throughput import FAR, measure
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.cases import Case

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="measures by /proc")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    asyncio.run(publish_directory(ROOT / "directory_data", folder))
    return folder


@pytest.fixture(autouse=True)
def every_core() -> Iterator[None]:
    """A bench keeps its process to one core; the tests after it may use all again."""
    before = os.sched_getaffinity(0)
    yield
    os.sched_setaffinity(0, before)


def holding(cases: list[Case]) -> set[str]:
    return {case.case for case in cases if case.holds}


async def test_every_question_is_answered_and_ours_are_acknowledged_after_the_answer(home: Path) -> None:
    # Without aiogram, which takes seconds to import; the bench itself asks it in the same way.
    size = {(name, latency): 16 for name in ("vecino", "ptb") for latency in (0.0, FAR)}
    measured = await measure(size, 1, address(home))
    for (name, _), [part] in measured.items():
        assert (part.questions, part.surplus) == (16, 0) and part.cpu > 0
        assert (part.early > 0) is (name == "ptb")  # an echo acknowledges before, so the count can tell


async def test_nobody_is_lost_over_a_faulty_network(home: Path) -> None:
    assert "L1" in holding(await ask_steadily(address(home), seconds=2))


async def test_a_flood_takes_nobodys_answer(home: Path) -> None:
    assert "L3" in holding(await ask_in_a_burst(address(home), questions=90))


async def test_releases_that_come_and_go_lose_double_and_tear_nothing(tmp_path: Path) -> None:
    await publish_load.prepare(tmp_path)
    cases = await publish_load.ask_while_publishing(tmp_path, seconds=6, rate=20, period=2)
    assert {"L5", "L7"} <= holding(cases)


async def test_nothing_is_written_and_nothing_piles_up(home: Path) -> None:
    assert {"M3", "M4"} <= holding(await soak(home, seconds=2, rate=20, warm_up=200))
