"""A diff in words, line by line: the same on a terminal, in a chat and in a file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.directory.diff import NOT_SHOWN, ChangeKind
from bot.directory.services_schema import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.directory.diff import Diff, FieldChange, LineChanges, RowChange
    from bot.directory.guard import Doubt
    from bot.i18n.translations import Translator
    from bot.staff.questions import Miss

_SHOWN = 120
"""How much of a long text a line repeats."""


def change_lines(diff: Diff, labels: Mapping[str, str], t: Translator) -> Iterator[str]:
    """Every change, file by file; the cells of a changed row stand below it, indented.

    `labels` name the files as the office has them.
    """
    for file, changes in groupby(diff.rows, key=lambda change: change.file):
        yield labels.get(file, file)
        for change in changes:
            yield f"  {_kind(change.kind, t)}  {change.name} ({change.id})"
            if change.was:
                yield f"      {_say_renamed(change, t)}"
            yield from (f"      {_field(field, t)}" for field in change.fields)
    yield from (f"{labels.get(line.file, line.file)}: {_lines(line, t)}" for line in diff.lines)


def summary(diff: Diff, t: Translator) -> str:
    """One line: how many services come, change and go."""
    if not diff:
        return t.gettext("Nothing would change for residents.")
    return t.gettext(
        "Services: {added}, {changed}, {removed}.",
        added=t.ngettext("{count} new", "{count} new", diff.count(ChangeKind.ADDED)),
        changed=t.ngettext("{count} changed", "{count} changed", diff.count(ChangeKind.CHANGED)),
        removed=t.ngettext("{count} gone", "{count} gone", diff.count(ChangeKind.REMOVED)),
    )


def say_first(t: Translator) -> str:
    """Instead of the changes, before the first release."""
    return t.gettext("Nothing is published yet, so everything is new.")


def say_missed(missed: Sequence[Miss], t: Translator) -> str:
    """How many test questions do not find what they should."""
    return t.ngettext(
        "{count} test question does not find what it should:",
        "{count} test questions do not find what they should:",
        len(missed),
    )


def miss_lines(missed: Iterable[Miss], t: Translator) -> Iterator[str]:
    """The test questions that do not find what they should, with what they find instead."""
    for miss in missed:
        yield t.gettext(
            "“{question}” ({language}) should find {expected}, but finds {found}.",
            question=miss.question.text,
            language=miss.question.language or "?",
            expected=miss.question.expected,
            found=", ".join(miss.found) or t.gettext("nothing"),
        )


def doubt_lines(doubts: Iterable[Doubt], t: Translator) -> Iterator[str]:
    """Why somebody should look again before this is published."""
    for doubt in doubts:
        yield t.gettext(doubt.sentence, **doubt.values)


def _kind(kind: ChangeKind, t: Translator) -> str:
    words = {
        ChangeKind.ADDED: t.gettext("new"),
        ChangeKind.CHANGED: t.gettext("changed"),
        ChangeKind.REMOVED: t.gettext("gone"),
    }
    return words[kind]


def _say_renamed(change: RowChange, t: Translator) -> str:
    ids = {"old": change.was, "new": change.id}
    if change.file == SERVICES.path:
        return t.gettext("id changed from {old} to {new}: links and saved cards with {old} stop working.", **ids)
    return t.gettext("id changed from {old} to {new}.", **ids)


def _field(change: FieldChange, t: Translator) -> str:
    empty, withheld = t.gettext("(empty)"), t.gettext("(not shown)")
    old, new = (withheld if text == NOT_SHOWN else _short(text) for text in (change.old, change.new))
    return f"{change.field}: {old or empty} → {new or empty}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _lines(change: LineChanges, t: Translator) -> str:
    return t.gettext(
        "{added}, {removed}.",
        added=t.ngettext("{count} line new", "{count} lines new", change.added),
        removed=t.ngettext("{count} line gone", "{count} lines gone", change.removed),
    )
