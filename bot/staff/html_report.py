"""A report as one HTML file that needs nothing else: light and dark, on a phone and on paper, read aloud or seen."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.directory.problems import Severity
from bot.staff.groups import grouped
from bot.staff.wording import say_action, say_count, say_message, say_place, say_severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.directory.problems import Problem
    from bot.i18n.translations import Translator
    from bot.staff.groups import Group

_STYLE: Final = """
:root { color-scheme: light dark; }
:root { --paper: #fff; --ink: #1b1b1b; --line: #8a8a8a; --error: #a30000; --warning: #6b4a00; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #161616; --ink: #ededed; --line: #8f8f8f; --error: #ff9d94; --warning: #f2c14e; }
}
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem;
  max-width: 46rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; }
h3 { font-size: 1rem; font-weight: normal; margin: 0; }
ul { list-style: none; padding: 0; }
li { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .25rem; break-inside: avoid;
  margin: .75rem 0; padding: .5rem .75rem; }
.error { border-left-color: var(--error); }
.warning { border-left-color: var(--warning); }
.error strong { color: var(--error); }
.warning strong { color: var(--warning); }
li p { margin: .25rem 0 0; }
@media print { :root { --paper: #fff; --ink: #000; --error: #a30000; --warning: #6b4a00; } body { max-width: none; } }
"""


def html_report(problems: Sequence[Problem], t: Translator, more: Sequence[str] = ()) -> str:
    """The whole page: the counts, `more` sentences, then file by file every problem with all its rows."""
    title = t.gettext("Check of the directory")
    summary = [say_count(problems, t) if problems else t.gettext("No problems were found."), *more]
    files = groupby(grouped(problems), key=lambda group: group.first.file)
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{t.language.code}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""",
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
            f"<body><main><h1>{escape(title)}</h1>",
            *(f"<p>{escape(sentence)}</p>" for sentence in summary),
            *(line for file, groups in files for line in _section(file, groups, t)),
            "</main></body></html>\n",
        )
    )


def _section(file: str, groups: Iterator[Group], t: Translator) -> Iterator[str]:
    yield f"<section><h2>{escape(file)}</h2><ul>"
    yield from (_item(group, t) for group in groups)
    yield "</ul></section>"


def _item(group: Group, t: Translator) -> str:
    severity = group.first.severity
    kind = "error" if severity is Severity.ERROR else "warning"
    action = t.gettext("What to do: {action}", action=say_action(group, t))
    return (
        f'<li class="{kind}"><h3><strong>{escape(say_severity(severity, t))}</strong> '
        f"<bdi>{escape(say_place(group, t, most=None))}</bdi></h3>"
        f"<p>{escape(say_message(group, t))}</p><p>{escape(action)}</p></li>"
    )
