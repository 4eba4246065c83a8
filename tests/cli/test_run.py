from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.run import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("token", "word"), [("", "@BotFather"), ("nonsense", "BotFather")])
def test_a_missing_or_mistyped_token_gets_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", token)
    app = typer.Typer()
    app.command()(run)
    result = CliRunner().invoke(app, [])
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "BOT_TOKEN" in result.output and word in result.output
