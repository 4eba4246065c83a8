"""What a person asked of a service beside the need, and whether the service's source says that it has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel import Locale, UnknownLocaleError

from bot.replies.reply import Line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.i18n.translations import Translator
    from bot.query.filters import Filters


def _mark(text: str) -> str:
    """Mark a text for translation where it stands; it is translated when it is shown."""
    return text


_ON_BUTTONS: Final = {
    "open_now": _mark("Open now"),
    "no_id": _mark("No ID"),
    "free": _mark("Free"),
    "walk_in": _mark("Walk-in"),
    "for_children": _mark("For children"),
    "for_women": _mark("For women"),
    "for_men": _mark("For men"),
    "for_youth": _mark("For young people"),
    "for_elders": _mark("For older people"),
    "for_families": _mark("For families"),
    "no_insurance": _mark("No insurance"),
    "no_ssn": _mark("No SSN"),
    "no_address": _mark("No proof of address"),
    "wheelchair": _mark("Wheelchair access"),
    "pets": _mark("Pets welcome"),
    "open_tonight": _mark("Open tonight"),
    "open_weekend": _mark("Open on the weekend"),
}
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
    """A line each with what the source says of the asked properties, is silent on and denies; none without any."""
    said = [name for name in filters if known[name]]
    silent = [name for name in filters if known[name] is None]
    denied = [name for name in filters if known[name] is False]
    lines = []
    if said:
        lines.append(plain(t.gettext("They say: {properties}.", properties=named(said, filters, t))))
    if silent:
        lines.append(plain(t.gettext("Ask them about: {properties}.", properties=named(silent, filters, t))))
    if denied:
        lines.append(plain(t.gettext("Does not fit: {properties}.", properties=named(denied, filters, t))))
    return lines


def named(names: Iterable[str], filters: Filters, t: Translator) -> str:
    """Properties one after the other, as they stand in a sentence."""
    return t.listed([_label(name, filters[name], t) for name in names])


def _label(name: str, value: str | bool, t: Translator) -> str:
    if name in ("zip", "neighborhood"):
        return t.gettext("near {zip}", zip=str(value).title())
    if name == "language":
        return language_name(str(value), t.language.babel)
    return t.gettext(_LABELS[name])


def button_label(name: str, value: str | bool, t: Translator) -> str:
    """A property (one of `FILTERS`, or a language) in the few words that a button holds."""
    if name == "language":
        return t.gettext("They speak {language}", language=language_name(str(value), t.language.babel))
    return t.gettext(_ON_BUTTONS[name])


def language_name(code: str, reader: Locale) -> str:
    """A language's name for a reader of another; the code itself where nobody has named it."""
    known: str | None = reader.languages.get(code.replace("-", "_"))  # `fa-AF` is Dari there
    if known:
        return known
    try:
        return Locale.parse(code, sep="-").get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code
