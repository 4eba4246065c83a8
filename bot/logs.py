"""Logs by allow-list: a line holds only what this file names, so no library and no mistake can log a person.

What a record says in words (message, arguments, exception values) is never even read. Foreign libraries print people's
words at WARNING and above, so raising the level would not be enough. Nothing is written because a person did something:
faults carry the hour, not the minute; the other lines are about the program and come on its own clock.
"""

from __future__ import annotations

import json
import logging
import re
import site
import sys
import sysconfig
import threading
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TextIO

if TYPE_CHECKING:
    from types import TracebackType


class Event(Enum):
    """Everything the log can say: the code is the name; the level and what it means to an operator are the value."""

    BOT_STARTED = logging.INFO, "The bot is serving."
    BOT_STOPPED = logging.INFO, "The bot has stopped; everything taken was answered."
    STILL_SERVING = logging.INFO, "A regular sign of life."
    RELEASE_SWAPPED = logging.INFO, "A new directory is live; count is its services."
    RELEASE_FAULTY = logging.ERROR, "The new directory could not be loaded; the one before stays live."
    POLL_FAILED = logging.WARNING, "Telegram could not be asked for news; count is the failures in a row."
    POLL_RECOVERED = logging.WARNING, "Telegram answers again; count is the failures before."
    POLL_SILENT = logging.ERROR, "Telegram has not answered a poll for minutes; much longer and the bot ends itself."
    POLL_CONFLICT = logging.WARNING, "Another program uses the same bot token, or a webhook is set."
    UPDATE_UNREADABLE = logging.ERROR, "Telegram sent something that could not be read; it was skipped."
    HANDLER_FAILED = logging.ERROR, "Our code failed on a question; the person was told to try again."
    SEND_FAILED = logging.WARNING, "Telegram did not take an answer."
    ANSWER_ABANDONED = logging.ERROR, "An answer could not be delivered after many tries; count is how many."
    STOPPED_UNFINISHED = logging.WARNING, "Stopped before all was answered; Telegram keeps all but count questions."
    COUNTS_UNWRITTEN = logging.WARNING, "Counts for staff could not be written; they wait for the next time."
    WARNING_RAISED = logging.WARNING, "A library warned about how it is used."
    CRASHED = logging.CRITICAL, "The program ended by an error nobody caught."
    FOREIGN = logging.WARNING, "A library logged something; its words are not kept."

    def __init__(self, level: int, meaning: str) -> None:
        self.level = level
        self.meaning = meaning


SOURCES: Final = (
    *(
        "telegram",
        "aiohttp",
        "httpx",
        "httpcore",
        "uvicorn",
        "starlette",
        "sqlalchemy",
        "aiosqlite",
        "alembic",
        "asyncio",
    ),
    *("py.warnings", "concurrent", "asyncpg", "pydantic", "babel", "bot"),
)
"""The only logger names that are written. A name can be made of anything, so others become `other`."""

_LEVELS = ((50, "CRITICAL"), (40, "ERROR"), (30, "WARNING"), (20, "INFO"), (0, "DEBUG"))
_BUCKETS = ((0.01, "<10ms"), (0.1, "<100ms"), (1.0, "<1s"), (5.0, "<5s"), (30.0, "<30s"))
_ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = [Path(path).resolve() for path in (*site.getsitepackages(), sysconfig.get_path("stdlib"))]
_LOGGER = logging.getLogger("bot")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of our own: the event and its typed facts, none of which can hold words."""

    event: Event
    error: type[BaseException] | None = None
    place: str | None = None
    seconds: float | None = None
    count: int | None = None
    incident: str | None = None


def log_event(
    event: Event,
    *,
    error: BaseException | None = None,
    seconds: float | None = None,
    count: int | None = None,
    incident: str | None = None,
) -> None:
    """Write one line. `error` gives its type and place only; `seconds` becomes a bucket; `incident` is a random id."""
    place = _place_of(error.__traceback__) if error else None
    entry = Entry(event, type(error) if error else None, place, seconds, count, incident)
    _LOGGER.log(event.level, event.name, extra={"entry": entry}, stacklevel=2)


class AllowListFormatter(logging.Formatter):
    """Turns a record into a line of allowed facts. Foreign records keep source, level, error type and place."""

    def __init__(self, style: Literal["readable", "json"] = "readable") -> None:
        super().__init__()
        self._readable = style == "readable"

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; `record.getMessage()` is never called, so nothing a library passed in is rendered."""
        facts = {key: value for key, value in _facts(record).items() if value is not None}
        if not self._readable:
            return json.dumps(facts)
        head = f"{facts.pop('time')} {facts.pop('level'):<8} {(code := facts.pop('event'))}: {Event[str(code)].meaning}"
        return " ".join([head, *(f"{key}={value}" for key, value in facts.items())])


