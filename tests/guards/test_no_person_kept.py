"""Rules of the source that keep people out of disks and logs: each is one function over a file's syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Rule = Callable[[ast.AST], Iterator[tuple[int, str]]]
"""Gives the line and the name of whatever breaks it."""
BOT = Path(__file__).parents[2] / "bot"
LOGS = BOT / "logs.py"
OUTLETS = BOT / "outlets.py"
STORES = {
    "user_data",
    "chat_data",
    "bot_data",
    "persistence",
    "PicklePersistence",
    "DictPersistence",
    "BasePersistence",
}
LOG_METHODS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
FILE_METHODS = {"get_file", "download", "download_to_drive", "download_to_memory", "download_as_bytearray", "getFile"}
RENDERED = {"to_json", "to_dict"}
"""Methods that turn a whole update into text or values."""


def _names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name in the code: variables, attributes, arguments, imports; words in texts and comments are none."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.keyword(arg=str(name)):
                yield node.value.lineno, name
            case ast.ImportFrom() | ast.Import():
                yield from ((node.lineno, alias.name.rpartition(".")[2]) for alias in node.names)


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield node, name


def storing(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The library's dictionaries of persons and what writes them to disk."""
    yield from ((line, name) for line, name in _names(tree) if name in STORES)


def opening_files(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Anything that fetches a file that a person sent."""
    yield from ((line, name) for line, name in _names(tree) if name in FILE_METHODS)


def _is_logger(node: ast.expr) -> bool:
    """By its name, or made on the spot."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return "log" in name.lower()
        case ast.Call(func=made):
            return _is_logger(made)
    return False


def logging_elsewhere(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Loggers beside `log_event`, whose words nobody checks, and tracebacks, which hold values."""
    for call, name in _calls(tree):
        match call.func:
            case ast.Attribute(value=owner) if name in LOG_METHODS and _is_logger(owner):
                yield call.lineno, name
    for line, name in _names(tree):
        if name in ("exc_info", "stack_info", "getLogger", "print_exc", "format_exc", "print_exception"):
            yield line, name


def rendering_in_logs(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Texts put together inside a log call: f-strings, `%`, `.format()`, `str()`, `repr()`."""
    for call, name in _calls(tree):
        if name != "log_event" and not (name in LOG_METHODS and isinstance(call.func, ast.Attribute)):
            continue
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            for node in ast.walk(argument):
                match node:
                    case ast.JoinedStr() | ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str())):
                        yield node.lineno, "a text with values"
                    case (
                        ast.Call(func=ast.Name(id="str" | "repr" | "format"))
                        | ast.Call(func=ast.Attribute(attr="format"))
                    ):
                        yield node.lineno, "a text with values"


def rendering_updates(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """A whole update, message, query or person as text."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in RENDERED:
                yield node.lineno, name
            case ast.Call(func=ast.Name(id="str" | "repr" | "print" | "format"), args=[one, *_]) if _is_update(one):
                yield node.lineno, "an update as text"
            case ast.FormattedValue(value=one) if _is_update(one):
                yield node.lineno, "an update in an f-string"


def _is_update(node: ast.expr) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in ("update", "message", "effective_message", "effective_user", "from_user", "query", "user")
    return False


RULES: dict[Rule, tuple[Path, ...]] = {
    storing: (),
    # A Bot API server of our own, and the spreadsheets of the staff chat, which only that chat's updates lead to.
    opening_files: (BOT / "demo", BOT / "chat" / "staff_files.py"),
    logging_elsewhere: (LOGS, OUTLETS),  # the words and the ways out
    rendering_in_logs: (),
    rendering_updates: (BOT / "demo", BOT / "cli"),
}
"""Each rule with the files or folders that it does not hold for."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    files = [file for file in BOT.rglob("*.py") if not any(file.is_relative_to(free) for free in RULES[rule])]
    assert len(files) > 50
    found = [
        f"{file.relative_to(BOT)}:{line}: {what}"
        for file in files
        for line, what in rule(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (storing, "context.user_data['last'] = text"),
        (storing, "from telegram.ext import PicklePersistence"),
        (storing, "builder(persistence=store)"),
        (storing, "def handle(update, chat_data): ..."),
        (opening_files, "await bot.get_file(photo.file_id)"),
        (opening_files, "await (await photo.fetch()).download_to_drive()"),
        (logging_elsewhere, "logger.exception('failed')"),
        (logging_elsewhere, "logging.getLogger(__name__).info('hello')"),
        (logging_elsewhere, "self._log.warning('odd')"),
        (logging_elsewhere, "record(exc_info=True)"),
        (logging_elsewhere, "traceback.print_exc()"),
        (rendering_in_logs, "log_event(Event.SEND_FAILED, incident=f'{text}')"),
        (rendering_in_logs, "logger.info('asked %s' % text)"),
        (rendering_in_logs, "log_event(Event.SEND_FAILED, incident='{}'.format(text))"),
        (rendering_in_logs, "log_event(Event.SEND_FAILED, incident=str(text))"),
        (rendering_updates, "sink(repr(update))"),
        (rendering_updates, "sink(str(update.effective_message))"),
        (rendering_updates, "sink(update.to_json())"),
        (rendering_updates, "sink(f'from {message.from_user}')"),
    ],
)
def test_each_rule_sees_what_it_looks_for(rule: Rule, source: str) -> None:
    assert list(rule(ast.parse(source)))


def test_ordinary_code_passes_every_rule() -> None:
    source = "log_event(Event.POLL_FAILED, error=error, count=failures)\nanswer = f'{count} services'\nmath.log(2)"
    assert [rule.__name__ for rule in RULES for _ in rule(ast.parse(source))] == []
