"""Every command that reads the folder reads the sheets of SHEET_URLS too, and speaks the language of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.__main__ import application
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = "partners=https://127.0.0.1:1/pub?output=csv"
COMMANDS = {
    "check": ("check", "--data", "data"),
    "diff": ("diff", "--data", "data"),
    "preview": ("preview", "casa-norte-rent", "--data", "data"),
    "publish": ("publish", "--data", "data"),
    "ask": ("ask", "help with rent", "--data", "data"),
    "learn": ("learn", "--data", "data"),
    "demo": ("demo", "--data", "data"),
    "export": ("export", "out", "--data", "data"),
    "init": ("init", "Gallup", "--like", "data"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_sheet_that_cannot_be_fetched_and_was_never_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHEET_URLS", NOWHERE)
    monkeypatch.setenv("STAFF_LANGUAGE", "es")
    write_sample(tmp_path / "data")
    result = CliRunner().invoke(application, COMMANDS[command])
    assert result.exit_code == 1
    assert "partners (published sheet)" in result.output and "Qué hacer:" in result.output
