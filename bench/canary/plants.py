"""Leaks, each a small change of the running bot as somebody might make it. The scan must find every one of them."""

from __future__ import annotations

import asyncio
import base64
import csv
import ctypes
import gzip
import hashlib
import inspect
import json
import logging
import os
import pickle
import sqlite3
import sys
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from sqlalchemy import literal, select
from sqlalchemy.ext.asyncio import create_async_engine
from telegram.ext import PersistenceInput, PicklePersistence

from bot import app, outlets
from bot.chat import failure
from bot.chat.answering import answer
from bot.cli import run
from bot.text import words
from bot.web import webhook

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from telegram import Message, Update

    from bot.chat.turn import Desk
    from bot.logs import Event

    Keep = Callable[[Message], Awaitable[None] | object]
    """Writes a message down; what it gives, if not awaitable, does not matter."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A leak: `install` puts it into the process before the start. `is_killed`: the process dies before it tidies."""

    install: Callable[[], None]
    webhook: bool = False
    is_killed: bool = False


def swap(owner: object, name: str, value: object) -> None:
    """Put `value` in the place of what is called `name`."""
    if not hasattr(owner, name):
        raise AttributeError(name)  # renamed in the bot: a trial that changes nothing would prove nothing
    setattr(owner, name, value)


def keeping(keep: Keep) -> Plant:
    """A leak that writes something down for each message."""
    return Plant(lambda: _keep_messages(keep))


def _keep_messages(keep: Keep) -> None:
    async def answer_and_keep(desk: Desk, update: Update) -> None:
        if update.message and inspect.isawaitable(kept := keep(update.message)):
            await kept
        await answer(desk, update)

    swap(app, "answer", answer_and_keep)


def _append(name: str, data: bytes) -> None:
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    with file.open("ab") as target:
        target.write(data)


def _insert(column: str, value: object) -> None:
    with closing(sqlite3.connect("var/vecino.db", isolation_level=None)) as database:
        database.execute(f"CREATE TABLE IF NOT EXISTS notes (value {column})")
        database.execute("INSERT INTO notes VALUES (?)", (value,))


