from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.directory.loader import load_directory
from bot.storage.session import migrate, open_engine
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.model import Directory


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/var/vecino.db"


@pytest_asyncio.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    """A migrated, empty database."""
    opened = open_engine(url)
    await migrate(opened)
    yield opened
    await opened.dispose()


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return load_directory(write_sample(tmp_path / "data"))
