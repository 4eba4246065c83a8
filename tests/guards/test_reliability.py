"""The whole bot against faults, kills and disorder, at small sizes; `make test-night` runs the large ones."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bench import faults, kills, shuffled
from bench.bot_process import prepare


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asyncio.run(prepare(tmp_path_factory.mktemp("prepared")))


@pytest.fixture
def database(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(prepared, tmp_path))


async def test_no_question_is_lost_in_a_faulty_network(database: Path) -> None:
    assert [case for case in await faults.measure(0.05, 2_000, database) if not case.holds] == []


async def test_no_question_is_lost_by_killing_the_bot(database: Path) -> None:
    assert [case for case in await kills.measure(10, database) if not case.holds] == []


async def test_every_update_is_answered_once_whatever_the_order(database: Path) -> None:
    assert [case for case in await shuffled.measure(960, database) if not case.holds] == []
