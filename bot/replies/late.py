"""An answer that comes after an outage: short, because the person may have found help or given up meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.replies.erasing import with_privacy
from bot.replies.navigation import foot
from bot.replies.reply import Button, Reply, plain

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translator


def asked_earlier(reply: Reply, catalogue: Catalogue, t: Translator) -> Reply:
    """One line and the button of the list that would have been the answer. What is no list stands whole below it."""
    line = plain(t.gettext("You asked this earlier. Here is the answer."))
    need = catalogue.need(reply.listed.need) if reply.listed else None
    if reply.listed is None or need is None:
        return replace(reply, lines=(line, plain(""), *reply.lines))
    partner = reply.listed.partner
    button = Button(t.choose(need.labels), reply.listed)
    short = replace(reply, lines=(line,), rows=((button,), *foot(t, partner=partner)))
    return with_privacy(short, t, partner=partner) if reply.noticed_private else short
