"""A directory without any problem, to spoil in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented directory with the address of its website written out."""
    write_sample(tmp_path)
    set_cell(tmp_path / "services.csv", 2, "website", "https://example.org/rent")
    assert read_directory(tmp_path).problems == ()
    return tmp_path
