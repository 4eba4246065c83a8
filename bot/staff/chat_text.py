"""A report as one message for the staff chat: the most important first, and how many more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.staff.groups import grouped, most_important_first
from bot.staff.wording import say_action, say_count, say_message, say_place, say_severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.problems import Problem
    from bot.i18n.translations import Translator
    from bot.staff.groups import Group

LIMIT: Final = 4096
"""What one message of Telegram holds, counted in UTF-16 units, the strictest reading."""


def chat_report(problems: Sequence[Problem], t: Translator, limit: int = LIMIT, counted: Sequence[Problem] = ()) -> str:
    """Plain text, without any markup, of `limit` units at most; what does not fit stands in the report beside it.

    `counted` are all that there are, where only some are told.
    """
    if not problems:
        return t.gettext("No problems were found.")
    groups = most_important_first(grouped(problems))
    text = say_count(counted or problems, t)
    for at, group in enumerate(groups):
        longer = f"{text}\n\n{_describe(group, t)}"
        left = len(groups) - at - 1
        # Each step keeps room for the last line, so that it always fits.
        if _length(longer) + (_length(_rest(left, t)) if left else 0) > limit:
            return text + _rest(left + 1, t)
        text = longer
    return text


def _describe(group: Group, t: Translator) -> str:
    head = f"{say_severity(group.first.severity, t)} {group.first.file}, {say_place(group, t)}"
    return f"{head}\n{say_message(group, t)}\n{t.gettext('What to do: {action}', action=say_action(group, t))}"


def _rest(count: int, t: Translator) -> str:
    return "\n\n" + t.ngettext(
        "And {count} more; the report has all of them.", "And {count} more; the report has all of them.", count
    )


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
