from __future__ import annotations

from pathlib import Path

from bot.logbook import render_logbook
from bot.logs import Event

PAGE = Path(__file__).parent.parent / "docs" / "logs.md"


def test_the_page_about_the_log_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_logbook(), "run: python -m bot.logbook docs/logs.md"


def test_the_page_names_every_event() -> None:
    assert all(f"| `{event.name}` |" in render_logbook() for event in Event)
