"""A list as one small page of HTML: to keep on a phone without internet, to print, to hand to somebody.

The page loads nothing and runs nothing. Everything in it comes from the directory and the catalogue of a language.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from bot.actions import Screen, need_key, service_key
from bot.directory.schema import URGENT_CLASSES
from bot.replies.card import card_lines
from bot.replies.navigation import foot, screen_action
from bot.replies.reply import Button, Reply, Style, bold, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.actions import Action
    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Hotline, Need, Service
    from bot.i18n.translations import Translator
    from bot.replies.reply import Line

    Rows = tuple[tuple[Button, ...], ...]

_TAGS: Final = {Style.BOLD: "strong", Style.ITALIC: "em"}
_STYLE: Final = """\
body{font:16px/1.45 sans-serif;color:#000;background:#fff;max-width:42em;margin:0 auto;padding:1em}
h1{font-size:1.6em;margin:.2em 0}h2{font-size:1.3em;margin:1.4em 0 .4em;border-bottom:2px solid}
h3{font-size:1.1em;margin:0}p{margin:.25em 0;overflow-wrap:anywhere;white-space:pre-line}
ul{padding:0 1.2em;margin:.4em 0}a{color:inherit}strong[dir]{white-space:nowrap}
article,.urgent{border:1px solid #767676;border-radius:6px;padding:.6em .8em;margin:.7em 0}.urgent h2{margin:0;border:0}
article,.urgent,figure{break-inside:avoid;page-break-inside:avoid}h2{break-after:avoid;page-break-after:avoid}
figure{margin:1.5em 0;text-align:center}svg{width:4.5cm;height:4.5cm}
@media print{body{font-size:11pt;max-width:none;padding:0}nav{display:none}}@page{margin:15mm}
"""


def pack_row(need_id: str, t: Translator, partner: str) -> tuple[Button, ...]:
    """The button below a category or the list of a need."""
    return (
        Button(t.gettext("Save this list as a file"), screen_action(t, Screen.PACK, need=need_id, partner=partner)),
    )


def choose_pack(categories: Rows, action: Action, t: Translator) -> Reply:
    """The question which list to save. `categories` are buttons that lead to files."""
    lines = (
        bold(t.gettext("Which list do you want to keep?")),
        plain(t.gettext("I send one small file. You can read it without internet, or print it.")),
    )
    return Reply(lines, t.language.code, categories + foot(t, partner=action.partner))


def is_listed(need: Need, catalogue: Catalogue) -> bool:
    """Whether there is anything to put into a file."""
    return any(catalogue.services_for(listed.id) for listed in _needs(need, catalogue))


def write_pack(need: Need, catalogue: Catalogue, t: Translator, *, now: datetime, address: str, code: str) -> str:
    """The page for a category or a need. `address` opens the bot there, `code` is the same as an inline SVG image."""
    title, day = t.choose(need.labels), format_date(now, "long", locale=t.language.babel)
    # Outside of the f-strings below: texts inside one are not found when they are gathered.
    newer = t.gettext("Newer facts and more help are here:")
    dated = t.gettext("List of {day}. Facts change: call before you go.", day=day)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(t.language.code)}" dir="{escape(t.language.direction)}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{escape(title)}</title><style>\n{_STYLE}</style></head><body>",
            f"<header><h1>{escape(title)}</h1>{_paragraph(t.aligned(catalogue.directory.area.name))}{_paragraph(dated)}",
            "</header>",
            *_urgent(catalogue, t),
            *_sections(_needs(need, catalogue), catalogue, t, now),
            f"<figure>{code}<figcaption>{_paragraph(newer)}",
            f'<p dir="ltr"><a href="{escape(address)}">{escape(address)}</a></p></figcaption></figure>',
            "</body></html>\n",
        )
    )


def _needs(need: Need, catalogue: Catalogue) -> tuple[Need, ...]:
    return catalogue.needs_of(need.id) if need.id in catalogue.directory.area.categories else (need,)


def _urgent(catalogue: Catalogue, t: Translator) -> Iterator[str]:
    """The leading number of each class of danger, then who knows about everything else."""
    leading = (next(iter(catalogue.hotlines(name)), None) for name in URGENT_CLASSES)
    lines = [line for line in (*leading, *catalogue.hotlines("info")) if line and line.phone]
    title = t.gettext("Urgent help")
    yield f'<section class="urgent"><h2>{escape(title)}</h2><ul>'
    yield from (_hotline(line, t) for line in {line.phone: line for line in lines}.values())
    yield "</ul></section>"


def _hotline(hotline: Hotline, t: Translator) -> str:
    return f"<li>{_call(hotline.phone)} <bdi>{escape(t.choose(dict(hotline.purposes)) or hotline.purpose)}</bdi></li>"


def _call(number: str) -> str:
    digits = "".join(filter(str.isdecimal, number))
    return f'<a href="tel:{digits}"><strong dir="ltr">{escape(number)}</strong></a>'


def _sections(needs: Iterable[Need], catalogue: Catalogue, t: Translator, now: datetime) -> Iterator[str]:
    listed = [need for need in needs if catalogue.services_for(need.id)]
    if len(listed) > 1:
        links = (f'<li><a href="#n{need_key(n.id)}">{escape(t.choose(n.labels))}</a></li>' for n in listed)
        yield f"<nav><ul>{''.join(links)}</ul></nav>"
    shown: set[str] = set()
    for need in listed:
        yield f'<section><h2 id="n{need_key(need.id)}">{escape(t.choose(need.labels))}</h2>'
        for service in catalogue.services_for(need.id):
            yield _again(service) if service.id in shown else _card(service, t, now)
            shown.add(service.id)
        yield "</section>"


def _card(service: Service, t: Translator, now: datetime) -> str:
    name, *lines = card_lines(service, t, now, None)  # on paper nothing is open now
    facts = "".join(f'<p dir="auto">{_spans(line, service)}</p>' for line in lines if str(line))
    return f'<article id="s{service_key(service.id)}"><h3 dir="auto">{escape(str(name))}</h3>{facts}</article>'


def _again(service: Service) -> str:
    """A service that stands further up: its name, where that is, and whom to call."""
    phone = f" · {_call(service.phones[0].number)}" if service.phones else ""
    return f'<p><a href="#s{service_key(service.id)}"><bdi>{escape(service.name)}</bdi></a>{phone}</p>'


def _spans(line: Line, service: Service) -> str:
    texts = ((_TAGS.get(span.style), _with_numbers(span.text, service)) for span in line.spans)
    return "".join(f"<{tag}>{text}</{tag}>" if tag else text for tag, text in texts)


def _with_numbers(text: str, service: Service) -> str:
    """The text with the service's own numbers to tap: no app finds them in a file."""
    numbers = "|".join(re.escape(phone.number) for phone in service.phones) or "(?!)"
    parts = re.split(rf"(?<![\w-])({numbers})(?![\w-])", text)
    return "".join(_call(part) if at % 2 else escape(part) for at, part in enumerate(parts))


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{escape(text)}</p>'
