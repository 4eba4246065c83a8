"""Inline mode: `@bot rent help` in any chat offers listings to send. No urgent card, nothing personal, no session.

Telegram keeps the answers for other people who type the same. So what depends on the phone's language is marked as
personal; what begins with a language code is the same for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.actions import StartLink, encode_start, service_key, slug_of
from bot.chat.patience import make_sure
from bot.chat.send import write_html, write_keyboard
from bot.partners.deep_links import LinkKind, build_link
from bot.pipeline import Question, understand
from bot.replies.share import card_to_share, open_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telegram import InlineQuery

    from bot.chat.turn import Desk
    from bot.directory.model import Service
    from bot.i18n.locales import Languages
    from bot.i18n.translations import Translator
    from bot.pipeline import LiveRelease

CACHE_SECONDS: Final = 300
PAGE: Final = 10
"""Listings in one answer; a phone asks for the next ones when somebody scrolls. Telegram takes at most 50."""
MOST: Final = 50
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Listings:
    """What a query finds: the services in order, or the urgent class of a text that gets no listing."""

    services: tuple[Service, ...]
    language: str
    urgent: str | None = None


async def answer_inline(desk: Desk, query: InlineQuery) -> None:
    """Offer the listings that answer `query`, and a button to the private chat. A query that is too old is let go."""
    languages = desk.translations.languages
    chosen, text = read_query(query.query, languages)
    phone = languages.from_telegram(query.from_user.language_code)
    found = find_listings(text, desk.release(), desk.clock(), chosen=chosen, phone=phone)
    t = desk.translations.translator(found.language)
    first = int(query.offset) if query.offset.isascii() and query.offset.isdigit() else 0
    shown = found.services[first : first + PAGE]
    after = first + len(shown)
    await make_sure(
        lambda: desk.bot.answer_inline_query(
            query.id,
            [_article(desk, service, t) for service in shown],
            cache_time=CACHE_SECONDS,
            is_personal=not chosen,
            next_offset=str(after) if after < len(found.services) else "",
            button=_button(desk, found, t),
        )
    )


def read_query(query: str, languages: Languages) -> tuple[str, str]:
    """The language code that the query begins with, empty for none, and the text behind it."""
    first, _, rest = query.strip().partition(" ")
    row = languages.find(first)
    return (row.code, rest.strip()) if row else ("", query.strip())


def find_listings(text: str, release: LiveRelease, now: datetime, *, chosen: str, phone: str) -> Listings:
    """The services of the need that `text` tells, or the service that it names in full, as the Share button does."""
    named = tuple(s for s in release.catalogue.services.values() if s.name.casefold() == text.casefold())
    if named or not text:
        return Listings(named, chosen or phone)
    decision = understand(Question(text, hint=phone, chosen_language=chosen), release, now)
    language = chosen or decision.language or phone
    if decision.outcome in ("urgent", "about", "no_match"):
        return Listings((), language, decision.urgent)
    needs = dict.fromkeys(ranked.need for ranked in decision.services)
    listed = [ranked.service for ranked in decision.services]
    for need in needs:
        listed += release.catalogue.services_for(need)
    # What is meant for a danger first of all stands on the urgent cards; its own Share button still finds it by name.
    services = {service.id: service for service in listed if not service.needs[0].startswith("urgent:")}
    return Listings(tuple(services.values())[:MOST], language)


def _article(desk: Desk, service: Service, t: Translator) -> InlineQueryResultArticle:
    link = build_link(desk.bot.username, LinkKind.SERVICE, service.id, t.language.code)
    card = card_to_share(service, t, desk.release().catalogue.local(desk.clock()), link, desk.bot.first_name)
    return InlineQueryResultArticle(
        id=service_key(service.id),
        title=service.name,
        input_message_content=InputTextMessageContent(
            write_html(card), parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
        reply_markup=InlineKeyboardMarkup.de_json(write_keyboard(card, desk.translations.languages) or {}),
        description=" · ".join(_contact(service)),
    )


def _contact(service: Service) -> Sequence[str]:
    # The number first: Telegram shows two lines at most.
    return [*(phone.number for phone in service.phones[:1]), service.organization.name]


def _button(desk: Desk, found: Listings, t: Translator) -> InlineQueryResultsButton:
    """Opens the private chat: at the numbers to call for a text that tells a danger, else at Home."""
    if found.urgent:
        link = StartLink("need", slug_of(f"urgent:{found.urgent}"), t.language.code)
        return InlineQueryResultsButton(t.gettext("Urgent help"), start_parameter=encode_start(link))
    label = open_label(t, desk.bot.first_name)
    return InlineQueryResultsButton(label, start_parameter=encode_start(StartLink(language=t.language.code)))
