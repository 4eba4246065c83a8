"""What a person asked of a service beside the need, and whether the service's source says that it has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.replies.reply import Line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.i18n.translations import Translator
    from bot.query.filters import Filters


def _mark(text: str) -> str:
    """Mark a text for translation where it stands; it is translated when it is shown."""
    return text


_LABELS: Final = {
    "free": _mark("no cost"),
    "no_id": _mark("no ID needed"),
    "no_ssn": _mark("no Social Security number needed"),
    "no_address": _mark("no proof of address needed"),
    "no_insurance": _mark("no insurance needed"),
    "walk_in": _mark("no appointment needed"),
    "wheelchair": _mark("wheelchair access"),
    "pets": _mark("pets welcome"),
    "open_now": _mark("open now"),
    "open_tonight": _mark("open tonight"),
    "open_weekend": _mark("open on the weekend"),
    "open_monday": _mark("open on Monday"),
    "open_tuesday": _mark("open on Tuesday"),
    "open_wednesday": _mark("open on Wednesday"),
    "open_thursday": _mark("open on Thursday"),
    "open_friday": _mark("open on Friday"),
    "open_saturday": _mark("open on Saturday"),
    "open_sunday": _mark("open on Sunday"),
    "for_children": _mark("for children"),
    "for_women": _mark("for women"),
    "for_men": _mark("for men"),
    "for_youth": _mark("for young people"),
    "for_elders": _mark("for older people"),
    "for_families": _mark("for families"),
    "near_me": _mark("near you"),
}


def property_lines(known: Mapping[str, bool | None], filters: Filters, t: Translator) -> list[Line]:
    """One line with what the source says of the asked properties, one with what it is silent on; none without any."""
    said = [name for name in filters if known[name]]
    silent = [name for name in filters if known[name] is None]
    lines = []
    if said:
        lines.append(plain(t.gettext("They say: {properties}.", properties=_named(said, filters, t))))
    if silent:
        lines.append(plain(t.gettext("Ask them: {properties}?", properties=_named(silent, filters, t))))
    return lines


def _named(names: Iterable[str], filters: Filters, t: Translator) -> str:
    return t.listed([_label(name, filters[name], t) for name in names])


def _label(name: str, value: str | bool, t: Translator) -> str:
    if name in ("zip", "neighborhood"):
        return t.gettext("near {zip}", zip=str(value).title())
    if name == "language":
        spoken: str = t.language.babel.languages.get(str(value), str(value))
        return spoken
    return t.gettext(_LABELS[name])
