"""Logs: sentinels planted wherever a record can carry words must never come out."""

from __future__ import annotations

import ast
import asyncio
import gc
import io
import json
import logging
import re
import sys
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from bot.logs import SOURCES, Event, Vitals, log_event
from bot.outlets import configure_logs

if TYPE_CHECKING:
    from collections.abc import Callable

SENTINEL = "Xiomara-A012345678"
FACTS = {"time", "level", "event", "source", "error", "at", "took", "count", "incident"}


def read(log: io.StringIO) -> list[dict[str, str | int]]:
    text = log.getvalue()
    assert SENTINEL not in text and "012345678" not in text
    return [json.loads(line) for line in text.splitlines()]


class LeakyError(Exception):
    def __repr__(self) -> str:
        return SENTINEL

    __str__ = __repr__


def fail() -> None:
    try:
        raise KeyError(SENTINEL)
    except KeyError as cause:
        raise LeakyError(SENTINEL) from cause


def log_message(logger: logging.Logger) -> None:
    logger.error(f"user {SENTINEL} wrote")


def log_arguments(logger: logging.Logger) -> None:
    logger.warning("user %s wrote %r", SENTINEL, {"text": SENTINEL})


def log_wrong_arguments(logger: logging.Logger) -> None:
    logger.warning("two places %s %s, one argument", SENTINEL)


def log_exception(logger: logging.Logger) -> None:
    try:
        fail()
    except LeakyError:
        logger.exception(SENTINEL, stack_info=True)


def log_extra(logger: logging.Logger) -> None:
    logger.error("plain", extra={"entry": SENTINEL, "user": SENTINEL})


def log_level_name(logger: logging.Logger) -> None:
    logging.addLevelName(37, SENTINEL)
    logger.log(37, "plain")


@pytest.mark.parametrize(
    "speak", [log_message, log_arguments, log_wrong_arguments, log_exception, log_extra, log_level_name]
)
@pytest.mark.parametrize(
    "name", ["telegram.ext.ExtBot", "httpx", "aiohttp.client", "uvicorn.error", "sqlalchemy.engine.Engine", "asyncio"]
)
def test_foreign_records_lose_their_words(log: io.StringIO, name: str, speak: Callable[[logging.Logger], None]) -> None:
    speak(logging.getLogger(name))
    (line,) = read(log)
    assert line["event"] == "FOREIGN"
    assert line["source"] == name.split(".")[0]
    assert set(line) <= FACTS


def test_a_logger_named_by_a_person_becomes_other(log: io.StringIO) -> None:
    logging.getLogger(SENTINEL).error("plain")
    (line,) = read(log)
    assert line["source"] == "other"


def test_a_foreign_info_line_is_not_written_because_each_request_makes_one(log: io.StringIO) -> None:
    logging.getLogger("httpx").info("POST https://example.org/bot123:%s/sendMessage", SENTINEL)
    logging.getLogger("uvicorn.access").info("GET /")
    assert log.getvalue() == ""


def test_handlers_that_libraries_had_put_up_are_taken_down(log: io.StringIO) -> None:
    theirs = io.StringIO()
    logger = logging.getLogger("uvicorn.access")
    logger.addHandler(logging.StreamHandler(theirs))
    logger.propagate = False
    logger.setLevel(logging.CRITICAL)
    configure_logs("json", log)
    logger.error(SENTINEL)
    assert theirs.getvalue() == ""
    assert len(read(log)) == 1


def test_an_error_is_told_by_its_type_and_our_line_only(log: io.StringIO) -> None:
    try:
        fail()
    except LeakyError as error:
        log_event(Event.HANDLER_FAILED, error=error, incident="ab12cd", seconds=0.3, count=2)
    (line,) = read(log)
    assert line["error"] == "LeakyError"
    assert (line["incident"], line["took"], line["count"]) == ("ab12cd", "<1s", 2)


def test_the_place_is_the_innermost_line_of_our_own_code(log: io.StringIO) -> None:
    from bot.config import read_settings

    try:
        read_settings(cast("Path", 5))
    except Exception as error:
        log_event(Event.CRASHED, error=error)
    (line,) = read(log)
    assert re.fullmatch(r"bot/config\.py:\d+", str(line["at"]))


def test_a_place_outside_of_project_and_libraries_is_not_named(log: io.StringIO) -> None:
    code = compile("raise ValueError", f"/home/{SENTINEL}/script.py", "exec")
    try:
        exec(code)
    except ValueError as error:
        log_event(Event.CRASHED, error=error)
    (line,) = read(log)
    assert line["at"] == "elsewhere"


def test_an_error_class_made_at_run_time_is_not_named(log: io.StringIO) -> None:
    log_event(Event.CRASHED, error=type(SENTINEL, (Exception,), {})())
    (line,) = read(log)
    assert line["error"] == "other"


def test_an_incident_that_is_not_a_random_id_is_dropped(log: io.StringIO) -> None:
    log_event(Event.HANDLER_FAILED, incident=SENTINEL)
    (line,) = read(log)
    assert "incident" not in line


