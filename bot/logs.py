"""Logs by allow-list: a line holds only what this file names, so no library and no mistake can log a person.

What a record says in words (message, arguments, exception values) is never even read. Foreign libraries print people's
words at WARNING and above, so raising the level would not be enough. Nothing is written because a person did something:
faults carry the hour, not the minute, and those that a question can bring about wait for the program's own clock
(`bot/outlets.py`, which also leads everything the process can say here).
"""

from __future__ import annotations

import json
import logging
import re
import site
import sys
import sysconfig
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


class Event(Enum):
    """Everything the log can say: the code is the name; the level and what it means to an operator are the value.

    True after them: a question can bring it about, so the line waits for the next regular one.
    """

    BOT_STARTED = logging.INFO, "The bot is serving."
    BOT_STOPPED = logging.INFO, "The bot has stopped; everything taken was answered."
    STILL_SERVING = logging.INFO, "A regular sign of life."
    RELEASE_SWAPPED = logging.INFO, "A new directory is live; count is its services."
    RELEASE_FAULTY = logging.ERROR, "The new directory could not be loaded; the one before stays live."
    POLL_FAILED = logging.WARNING, "Telegram could not be asked for news; count is the failures in a row."
    POLL_RECOVERED = logging.WARNING, "Telegram answers again; count is the failures before."
    POLL_SILENT = logging.ERROR, "Telegram has not answered a poll for minutes; much longer and the bot ends itself."
    POLL_CONFLICT = logging.WARNING, "Another program uses the same bot token, or a webhook is set."
    UPDATE_UNREADABLE = logging.ERROR, "Telegram sent something that could not be read; it was skipped.", True
    HANDLER_FAILED = logging.ERROR, "Our code failed on a question; the person was told to try again.", True
    SEND_FAILED = logging.WARNING, "Telegram did not take an answer.", True
    ANSWER_ABANDONED = logging.ERROR, "An answer could not be delivered after many tries; count is how many.", True
    STOPPED_UNFINISHED = logging.WARNING, "Stopped before all was answered; Telegram keeps all but count questions."
    COUNTS_UNWRITTEN = logging.WARNING, "Counts for staff could not be written; they wait for the next time."
    STAFF_CHAT_MOVED = logging.ERROR, "The staff group has a new number, told there: write it into STAFF_CHAT."
    FOLDER_CHANGED = logging.INFO, "The spreadsheets differ from what residents see; count is the errors in them."
    FOLDER_UNREADABLE = logging.WARNING, "WATCH: the spreadsheets cannot be read; residents see what they saw before."
    FOLDER_READABLE = logging.WARNING, "WATCH: the spreadsheets can be read again."
    WARNING_RAISED = logging.WARNING, "A library warned about how it is used.", True
    UNCAUGHT = logging.ERROR, "An error that nobody caught; the bot goes on.", True
    CRASHED = logging.CRITICAL, "The program ended by an error nobody caught."
    FOREIGN = logging.WARNING, "A library logged something; its words are not kept.", True

    def __init__(self, level: int, meaning: str, waits: bool = False) -> None:
        self.level = level
        self.meaning = meaning
        self.waits = waits


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

LEVELS: Final = ((50, "CRITICAL"), (40, "ERROR"), (30, "WARNING"), (20, "INFO"), (0, "DEBUG"))
_BUCKETS = ((0.01, "<10ms"), (0.1, "<100ms"), (1.0, "<1s"), (5.0, "<5s"), (30.0, "<30s"))
_ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = [Path(path).resolve() for path in (*site.getsitepackages(), sysconfig.get_path("stdlib"))]
_LOGGER = logging.getLogger("bot")


@dataclass(frozen=True, slots=True)
class Vitals:
    """How the bot fares. All numbers are about the program, and coarse enough not to tell whether somebody wrote.

    `poll_age`: seconds since Telegram last answered a poll, None before the first. `memory`: bytes, None if unknown.
    """

    poll_age: float | None
    release: int
    services: int
    memory: int | None


