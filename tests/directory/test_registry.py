from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from bot import directory
from bot.directory.problems import Check
from bot.directory.registry import CHECKS, render_checks

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_every_check_of_the_package_is_registered_under_a_code_of_its_own() -> None:
    modules = [import_module(f"bot.directory.{module.name}") for module in pkgutil.iter_modules(directory.__path__)]
    found = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Check)}
    assert len(found) > 40
    assert sorted(check.code for check in found.values()) == sorted(check.code for check in CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_words_are_whole_sentences_that_hold_for_every_row(check: Check) -> None:
    places = {name for text in (check.message, check.action) for _, name, _, _ in Formatter().parse(text)}
    assert places.isdisjoint({"", "value", "row", "near", "file"})
    assert check.message[-1] in ".?"
    assert check.action
    assert not set(f"{check.message} {check.action}".lower().split()) & {"invalid", "utf-16", "regex", "parse", "null"}


def test_the_page_of_checks_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_checks(), "run: python -m bot.directory.registry docs/checks.md"