def test_warnings_are_told_by_category_only(log: io.StringIO) -> None:
    warnings.warn(SENTINEL, UserWarning, stacklevel=1)
    warnings.warn_explicit(SENTINEL, UserWarning, f"/home/{SENTINEL}.py", 3)
    lines = read(log)
    assert [(line["event"], line["error"]) for line in lines] == [("WARNING_RAISED", "UserWarning")] * 2


def test_an_uncaught_error_is_told_by_type_only(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        fail()
    except LeakyError as error:
        sys.excepthook(LeakyError, error, error.__traceback__)
    assert [(line["event"], line["error"]) for line in read(log)] == [("CRASHED", "LeakyError")]
    assert capsys.readouterr() == ("", "")


def test_an_uncaught_error_in_a_thread_is_told_by_type_only(
    log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    thread = threading.Thread(target=fail, name=SENTINEL)
    thread.start()
    thread.join()
    assert [line["event"] for line in read(log)] == ["UNCAUGHT"]
    assert capsys.readouterr() == ("", "")


def test_an_error_in_a_destructor_is_told_by_type_only(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    class Doomed:
        def __del__(self) -> None:
            fail()

    Doomed()
    assert [line["event"] for line in read(log)] == ["UNCAUGHT"]
    assert capsys.readouterr() == ("", "")


def test_a_lost_task_error_is_told_by_type_only(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    async def lose() -> None:
        async def task() -> None:
            fail()

        lost = asyncio.create_task(task(), name=SENTINEL)
        await asyncio.wait([lost])

    asyncio.run(lose())
    gc.collect()
    (line,) = read(log)
    assert (line["event"], line["source"], line["error"]) == ("FOREIGN", "asyncio", "LeakyError")
    assert capsys.readouterr() == ("", "")


def test_a_broken_log_call_does_not_print_its_arguments(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler(io.StringIO())
    logger = logging.getLogger("late")
    logger.addHandler(handler)
    logger.error("%d", SENTINEL)
    logger.removeHandler(handler)
    assert capsys.readouterr() == ("", "")
    assert len(read(log)) == 1


def test_faults_carry_the_hour_and_operation_the_minute(log: io.StringIO) -> None:
    log_event(Event.POLL_FAILED)
    log_event(Event.BOT_STARTED)
    fault, operation = read(log)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\dh", str(fault["time"]))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", str(operation["time"]))


def test_a_readable_line_says_what_the_event_means(log: io.StringIO) -> None:
    configure_logs("readable", log)
    log_event(Event.RELEASE_SWAPPED, count=412)
    line = log.getvalue()
    assert "RELEASE_SWAPPED: A new directory is live" in line and line.endswith("count=412\n")


VITALS = Vitals(poll_age=31.0, release=4, services=118, memory=183_456_789)


def test_a_regular_line_tells_how_the_program_fares(log: io.StringIO) -> None:
    configure_logs("readable", log)
    log_event(Event.SEND_FAILED)
    log_event(Event.SEND_FAILED)
    log_event(Event.STILL_SERVING, vitals=VITALS)
    log_event(Event.STILL_SERVING, vitals=VITALS)
    *_, line, next_line = log.getvalue().splitlines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\dZ INFO     STILL_SERVING: A regular sign of life\. Since \d\d:\d\dZ: answering; "
        r"last poll less than 1 min ago; release 4 with 118 services; memory 180 MB; faults: 2 \(SEND_FAILED 2\)",
        line,
    )
    assert next_line.endswith("faults: 0")


@pytest.mark.parametrize(
    ("poll_age", "state"),
    [(None, "starting"), (0.0, "answering"), (119.0, "answering"), (120.0, "not reaching Telegram")],
)
def test_a_regular_line_says_whether_people_are_answered(log: io.StringIO, poll_age: float | None, state: str) -> None:
    log_event(Event.STILL_SERVING, vitals=Vitals(poll_age, 4, 118, None))
    (line,) = read(log)
    assert line["state"] == state


def test_polls_that_an_update_ended_early_look_like_quiet_ones(log: io.StringIO) -> None:
    for age in (0.2, 17.0, 30.0, 59.0):
        log_event(Event.STILL_SERVING, vitals=Vitals(age, 4, 118, 183_456_789 + int(age * 10_000)))
    lines = [{key: value for key, value in line.items() if key not in {"time", "since"}} for line in read(log)]
    assert len(lines) == 4 and all(line == lines[0] for line in lines)


def test_every_event_has_its_own_plain_meaning() -> None:
    meanings = [event.meaning for event in Event]
    assert len(set(meanings)) == len(meanings)
    assert all(meaning.endswith(".") for meaning in meanings)


def test_our_code_logs_through_log_event_only() -> None:
    folder = Path(__file__).parent.parent / "bot"
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert path in {folder / "logs.py", folder / "outlets.py"} or "logging" not in imported, path


def test_the_closed_set_of_sources_holds_plain_names() -> None:
    assert all(re.fullmatch(r"[a-z.]+", source) for source in SOURCES)
