"""Every way out of the process, led through the formatter or closed: loggers, warnings, uncaught errors, what C and
Rust code prints when it dies, core dumps, other programs that would look into our memory."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import sys
import threading
import time
import warnings
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TextIO

from bot.logs import AllowListFormatter, Event, Period, entry_of, log_event, log_warning

if TYPE_CHECKING:
    from types import TracebackType

HELD: Final = 100
"""How many lines wait at most; the regular line counts the others. So nobody can fill the log by writing a lot."""

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h


class Outlet(logging.StreamHandler[TextIO]):
    """Writes allowed lines, and counts faults for the regular line.

    With `hold`, lines that a question can bring about wait for the regular line: neither their order nor the clock of
    whatever collects them (the system's journal, say) then tells when somebody wrote.
    """

    def __init__(self, style: Literal["readable", "json"], stream: TextIO | None, *, hold: bool) -> None:
        super().__init__(stream)
        self.setFormatter(AllowListFormatter(style))
        self._hold = hold
        self._held: list[str] = []
        self._faults: Counter[Event] = Counter()
        self._since = time.time()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line, or keep it until the next regular one; a crash does not wait. Never raises."""
        try:
            self._emit(record)
        except Exception:
            self.handleError(record)

    def _emit(self, record: logging.LogRecord) -> None:
        entry = entry_of(record)
        # A library's INFO line is written for each request, so it would exist because a person did something.
        if entry.event is Event.FOREIGN and record.levelno < logging.WARNING:
            return
        if record.levelno >= logging.WARNING:
            self._faults[entry.event] += 1
        if self._hold and entry.event.waits:
            if len(self._held) < HELD:
                self._held.append(self.format(record))
            return
        if entry.vitals is not None:
            entry = replace(entry, period=Period(self._since, self._faults))
            record = logging.makeLogRecord({**vars(record), "entry": entry})
            self._since, self._faults = record.created, Counter()
        if entry.vitals is not None or entry.event is Event.CRASHED:
            self._write_held()
        super().emit(record)

    def close(self) -> None:
        """Write what still waits. Python calls this when the program ends."""
        with self.lock or contextlib.nullcontext():
            self._write_held()
        super().close()

    def _write_held(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # whoever read the log is gone
            self.stream.write("".join(line + self.terminator for line in self._held))
            self.flush()
        self._held.clear()


def configure_logs(
    style: Literal["readable", "json"] = "readable", stream: TextIO | None = None, *, hold: bool = False
) -> None:
    """Send everything this process can say through the formatter: loggers, warnings, uncaught errors.

    `stream` is standard error unless given; `hold` is for a program that writes regular lines. Call it first of all.
    Start uvicorn with `log_config=None`: its own set-up would put its handlers back. asyncio reports lost task errors
    by its logger, so it is covered too.
    """
    outlet = Outlet(style, stream, hold=hold)
    for before in logging.root.handlers:
        if isinstance(before, Outlet):
            before.close()
    logging.raiseExceptions = False  # its complaint about a bad log call prints the arguments
    logging.lastResort = outlet
    for name in ("", *logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers[:] = [] if name else [outlet]
        logger.propagate, logger.disabled = True, False
        logger.setLevel(logging.NOTSET)  # a library that silenced itself would hide its faults
    logging.root.setLevel(logging.INFO)
    warnings.showwarning = _show_warning
    sys.excepthook = _log_crash
    sys.unraisablehook = lambda fault: log_event(Event.UNCAUGHT, error=fault.exc_value)
    threading.excepthook = lambda fault: log_event(Event.UNCAUGHT, error=fault.exc_value)


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log_warning(category, filename, lineno)


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log_event(Event.CRASHED, error=error)


def take_standard_error() -> TextIO:
    """Keep standard error for the log alone, until the program ends, and give the stream that leads there.

    Python's fatal errors, its fault handler, C's assertions and Rust's panics write to file descriptor 2 themselves,
    and may print what they were working on: that goes nowhere. The system still tells how the program died.
    """
    stream = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return stream


def lock_memory_in() -> None:
    """Leave no core dump, and let no other program of the same user read our memory or environment (Linux only).

    Where the system refuses, the unit in deploy/ forbids the same from outside.
    """
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A limit of 0 does not keep a dump from a program that collects dumps; this does (core(5), prctl(2)).
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def memory_used() -> int | None:
    """Bytes in memory now; None where the system has no /proc."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
