"""Every text of the program stands in every catalogue, complete."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from bot.directory.registry import CHECKS
from bot.i18n.catalogues import catalogue_file
from bot.i18n.locales import read_languages
from bot.staff.language import DOMAIN

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\{\w*\}")
INTERFACE = [row.code for row in read_languages().interface]


STAFF_KEYWORDS = ("mark", "Doubt", "Check:2", "Check:3,3t", "Check:3,4t", "Check:3,5t")


def extracted(config: str = "babel.cfg", keywords: tuple[str, ...] = ("Command:3", "_mark")) -> set[str]:
    """The texts that `make texts` gathers, in the same files and by the same words."""
    with (ROOT / "locales" / config).open(encoding="utf-8") as source:
        methods, options = parse_mapping_cfg(source)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options, keywords={**DEFAULT_KEYWORDS, **parse_keywords(keywords)})
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def catalogue_of(file: Path, code: str | None = None) -> Catalog:
    return read_po(StringIO(file.read_text(encoding="utf-8")), locale=code)


def test_the_template_holds_exactly_the_texts_of_the_program() -> None:
    template = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue_of(ROOT / "locales/bot.pot") if m.id}
    assert template == extracted()
    assert "Back" in template


def test_the_template_for_staff_holds_exactly_their_texts_and_none_of_the_residents() -> None:
    template = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue_of(ROOT / "locales/staff.pot") if m.id}
    assert template == extracted("staff.cfg", STAFF_KEYWORDS)
    assert {text for check in CHECKS for text in (check.message, check.action)} <= template
    assert template.isdisjoint(extracted())


@pytest.mark.parametrize("code", INTERFACE)
def test_a_catalogue_is_complete_and_keeps_every_placeholder(code: str) -> None:
    assert_complete(catalogue_file(ROOT / "locales", code), code, extracted())


def test_the_texts_for_staff_are_complete_in_spanish() -> None:
    assert_complete(catalogue_file(ROOT / "locales", "es", DOMAIN), "es", extracted("staff.cfg", STAFF_KEYWORDS))


def assert_complete(file: Path, code: str, wanted: set[str]) -> None:
    messages = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue_of(file, code) if m.id}
    assert wanted - messages.keys() == set()
    for message in messages.values():
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert texts and all(texts), message.id
        assert not message.fuzzy, message.id
        for text in texts:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(sources[-1])), message.id
