"""What residents asked for in the latest window, as a table like the work lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.model import NONE_OF_OURS
from bot.staff.worklists import WorkList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n.translations import Translator
    from bot.storage.usage import UsageWindow


def asked(windows: Sequence[UsageWindow], t: Translator) -> WorkList:
    """Needs with about how many people got services for them and how many none, the most asked first.

    What few people asked for is no number at all: it stays open whether it was few or nobody.
    """
    headings = (t.gettext("need"), t.gettext("found"), t.gettext("none"), t.gettext("languages"))
    if not windows:
        return WorkList("report", t.gettext("What residents asked for (nothing was counted yet)"), headings, ())
    window = windows[-1]
    title = t.gettext(
        "What residents asked for, {since} to {until} (people, in fives)",
        since=window.since.isoformat(),
        until=window.until.isoformat(),
    )
    needs = sorted({need for need, _ in window.needs}, key=lambda need: (-_most(window, need), need))
    return WorkList("report", title, headings, tuple(_row(window, need, t) for need in needs))


def _row(window: UsageWindow, need: str, t: Translator) -> tuple[str, ...]:
    few = t.gettext("few or nobody")
    found, none = (str(window.needs.get((need, matched), few)) for matched in (True, False))
    spoken = sorted(((count, code) for (of, code), count in window.languages.items() if of == need), reverse=True)
    name = t.gettext("(not in our list)") if need == NONE_OF_OURS else need
    return name, found, none, ", ".join(f"{code} {count}" for count, code in spoken)


def _most(window: UsageWindow, need: str) -> int:
    return max(window.needs.get((need, matched), 0) for matched in (True, False))
