"""The shipped directory, read and indexed once for all tests that look at it."""

from __future__ import annotations

import io
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bot.directory.catalogue import Catalogue
from bot.directory.loader import load_directory
from bot.i18n.translations import load_translations
from bot.lexicon.learnt import read_current, saved
from bot.outlets import configure_logs
from bot.pipeline import LiveRelease
from bot.search.index import build_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.directory.model import Directory
    from bot.i18n.translations import Translations

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
"""A Tuesday morning in Albuquerque."""

# The same examples in every run: what passes for a developer passes in the check of the whole project.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def shipped() -> LiveRelease:
    """The directory in directory_data with its index; building it takes seconds."""
    directory = load_directory(ROOT / "directory_data")
    learnt = read_current(directory, saved(ROOT / "directory_data"))
    return LiveRelease(0, Catalogue.of(directory), build_index(directory, learnt))


@pytest.fixture(scope="session")
def catalogue(shipped: LiveRelease) -> Catalogue:
    return shipped.catalogue


@pytest.fixture(scope="session")
def directory(shipped: LiveRelease) -> Directory:
    return shipped.catalogue.directory


@pytest.fixture(scope="session")
def translations() -> Translations:
    return load_translations()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything the process says, in JSON, with the global state put back afterwards."""
    root = logging.getLogger()
    handlers, level, last = root.handlers[:], root.level, logging.lastResort
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    stream = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        configure_logs("json", stream)
        yield stream
    root.handlers[:], logging.lastResort = handlers, last
    root.setLevel(level)
    logging.raiseExceptions = True
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