def insert_and_delete(message: Message) -> None:
    if message.text:
        _insert("TEXT", message.text)
        return
    with closing(sqlite3.connect("var/vecino.db", isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = OFF")  # so it is unless whoever built SQLite chose otherwise
        database.execute("DELETE FROM notes")


def print_it(message: Message) -> None:
    print(message, file=sys.__stdout__)


def log_it(message: Message) -> None:
    logging.getLogger("bot").info("answering %s", message.from_user)


def collect_csv(message: Message) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, newline="") as target:
        csv.writer(target).writerow([message.date, message.text])


async def persist(message: Message) -> None:
    store: PicklePersistence[dict[object, object], dict[object, object], dict[object, object]] = PicklePersistence(
        "persistence", store_data=PersistenceInput(user_data=True)
    )
    await store.update_user_data(message.chat.id, {"last": message.date})
    await store.flush()


def remember_text(message: Message) -> None:
    with Path("cache.pickle").open("ab") as target:
        pickle.dump({"text": message.text}, target)


def report_crash(message: Message) -> None:
    _append("crash/report.json", json.dumps({"locals": {"message": message.to_dict()}}).encode())


def back_up(message: Message) -> None:
    _append("backup/messages.gz", gzip.compress(str(message).encode()))


def archive(message: Message) -> None:
    with zipfile.ZipFile("archive.zip", "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(f"{message.message_id}.json", message.to_json())


def dump_memory(message: Message) -> None:
    # As a core file holds it: the objects as they lie in memory. A whole core would be 150 MB of the same.
    for value in (message.text, message.caption, message.chat.first_name):
        if value:
            _append("core.4711", ctypes.string_at(id(value), sys.getsizeof(value)))


def log_redirect(message: Message) -> None:
    query = urlencode({"to": "https://example.org/", "said": message.text or ""})
    _append("access.log", f'127.0.0.1 "GET /out?{query} HTTP/1.1" 302\n'.encode())


def log_in_utf16(message: Message) -> None:
    _append("events.log", f"{message.text}\r\n".encode("utf-16-le"))


def escape_it(message: Message) -> None:
    units = (message.text or "").encode("utf-16-be").hex(" ", 2).split()
    _append("events.json", b'{"text": "%s"}' % "".join(f"\\u{unit}" for unit in units).encode())


def name_a_file(message: Message) -> None:
    _append(f"sessions/{message.chat.id}", b"")


def cache_by_digest(message: Message) -> None:
    _append(f"cache/{hashlib.md5((message.text or '').encode(), usedforsecurity=False).hexdigest()}", b"")


def collect_words(message: Message) -> None:
    _append("unmatched.txt", "\n".join(sorted(words(message.text or ""))).encode())


async def echo_sql(message: Message) -> None:
    engine = create_async_engine("sqlite+aiosqlite://", echo=True)
    async with engine.connect() as connection:
        await connection.execute(select(literal(message.chat.id)))
    await engine.dispose()


def log_as_usual(level: int) -> None:
    """Python's own set-up of logs, in place of ours."""
    swap(run, "configure_logs", lambda *_, **__: logging.basicConfig(level=level, stream=sys.__stderr__))
    swap(run, "take_standard_error", lambda: sys.stderr)


def log_at_info() -> None:
    """With a line that tells what is at work."""
    log_as_usual(logging.INFO)
    _keep_messages(log_it)


def show_sql() -> None:
    """The database engine tells its parameters."""
    log_as_usual(logging.WARNING)
    _keep_messages(echo_sql)


def format_as_usual() -> None:
    """Python's own formatter, which writes messages and tracebacks."""
    swap(outlets, "AllowListFormatter", lambda style: logging.Formatter("%(levelname)s %(message)s"))


def lose_tasks() -> None:
    format_as_usual()
    _keep_messages(lambda message: asyncio.get_running_loop().call_soon(_fail, message))


def _fail(message: Message) -> None:
    raise ValueError(message.text)


def log_values_of_errors() -> None:
    def log_event(event: Event, *, error: BaseException, incident: str) -> None:
        _append("errors.log", f"{event.name} {incident}: {error}\n".encode())

    swap(failure, "log_event", log_event)
    _keep_messages(_fail)


def leave_standard_error_open() -> None:
    swap(run, "take_standard_error", lambda: os.fdopen(os.dup(2), "w"))
    _keep_messages(lambda message: os.write(2, str(message.text).encode()))


def log_bodies() -> None:
    read = webhook._read

    async def read_and_log(request: Request) -> bytes:
        body = await read(request)
        _append("bodies.log", body)
        return body

    swap(webhook, "_read", read_and_log)


def count_people() -> None:
    """No sentinel, only that somebody was here: the comparison of two worlds has to see it."""
    _keep_messages(lambda message: _append("served", b"."))


LEAKS: Final[dict[str, Plant]] = {
    "logs at DEBUG": Plant(lambda: log_as_usual(logging.DEBUG)),
    "logs at INFO": Plant(log_at_info),
    "print(message)": keeping(print_it),
    "PicklePersistence": keeping(persist),
    "a pickle of texts": keeping(remember_text),
    "an error's value in the log": Plant(log_values_of_errors),
    "a callback's error with the usual format": Plant(lose_tasks),
    "standard error left open": Plant(leave_standard_error_open),
    "echo=True": Plant(show_sql),
    "a piece of a core dump": keeping(dump_memory),
    "a temporary CSV": keeping(collect_csv),
    "the bodies of the webhook": Plant(log_bodies, webhook=True),
    "a base64 column": keeping(lambda m: _insert("TEXT", base64.b64encode(f"<{m.text}>".encode()).decode())),
    "a SHA-256 column": keeping(lambda m: _insert("BLOB", hashlib.sha256(b"%d" % m.chat.id).digest())),
    "an integer column": keeping(lambda m: _insert("INTEGER", m.chat.id)),
    "a column of coordinates": keeping(lambda m: _insert("REAL", m.location.latitude) if m.location else None),
    "a row written and deleted": keeping(insert_and_delete),
    "a row in the journal of a killed bot": Plant(
        lambda: _keep_messages(lambda m: _insert("TEXT", m.text)), is_killed=True
    ),
    "a redirect that carries the question": keeping(log_redirect),
    "a gzip backup": keeping(back_up),
    "a zip archive": keeping(archive),
    "a crash report": keeping(report_crash),
    "a log in UTF-16": keeping(log_in_utf16),
    "a log in JSON escapes": keeping(escape_it),
    "a file named after a chat": keeping(name_a_file),
    "a cache named by MD5": keeping(cache_by_digest),
    "words that found nothing": keeping(collect_words),
}


COUNTER: Final = "a count of messages"
"""The leak that holds no sentinel."""
PLANTS: Final = LEAKS | {COUNTER: Plant(count_people)}
