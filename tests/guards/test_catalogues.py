"""Every text of the program stands in every catalogue, complete."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from bot.i18n.locales import read_languages

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\{\w*\}")
INTERFACE = [row.code for row in read_languages().interface]


def extracted() -> set[str]:
    keywords = {**DEFAULT_KEYWORDS, "Command": (3,), "_mark": None}
    found = extract_from_dir(ROOT / "bot", [("**.py", "python")], keywords=keywords)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def catalogue_of(file: Path, code: str | None = None) -> Catalog:
    return read_po(StringIO(file.read_text(encoding="utf-8")), locale=code)


def test_the_template_holds_exactly_the_texts_of_the_program() -> None:
    template = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue_of(ROOT / "locales/bot.pot") if m.id}
    assert template == extracted()
    assert "Back" in template


@pytest.mark.parametrize("code", INTERFACE)
def test_a_catalogue_is_complete_and_keeps_every_placeholder(code: str) -> None:
    file = ROOT / "locales" / code.replace("-", "_") / "LC_MESSAGES" / "bot.po"
    messages = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue_of(file, code) if m.id}
    assert extracted() - messages.keys() == set()
    for message in messages.values():
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert texts and all(texts), message.id
        assert not message.fuzzy, message.id
        for text in texts:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(sources[-1])), message.id
