"""What staff read about a spreadsheet that they sent, or the folder: one message, and a page where that is short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.diff import Diff
from bot.directory.folder import WORKBOOK, table_of
from bot.directory.problems import Severity
from bot.directory.service_checks import MISSING_TRANSLATIONS
from bot.staff.changes import change_lines, doubt_lines, miss_lines, summary
from bot.staff.chat_text import LIMIT, chat_report
from bot.staff.groups import grouped
from bot.staff.html_report import html_report
from bot.staff.news import News
from bot.staff.wording import SHOWN_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.problems import Problem
    from bot.i18n.translations import Translator
    from bot.staff.publication import Proposal
    from bot.staff.uploads import Upload

_FOR_HEAD: Final = 400
_FOR_PROBLEMS: Final = 1400
_FOR_MISSES: Final = 600
_FOR_DOUBTS: Final = 500
_NOTE: Final = 300
"""Room that is left for a line above, such as who has said yes so far."""


@dataclass(frozen=True, slots=True)
class UploadText:
    """A message, and the page to go with it; empty where the message says all."""

    text: str
    page: str = ""


def describe(upload: Upload, t: Translator, *, head: str = "", is_whole: bool = False) -> UploadText:
    """The problems first, then what would change for residents, then what is doubtful.

    Warnings that residents' release has too are only counted, or nobody would see the news among them; `is_whole` tells
    them as well. Before the first release those of other sheets are, and beside errors all: then the page has them.
    `head` stands above all, instead of what was read.
    """
    told, others = _parted(upload, is_whole=is_whole)
    head = _fitting([head or _read_as(upload, t)], _FOR_HEAD, t)
    proposal = upload.proposal
    say_rest = _say_as_before if upload.live else _say_others
    elsewhere = [say_rest(len(others), t)] if others else []
    if proposal is None:
        tail = "\n\n".join((*elsewhere, _next(upload, t)))
        report = chat_report(told, t, LIMIT - _NOTE - _length(head + tail), upload.result.problems)
        is_short = not others and _holds_all(report, told, t)
        return UploadText("\n\n".join((head, report, tail)), "" if is_short else html_report(upload.result.problems, t))
    parts = [head]
    cut = bool(others) and not upload.live
    if told:
        parts.append(chat_report(told, t, _FOR_PROBLEMS))
        cut = cut or not _holds_all(parts[-1], told, t)
    below = [*_block(_misses(proposal, t), _FOR_MISSES, t), *_block(_doubts(proposal, t), _FOR_DOUBTS, t)]
    if proposal.untranslated:
        elsewhere.append(_say_untranslated(sum(proposal.untranslated.values()), t))
    parts += [*elsewhere, summary(proposal.diff, t)]
    changes = [] if proposal.live is None else list(change_lines(proposal.diff, upload.result.labels, t))
    room = LIMIT - _NOTE - _length("\n\n".join((*parts, *below)))
    shown = _fitting(changes, room, t)
    message = "\n\n".join(part for part in (*parts, shown, *below) if part)
    cut = cut or any(line not in message for line in (*changes, *_misses(proposal, t), *_doubts(proposal, t)))
    if not cut:
        return UploadText(message)
    more = (summary(proposal.diff, t), *_misses(proposal, t), *_doubts(proposal, t), *changes)
    return UploadText(message, html_report(upload.result.problems, t, more))


def _parted(upload: Upload, *, is_whole: bool) -> tuple[list[Problem], list[Problem]]:
    """What to tell, the sheet at hand first, and what only to count. Errors hold back publishing, so all are told."""
    proposal = upload.proposal
    diff = proposal.diff if proposal else Diff()
    untranslated = {f"translations/{language}" for language in proposal.untranslated} if proposal else ()
    news = News.of(diff) if upload.live else None
    changed = [*(change.file for change in diff.rows), *(change.file for change in diff.lines)]
    tables = {_table(label) for label in (upload.labels or changed)}
    told: list[Problem] = []
    others: list[Problem] = []
    for problem in sorted(upload.result.problems, key=lambda problem: _table(problem.file) not in tables):
        is_told = is_whole or problem.severity is Severity.ERROR
        if news and problem.keys and not is_told:
            if news.ends(problem):
                continue
            is_told = news.brings(problem)
        elif proposal and not is_told:
            is_told = _table(problem.file) in tables
            if problem.check is MISSING_TRANSLATIONS and not is_told and _table(problem.file) in untranslated:
                continue  # those that come with this change are counted by themselves
        (told if is_told else others).append(problem)
    return told, others


def _table(label: str) -> str:
    """The table that a label of a message is about: services of services.xlsx, directory.xlsx (Services) and so on."""
    stem = label.partition(" (")[0].removesuffix(".csv").removesuffix(".xlsx")
    return table_of(label.rpartition(" (")[2].removesuffix(")")) if stem == WORKBOOK else stem


def _say_others(count: int, t: Translator) -> str:
    return t.ngettext(
        "{count} warning stands in the report beside this.",
        "{count} warnings stand in the report beside this.",
        count,
    )


def _say_untranslated(count: int, t: Translator) -> str:
    return t.ngettext("{count} translation is missing now.", "{count} translations are missing now.", count)


def _say_as_before(count: int, t: Translator) -> str:
    return t.ngettext(
        "{count} warning about what stays as before (in /check).",
        "{count} warnings about what stays as before (in /check).",
        count,
    )


def name_of(upload: Upload, t: Translator) -> str:
    """What was read."""
    return t.gettext("The folder of the spreadsheets") if upload.is_folder else upload.name


def page_of(upload: Upload, note: str, t: Translator) -> str:
    """All there is to say about the folder, for whoever has no staff chat to read it in."""
    proposal = upload.proposal
    if proposal is None:
        return html_report(upload.result.problems, t, (note, _next(upload, t)))
    lines = [summary(proposal.diff, t), *_misses(proposal, t), *doubt_lines(proposal.doubts, t)]
    if proposal.doubts:
        lines.append(t.gettext("This is a large change. If all of it is right, run: vecino publish --yes-i-checked"))
    changes = change_lines(proposal.diff, upload.result.labels, t)
    return html_report(upload.result.problems, t, (note, *lines, *changes))


def _read_as(upload: Upload, t: Translator) -> str:
    if upload.is_folder:
        return t.gettext("In the folder of the spreadsheets:")
    return t.gettext("Read as {file}.", file=upload.name)


def _next(upload: Upload, t: Translator) -> str:
    if upload.is_folder:
        return t.gettext("Residents see what they saw before. Mend the sheets in the folder and save them.")
    return t.gettext("Residents see what they saw before. Mend the sheet, then send it again.")


def _holds_all(report: str, problems: Sequence[Problem], t: Translator) -> bool:
    """Whether a message says of every problem where it is."""
    is_short = all(len(group.rows) <= SHOWN_ROWS for group in grouped(problems))
    return is_short and report == chat_report(problems, t, 10**9)


def _misses(proposal: Proposal, t: Translator) -> list[str]:
    if not proposal.missed:
        return []
    count = t.ngettext(
        "{count} test question does not find what it should:",
        "{count} test questions do not find what they should:",
        len(proposal.missed),
    )
    return [count, *miss_lines(proposal.missed, t)]


def _doubts(proposal: Proposal, t: Translator) -> list[str]:
    if not proposal.doubts:
        return []
    head = t.gettext("This is a large change. Two different people must tap Publish, because:")
    return [head, *(f"• {t.gettext(doubt.sentence, **doubt.values)}" for doubt in proposal.doubts)]


def _block(lines: Sequence[str], room: int, t: Translator) -> list[str]:
    return [_fitting(lines, room, t)] if lines else []


def _fitting(lines: Sequence[str], room: int, t: Translator) -> str:
    """As many lines as there is room for, and how many more there are."""
    room -= _length(_more(len(lines), t)) + 1
    shown: list[str] = []
    for line in lines:
        room -= _length(line) + 1
        if room < 0:
            break
        shown.append(line)
    return "\n".join([*shown, *([_more(len(lines) - len(shown), t)] if len(shown) < len(lines) else [])])


def _more(count: int, t: Translator) -> str:
    return t.ngettext(
        "And {count} more line; the report has all.", "And {count} more lines; the report has all.", count
    )


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