def _facts(record: logging.LogRecord) -> dict[str, str | int | None]:
    entry = getattr(record, "entry", None)
    own = isinstance(entry, Entry)
    if not isinstance(entry, Entry):
        kind, _, trace = record.exc_info if isinstance(record.exc_info, tuple) else (None, None, None)
        entry = Entry(Event.FOREIGN, kind, _place_of(trace))
    incident = entry.incident if entry.incident and re.fullmatch("[0-9a-z]{6}", entry.incident) else None
    return {
        "time": _time(record),
        "level": next(name for floor, name in _LEVELS if record.levelno >= floor),
        "event": entry.event.name,
        "source": None if own else _source(record.name),
        "error": _type_name(entry.error),
        "at": entry.place or _place(record.pathname, record.lineno),
        "took": None if entry.seconds is None else _bucket(entry.seconds),
        "count": None if entry.count is None else int(entry.count),
        "incident": incident,
    }


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return f"{moment:%Y-%m-%dT%H}h" if record.levelno >= logging.WARNING else f"{moment:%Y-%m-%dT%H:%MZ}"


def _source(name: str) -> str:
    return next((source for source in SOURCES if name == source or name.startswith(source + ".")), "other")


def _type_name(kind: type[BaseException] | None) -> str | None:
    """The class name, if it stands in its module's source: a class made at run time could be named by anything."""
    if kind is None:
        return None
    name = kind.__name__
    return name if vars(sys.modules.get(kind.__module__, object)).get(name) is kind else "other"


def _bucket(seconds: float) -> str:
    return next((name for ceiling, name in _BUCKETS if seconds < ceiling), "30s+")


def _place_of(trace: TracebackType | None) -> str | None:
    """The innermost line of our own code in a traceback, or else the innermost line at all."""
    innermost = None
    ours = None
    while trace is not None:
        innermost = _place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        if Path(trace.tb_frame.f_code.co_filename).is_relative_to(_ROOT / "bot"):
            ours = innermost
        trace = trace.tb_next
    return ours or innermost


def _place(filename: str, line: int) -> str:
    """`file:line` below the project or a library's folder; anything else could hold a name (a home folder, say)."""
    path = Path(filename)
    for root in (_ROOT / "bot", *_LIBRARIES):
        if path.is_relative_to(root):
            return f"{path.relative_to(_ROOT if root.name == 'bot' else root)}:{line}"
    return "elsewhere"


def configure_logs(style: Literal["readable", "json"] = "readable", stream: TextIO | None = None) -> None:
    """Send everything this process can say through the formatter: loggers, warnings, uncaught errors.

    `stream` is standard error unless given. Call it first of all. Start uvicorn with `log_config=None`: its own
    set-up would put its handlers back. asyncio reports lost task errors by its logger, so it is covered too.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AllowListFormatter(style))
    # A library's INFO line is written for each request, so it would exist because a person did something.
    handler.addFilter(lambda record: isinstance(getattr(record, "entry", None), Entry) or record.levelno >= 30)
    logging.raiseExceptions = False  # its complaint about a bad log call prints the arguments
    logging.lastResort = handler
    for name in ("", *logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers[:] = [] if name else [handler]
        logger.propagate, logger.disabled = True, False
        logger.setLevel(logging.NOTSET)  # a library that silenced itself would hide its faults
    logging.root.setLevel(logging.INFO)
    warnings.showwarning = _log_warning
    sys.excepthook = _log_crash
    sys.unraisablehook = lambda fault: _log_fault(fault.exc_value)
    threading.excepthook = lambda fault: _log_fault(fault.exc_value)


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    entry = Entry(Event.WARNING_RAISED, category, _place(filename, lineno))
    _LOGGER.log(entry.event.level, entry.event.name, extra={"entry": entry})


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _log_fault(error)


def _log_fault(error: BaseException | None) -> None:
    log_event(Event.CRASHED, error=error)
