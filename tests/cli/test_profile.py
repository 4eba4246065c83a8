from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.__main__ import application
from bot.cli.profile import synchronise
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.errors import NoReleaseError
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_a_missing_or_mistyped_token_gets_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", token)
    result = CliRunner().invoke(application, ["profile", "sync"])
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "BOT_TOKEN" in result.output


async def test_what_is_published_becomes_the_profile_and_each_change_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path}/vecino.db"
    async with DemoServer() as server:
        with pytest.raises(NoReleaseError):
            await synchronise(server.token, database, server.base_url)
        engine = open_engine(database)
        await migrate(engine)
        await publish(engine, load_directory(write_sample(tmp_path / "data")), now=datetime.now(UTC))
        await engine.dispose()
        await synchronise(server.token, database, server.base_url)
        lines = capsys.readouterr().out.splitlines()
        assert "changed: name (en)" in lines
        assert lines[-1] == "@VecinoDemoBot is up to date now."
        await synchronise(server.token, database, server.base_url)
        assert capsys.readouterr().out == "@VecinoDemoBot was up to date already.\n"
        assert server.violations == []
