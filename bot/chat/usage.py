"""What people ask for in one window: how many of them, by need, by language and by partner, and nothing finer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.headcounts import HeadCounts
from bot.chat.suppression import languages_beside, of_many, rounded
from bot.directory.model import NONE_OF_OURS
from bot.storage.usage import UsageWindow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.directory.catalogue import Catalogue
    from bot.search.decision import Decision


class Usage:
    """Counts in memory since the day `since`. What `close` gives may be written: small counts are gone from it."""

    def __init__(self, since: date) -> None:
        self._since = since
        self._needs: HeadCounts[tuple[str, bool]] = HeadCounts()
        self._languages: HeadCounts[tuple[str, str]] = HeadCounts()
        self._partners: HeadCounts[str] = HeadCounts()

    def add(self, needs: Mapping[str, bool], language: str, partner: str, catalogue: Catalogue, chat: int) -> None:
        """Count a person who asked for `needs`, each with whether a service was found, in `language`."""
        for need, matched in needs.items():
            self._needs.add((need, matched), chat)
            self._languages.add((need, language), chat)
        # A link can be made by anybody, so a code counts only if staff gave it: no typed word may reach the disk.
        if needs and any(partner == known.code for known in catalogue.directory.partners):
            self._partners.add(partner, chat)

    def close(self, until: date) -> UsageWindow:
        """What may be shown of the window that ends on the day `until`; the next one begins."""
        needs, languages, partners = self._needs.close(), self._languages.close(), self._partners.close()
        window = UsageWindow(
            self._since,
            until,
            needs=rounded(of_many(needs)),
            languages=rounded(languages_beside(needs, languages)),
            partners=rounded(of_many(partners)),
        )
        self._since = until
        return window


def needs_asked(decision: Decision) -> dict[str, bool]:
    """The needs that a question was about, each with whether a service was found for it.

    Dangers and questions about the bot are no needs. Of a choice, the need counts whose list is opened then.
    """
    if decision.outcome == "no_match":
        return {NONE_OF_OURS: False}
    if decision.outcome not in ("answer", "handover"):
        return {}
    return {decision.needs[0].need: False} | {found.need: True for found in decision.services}
