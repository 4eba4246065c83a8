"""Ways out of the process: each is tried in a process of its own, set up as `vecino run` does, with a text planted."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from bot.logs import Entry, Event, Vitals
from bot.outlets import HELD, Outlet, memory_used

ROOT = Path(__file__).parent.parent
SENTINEL = "Xiomara-A012345678"
SET_UP = f"""
import asyncio, atexit, ctypes, gc, logging, os, sys, threading, traceback, warnings
from bot.outlets import configure_logs, lock_memory_in, take_standard_error
configure_logs("json", take_standard_error(), hold=True)
lock_memory_in()
SENTINEL = {SENTINEL!r}
def fail(*_):
    text = SENTINEL
    raise ValueError(text)
class Doomed:
    __del__ = fail
async def lose_a_task():
    lost = asyncio.create_task(asyncio.to_thread(fail), name=SENTINEL)
    await asyncio.wait([lost])
async def fail_in_a_callback():
    asyncio.get_running_loop().call_soon(fail, SENTINEL)
    await asyncio.sleep(0.01)
async def report_to_the_loop():
    asyncio.get_running_loop().call_exception_handler({{"message": SENTINEL, "user": SENTINEL}})
"""


def live(way_out: str, *options: str) -> tuple[int, str]:
    """Run `way_out` in a new process; give how it ended and everything it said."""
    ended = subprocess.run(
        [sys.executable, *options, "-c", SET_UP + way_out],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout


FATAL = "ctypes.pythonapi.Py_FatalError(SENTINEL.encode())"


@pytest.mark.parametrize("way_out", ["raise ValueError(SENTINEL)", "os.write(2, SENTINEL.encode())", FATAL])
def test_the_planted_text_is_found_where_nothing_is_set_up(way_out: str) -> None:
    bare = f"import ctypes, os; SENTINEL = {SENTINEL!r}; {way_out}"
    ended = subprocess.run([sys.executable, "-c", bare], capture_output=True, text=True, check=False)
    assert SENTINEL in ended.stderr


@pytest.mark.parametrize(
    ("way_out", "events"),
    [
        pytest.param("fail()", ["CRASHED"], id="a crash"),
        pytest.param("class E(BaseException): pass\nraise E(SENTINEL)", ["CRASHED"], id="a crash beside Exception"),
        pytest.param("raise ExceptionGroup(SENTINEL, [ValueError(SENTINEL)])", ["CRASHED"], id="a group of errors"),
        pytest.param("compile(SENTINEL + '(', SENTINEL, 'exec')", ["CRASHED"], id="a syntax error, which quotes"),
        pytest.param("import_me = __import__(SENTINEL)", ["CRASHED"], id="a failing import at the start"),
        pytest.param("threading.Thread(target=fail, name=SENTINEL).start()", ["UNCAUGHT"], id="a thread"),
        pytest.param("Doomed()", ["UNCAUGHT"], id="a destructor"),
        pytest.param("atexit.register(fail)", ["UNCAUGHT"], id="an exit function"),
        pytest.param("asyncio.run(lose_a_task()); gc.collect()", ["FOREIGN"], id="a lost task"),
        pytest.param("asyncio.run(fail_in_a_callback())", ["FOREIGN"], id="a callback of the loop"),
        pytest.param("asyncio.run(report_to_the_loop())", ["FOREIGN"], id="the loop's own handler"),
        pytest.param("asyncio.run(fail_in_a_callback(), debug=True)", ["FOREIGN"], id="the loop in debug mode"),
        pytest.param("warnings.warn(SENTINEL)", ["WARNING_RAISED"], id="a warning"),
        pytest.param("logging.getLogger(SENTINEL).error(SENTINEL)", ["FOREIGN"], id="a logger made later"),
        pytest.param("logging.root.handlers.clear(); logging.error(SENTINEL)", None, id="a root without handlers"),
        pytest.param("logging.root.handlers.clear(); logging.getLogger('x').error(SENTINEL)", ["FOREIGN"], id="last"),
        pytest.param("traceback.print_exception(ValueError(SENTINEL))", [], id="a printed traceback"),
        pytest.param("print(SENTINEL, file=sys.stderr)", [], id="a print to standard error"),
        pytest.param("os.write(2, SENTINEL.encode())", [], id="native code that writes to descriptor 2"),
        pytest.param("ctypes.CDLL(None).perror(SENTINEL.encode())", [], id="the C library"),
        pytest.param("os.system('echo ' + SENTINEL + ' >&2')", [], id="a child"),
        pytest.param("sys.exit(SENTINEL)", [], id="an exit with a text"),
    ],
)
def test_a_planted_text_does_not_come_out(way_out: str, events: list[str] | None) -> None:
    _, said = live(way_out)
    assert SENTINEL not in said and "012345678" not in said
    if events is not None:
        assert [json.loads(line)["event"] for line in said.splitlines()] == events


@pytest.mark.parametrize("death", ["ctypes.string_at(0)", "os.abort()", FATAL])
def test_a_native_fault_prints_nothing_even_where_the_fault_handler_is_on(death: str) -> None:
    ended, said = live(death, "-X", "faulthandler")
    assert ended < 0
    assert said == ""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_no_core_is_dumped_and_no_other_program_may_look_into_the_memory() -> None:
    _, said = live("import resource; print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))")
    assert said == "(0, 0) 0\n"


def outlet(*, hold: bool) -> tuple[logging.Handler, io.StringIO]:
    stream = io.StringIO()
    return Outlet("json", stream, hold=hold), stream


def tell(handler: logging.Handler, event: Event, vitals: Vitals | None = None) -> None:
    record = logging.LogRecord("bot", event.level, __file__, 1, "", (), None)
    handler.handle(logging.makeLogRecord({**vars(record), "entry": Entry(event, vitals=vitals)}))


def events(stream: io.StringIO) -> list[str]:
    return [json.loads(line)["event"] for line in stream.getvalue().splitlines()]


VITALS = Vitals(1.0, 4, 118, None)


def test_what_a_question_can_bring_about_waits_for_the_regular_line() -> None:
    handler, stream = outlet(hold=True)
    tell(handler, Event.SEND_FAILED)
    tell(handler, Event.POLL_FAILED)
    assert events(stream) == ["POLL_FAILED"]
    tell(handler, Event.STILL_SERVING, VITALS)
    assert events(stream) == ["POLL_FAILED", "SEND_FAILED", "STILL_SERVING"]
    assert json.loads(stream.getvalue().splitlines()[-1])["faults"] == {"SEND_FAILED": 1, "POLL_FAILED": 1}


def test_without_a_regular_line_nothing_waits() -> None:
    handler, stream = outlet(hold=False)
    tell(handler, Event.SEND_FAILED)
    assert events(stream) == ["SEND_FAILED"]


def test_nobody_can_fill_the_log_by_writing_a_lot() -> None:
    handler, stream = outlet(hold=True)
    for _ in range(HELD + 50):
        tell(handler, Event.HANDLER_FAILED)
    tell(handler, Event.STILL_SERVING, VITALS)
    assert len(events(stream)) == HELD + 1
    assert json.loads(stream.getvalue().splitlines()[-1])["faults"] == {"HANDLER_FAILED": HELD + 50}


@pytest.mark.parametrize("crash", [True, False])
def test_what_waits_is_written_at_the_end(crash: bool) -> None:
    handler, stream = outlet(hold=True)
    tell(handler, Event.SEND_FAILED)
    if crash:
        tell(handler, Event.CRASHED)
    else:
        handler.close()
    assert events(stream) == ["SEND_FAILED", "CRASHED"][: 1 + crash]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_the_memory_used_is_that_of_a_running_python() -> None:
    used = memory_used()
    assert used is not None and 5_000_000 < used < 100_000_000_000