@dataclass(frozen=True, slots=True)
class Period:
    """The time since the last regular line, `since` in seconds of the epoch, and how often each fault came in it."""

    since: float
    faults: Mapping[Event, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of our own: the event and its typed facts, none of which can hold words."""

    event: Event
    error: type[BaseException] | None = None
    place: str | None = None
    seconds: float | None = None
    count: int | None = None
    incident: str | None = None
    vitals: Vitals | None = None
    period: Period | None = None


def log_event(
    event: Event,
    *,
    error: BaseException | None = None,
    seconds: float | None = None,
    count: int | None = None,
    incident: str | None = None,
    vitals: Vitals | None = None,
) -> None:
    """Write one line. `error` gives its type and place only; `seconds` becomes a bucket; `incident` is a random id.

    `vitals` make it a regular line: what waited is written before it.
    """
    place = _place_of(error.__traceback__) if error else None
    entry = Entry(event, type(error) if error else None, place, seconds, count, incident, vitals)
    _LOGGER.log(event.level, event.name, extra={"entry": entry}, stacklevel=2)


def log_warning(category: type[Warning], filename: str, line: int) -> None:
    """Write that a library warned: the category and the place, not the text."""
    entry = Entry(Event.WARNING_RAISED, category, _place(filename, line))
    _LOGGER.log(entry.event.level, entry.event.name, extra={"entry": entry})


class AllowListFormatter(logging.Formatter):
    """Turns a record into a line of allowed facts. Foreign records keep source, level, error type and place."""

    def __init__(self, style: Literal["readable", "json"] = "readable") -> None:
        super().__init__()
        self._readable = style == "readable"

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; `record.getMessage()` is never called, so nothing a library passed in is rendered."""
        entry = entry_of(record)
        facts = {key: value for key, value in _facts(record, entry).items() if value is not None}
        if not self._readable:
            return json.dumps({**facts, **_state(entry)})
        head = f"{facts.pop('time')} {facts.pop('level'):<8} {facts.pop('event')}: {entry.event.meaning}"
        return " ".join([head, *_parts(_state(entry)), *(f"{key}={value}" for key, value in facts.items())])


def entry_of(record: logging.LogRecord) -> Entry:
    """What a record may say: the facts of our own lines, error type and place of everybody else's."""
    entry = getattr(record, "entry", None)
    if isinstance(entry, Entry):
        return entry
    kind, _, trace = record.exc_info if isinstance(record.exc_info, tuple) else (None, None, None)
    return Entry(Event.FOREIGN, kind, _place_of(trace))


def _facts(record: logging.LogRecord, entry: Entry) -> dict[str, str | int | None]:
    incident = entry.incident if entry.incident and re.fullmatch("[0-9a-z]{6}", entry.incident) else None
    return {
        "time": _time(record),
        "level": next(name for floor, name in LEVELS if record.levelno >= floor),
        "event": entry.event.name,
        "source": _source(record.name) if entry.event is Event.FOREIGN else None,
        "error": _type_name(entry.error),
        "at": None if entry.vitals else entry.place or _place(record.pathname, record.lineno),
        "took": None if entry.seconds is None else _bucket(entry.seconds),
        "count": None if entry.count is None else int(entry.count),
        "incident": incident,
    }


def _state(entry: Entry) -> dict[str, str | int | dict[str, int]]:
    """The facts of a regular line. A poll's age in seconds would tell that someone wrote: an update ends a poll."""
    state: dict[str, str | int | dict[str, int]] = {}
    if entry.period is not None:
        state["since"] = f"{datetime.fromtimestamp(entry.period.since, UTC):%H:%MZ}"
    if (vitals := entry.vitals) is not None:
        minutes = None if vitals.poll_age is None else int(vitals.poll_age // 60)
        state["state"] = "starting" if minutes is None else "answering" if minutes < 2 else "not reaching Telegram"
        if minutes is not None:
            state["last_poll_minutes"] = minutes
        state |= {"release": int(vitals.release), "services": int(vitals.services)}
        if vitals.memory is not None:
            state["memory_mb"] = round(vitals.memory / 10_000_000) * 10
    if entry.period is not None:
        state["faults"] = {event.name: int(times) for event, times in entry.period.faults.items()}
    return state


def _parts(state: dict[str, str | int | dict[str, int]]) -> list[str]:
    """The facts of a regular line for a reader: "Since 10:00Z: answering; ... faults: 2 (SEND_FAILED 2)"."""
    if not state:
        return []
    since = f"Since {state['since']}: " if "since" in state else ""
    parts = [f"{since}{state['state']}", f"release {state['release']} with {state['services']} services"]
    if "last_poll_minutes" in state:
        parts.insert(1, f"last poll {state['last_poll_minutes'] or 'less than 1'} min ago")
    if "memory_mb" in state:
        parts.append(f"memory {state['memory_mb']} MB")
    if isinstance(faults := state.get("faults"), dict):
        named = ", ".join(f"{name} {times}" for name, times in faults.items())
        parts.append(f"faults: {sum(faults.values())}" + (f" ({named})" if named else ""))
    return ["; ".join(parts)]


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
