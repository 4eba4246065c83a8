"""The sentences of a report, the same in every form of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.directory.coverage import count_drafts, needs_without_service
from bot.directory.problems import DID_YOU_MEAN, Severity
from bot.staff.groups import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.loader import LoadResult
    from bot.directory.problems import Problem
    from bot.i18n.translations import Translator
    from bot.staff.groups import Group

SHOWN_ROWS: Final = 8
"""How many rows of a group a short form names; the rest are counted."""

_SHOWN_VALUE: Final = 30
"""How much of a value a list of rows repeats."""


def say_message(group: Group, t: Translator) -> str:
    """What is wrong."""
    return t.gettext(group.first.check.message, **group.first.places)


def say_action(group: Group, t: Translator) -> str:
    """What to do, with what was probably meant in front."""
    action = t.gettext(group.first.check.action, **group.first.places)
    return f"{t.gettext(DID_YOU_MEAN, near=group.first.near)} {action}" if group.first.near else action


def say_severity(severity: Severity, t: Translator) -> str:
    """ERROR or WARNING."""
    return t.gettext("ERROR") if severity is Severity.ERROR else t.gettext("WARNING")


def say_place(group: Group, t: Translator, most: int | None = SHOWN_ROWS) -> str:
    """Where: the rows, at most `most` of them, and the column as a spreadsheet shows it, with the value."""
    first, values = group.first, group.values
    where = [_rows(group, t, most)] if group.rows else []
    if first.letter and first.column:
        where.append(t.gettext("column {letter} “{column}”", letter=first.letter, column=first.column))
    elif first.letter:  # a cell that no heading stands over
        where.append(t.gettext("column {letter}", letter=first.letter))
    elif first.column:
        where.append(f"“{first.column}”")
    place = ", ".join(where) or t.gettext("the whole file")
    return f"{place}: {values[0]}" if values and group.is_alike else place


def _rows(group: Group, t: Translator, most: int | None) -> str:
    rows, several = group.rows, not group.is_alike
    if len(rows) == 1 and not several:
        return t.gettext("row {row}", row=str(rows[0]))
    shown = group.problems if several else [p for p in group.problems if p.row is not None]
    texts = list(dict.fromkeys(f"{p.row} ({_short(p.value)})" if several and p.value else str(p.row) for p in shown))
    listed = ", ".join(texts[:most]) + (" …" if most is not None and len(texts) > most else "")
    return t.ngettext("{count} row: {rows}", "{count} rows: {rows}", len(rows), rows=listed)


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN_VALUE else value[: _SHOWN_VALUE - 1].rstrip() + "…"


def say_count(problems: Sequence[Problem], t: Translator) -> str:
    """How many errors and warnings there are."""
    errors, warnings = (count_of(problems, severity) for severity in Severity)
    return t.gettext(
        "{errors}, {warnings}.",
        errors=t.ngettext("{count} error", "{count} errors", errors),
        warnings=t.ngettext("{count} warning", "{count} warnings", warnings),
    )


def say_coverage(result: LoadResult, t: Translator) -> tuple[str, ...]:
    """What would be published, or that nothing can be."""
    directory = result.directory
    if directory is None:
        return (
            t.ngettext(
                "Nothing can be published yet: {count} error to mend.",
                "Nothing can be published yet: {count} errors to mend.",
                len(result.errors),
            ),
        )
    drafts, missing = count_drafts(directory), needs_without_service(directory)
    published = t.ngettext(
        "{count} service will be published.", "{count} services will be published.", len(directory.published)
    )
    held = t.ngettext("{count} draft stays back.", "{count} drafts stay back.", drafts) if drafts else ""
    gaps = t.gettext("Needs without a service yet: {needs}.", needs=", ".join(need.id for need in missing))
    return (f"{published} {held}".strip(), *([gaps] if missing else []))


def say_written(file: str, t: Translator) -> str:
    """Where the report is now."""
    return t.gettext("The report is in {file}.", file=file)
