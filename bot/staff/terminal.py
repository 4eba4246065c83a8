"""A report on the terminal: the same lines with and without colour, on a screen and in a file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.text import Text

from bot.directory.problems import Severity
from bot.staff.groups import grouped, most_important_first
from bot.staff.wording import say_action, say_count, say_message, say_place, say_severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.directory.problems import Problem
    from bot.i18n.translations import Translator
    from bot.staff.groups import Group

_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def report_lines(problems: Sequence[Problem], t: Translator) -> Iterator[Text]:
    """Every problem under the name of its file, errors first, then how many there are; nothing when there are none."""
    for file, groups in groupby(most_important_first(grouped(problems)), key=lambda group: group.first.file):
        yield Text(file, style="bold underline")
        yield from (_describe(group, t) for group in groups)
        yield Text()
    if problems:
        yield Text(say_count(problems, t), style="bold")


def _describe(group: Group, t: Translator) -> Text:
    severity = group.first.severity
    return Text.assemble(
        f"  {say_place(group, t)}\n    ",
        (say_severity(severity, t), _STYLES[severity]),
        f"  {say_message(group, t)}\n    {t.gettext('What to do: {action}', action=say_action(group, t))}",
    )
