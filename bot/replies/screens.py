"""What each button shows. `show` is total: an action whose service or need is gone leads Home with a kind word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import Action, Screen, StartLink, need_key, service_key
from bot.directory.schema import URGENT_CLASSES
from bot.replies import texts
from bot.replies.card import card_lines
from bot.replies.card_buttons import card_rows
from bot.replies.desk import desk_card
from bot.replies.erasing import erase_row
from bot.replies.listing import Scene, results
from bot.replies.navigation import foot, need_button, screen_action
from bot.replies.near import FORGET_PLACE, ask_place, distance_on_card
from bot.replies.pack import choose_pack, pack_row
from bot.replies.reply import Button, Reply, bold, plain
from bot.replies.reporting import report
from bot.replies.reviews import all_reviews
from bot.replies.share import choose_language
from bot.replies.unmet import missing_row, not_meant, nothing_yet, told_lines
from bot.replies.urgent import urgent_lines
from bot.search.nearby import find_near

if TYPE_CHECKING:
    from datetime import datetime

    from bot.directory.catalogue import Catalogue
    from bot.directory.places import Point
    from bot.i18n.translations import Translations, Translator
    from bot.search.filters import Properties


def action_of_link(link: StartLink, catalogue: Catalogue, language: str) -> Action:
    """What a deep link opens. An unknown part is left out; without a known target it opens Home."""
    start = Action(Screen.HOME, language=link.language or language, partner=link.partner)
    identifier = catalogue.id_of_slug(link.kind, link.slug)
    if not identifier:
        return start
    screens = {"service": Screen.SERVICE, "need": Screen.RESULTS, "category": Screen.CATEGORY}
    service = service_key(identifier) if link.kind == "service" else ""
    need = "" if link.kind == "service" else need_key(identifier)
    if identifier.startswith("urgent:"):
        return Action(Screen.URGENT_CLASS, start.language, link.partner, need=need)
    return Action(screens[link.kind], start.language, link.partner, service, need)


def show(
    action: Action,
    catalogue: Catalogue,
    translations: Translations,
    *,
    properties: Properties,
    now: datetime,
    here: Point | None = None,
) -> Reply:
    """The screen that `action` asks for, in its language.

    `properties` are those of the catalogue's services, `here` is the place that was shared, rounded.
    """
    t = translations.translator(action.language)
    scene = Scene(catalogue, properties, t, now, find_near(action.near, here, catalogue.places))
    match action.screen:
        case Screen.CATEGORY:
            return _category(action, catalogue, t)
        case Screen.NEAR if action.page != FORGET_PLACE:
            return ask_place(action, t)
        case Screen.RESULTS | Screen.MORE_FILTERS | Screen.NEAR:
            return _results(action, scene)
        case Screen.SERVICE | Screen.MAP | Screen.CONTACT:
            return _service(replace(action, screen=Screen.SERVICE), scene)
        case Screen.PACK:
            return choose_pack(category_rows(catalogue, t, Screen.PACK, partner=action.partner), action, t)
        case Screen.MISSING:
            return Reply(told_lines(t), t.language.code, home_rows(catalogue, t, partner=action.partner))
        case Screen.NOT_MEANT:
            return _not_meant(action, catalogue, t)
        case Screen.REPORT:
            service = catalogue.service(action.service)
            return report(action, service, t) if service else _gone(catalogue, t, action)
        case Screen.URGENT:
            return _urgent_menu(action, catalogue, t)
        case Screen.URGENT_CLASS:
            return _urgent_card(action, catalogue, t)
        case Screen.LANGUAGES:
            return _languages(action, translations, t)
        case Screen.DESK:
            return desk_card(action, catalogue, translations)
        case Screen.SEND_IN:
            is_there = catalogue.service(action.service)
            return choose_language(action, translations) if is_there else _gone(catalogue, t, action)
        case Screen.HELP | Screen.PRIVACY | Screen.FORGET:
            erase = () if action.screen is Screen.HELP else (erase_row(t, action.partner),)
            return Reply(texts.lines_of(action.screen, t), t.language.code, erase + foot(t, partner=action.partner))
        case Screen.HOME:
            return home(catalogue, t, partner=action.partner)


def home(catalogue: Catalogue, t: Translator, *, partner: str = "", word: str = "") -> Reply:
    """The welcome with the categories. `word` is said first, when something did not work out."""
    area = catalogue.directory.area
    lines = (*((plain(word), plain("")) if word else ()), *texts.welcome(t, area.city or area.name))
    return Reply(lines, t.language.code, home_rows(catalogue, t, partner=partner))


def home_rows(catalogue: Catalogue, t: Translator, *, partner: str = "") -> tuple[tuple[Button, ...], ...]:
    """The categories, the urgent numbers and the languages."""
    last = (
        Button(t.gettext("Urgent help"), screen_action(t, Screen.URGENT, partner=partner)),
        # The word in English too, for somebody who landed in a language they cannot read.
        Button(_language_label(t), screen_action(t, Screen.LANGUAGES, partner=partner)),
    )
    return (*category_rows(catalogue, t, partner=partner), last)


def category_rows(
    catalogue: Catalogue, t: Translator, screen: Screen = Screen.CATEGORY, *, partner: str = ""
) -> tuple[tuple[Button, ...], ...]:
    """A button for each category, leading to `screen`."""
    categories = [
        Button(t.choose(catalogue.needs[c].labels), screen_action(t, screen, need=c, partner=partner))
        for c in catalogue.directory.area.categories
        if c in catalogue.needs
    ]
    return tuple(tuple(categories[at : at + 2]) for at in range(0, len(categories), 2))


def _language_label(t: Translator) -> str:
    word = t.gettext("Language")
    return word if word == "Language" else f"{word} / {t.isolate('Language')}"


def _gone(catalogue: Catalogue, t: Translator, action: Action) -> Reply:
    word = t.gettext("This is not on our list any more. Please choose again.")
    return home(catalogue, t, partner=action.partner, word=word)


def _category(action: Action, catalogue: Catalogue, t: Translator) -> Reply:
    category = catalogue.need(action.need)
    if category is None or category.id not in catalogue.directory.area.categories:
        return _gone(catalogue, t, action)
    needs = [need for need in catalogue.needs_of(category.id) if catalogue.services_for(need.id)]
    rows = tuple(
        tuple(need_button(t, need, partner=action.partner) for need in needs[at : at + 2])
        for at in range(0, len(needs), 2)
    )
    lines = (bold(t.choose(category.labels)), plain(t.gettext("What do you need? Choose below, or write it.")))
    save = (pack_row(category.id, t, action.partner),) if needs else ()
    back = screen_action(t, Screen.HOME, partner=action.partner)
    return Reply(lines, t.language.code, rows + save + foot(t, back, partner=action.partner))


def _results(action: Action, scene: Scene) -> Reply:
    catalogue, t = scene.catalogue, scene.t
    need = catalogue.need(action.need)
    if need is None:
        return _gone(catalogue, t, action)
    if not catalogue.services_for(need.id):
        rows = (missing_row(t, need.id, action.partner), *home_rows(catalogue, t, partner=action.partner))
        return Reply(tuple(nothing_yet(need, catalogue, t)), t.language.code, rows)
    return results(action, need, scene)


def _not_meant(action: Action, catalogue: Catalogue, t: Translator) -> Reply:
    lines, rows = not_meant(action, catalogue, t)
    # The typed words are gone with the answer; its list can still be shown.
    back = replace(action, screen=Screen.RESULTS, origin=()) if catalogue.need(action.need) else None
    rows += category_rows(catalogue, t, partner=action.partner) + foot(t, back, partner=action.partner)
    return Reply(lines, t.language.code, rows)


def _service(action: Action, scene: Scene) -> Reply:
    catalogue, t = scene.catalogue, scene.t
    service = catalogue.service(action.service)
    if service is None:
        return _gone(catalogue, t, action)
    origin = next((need for key in action.origin if (need := catalogue.need(key))), None)
    listed = origin.id if origin else next((n for n in service.needs if n in catalogue.needs), "")
    back = replace(action, screen=Screen.RESULTS, service="", need=need_key(listed), origin=())
    rows = card_rows(service, action, t) + foot(t, back if listed else None, partner=action.partner)
    distance = distance_on_card(service, scene.near, catalogue, t)
    lines = card_lines(service, t, catalogue.local(scene.now), catalogue.schedule(service, scene.now), distance)
    return Reply(lines, t.language.code, rows)


def _urgent_menu(action: Action, catalogue: Catalogue, t: Translator) -> Reply:
    classes = [catalogue.needs[f"urgent:{name}"] for name in URGENT_CLASSES if f"urgent:{name}" in catalogue.needs]
    rows = tuple(
        (Button(t.choose(need.labels), screen_action(t, Screen.URGENT_CLASS, need=need.id, partner=action.partner)),)
        for need in classes
    )
    lines = (
        bold(t.gettext("Call 911 if someone is in danger now.")),
        plain(t.gettext("Call or text 988 if you think about suicide.")),
        plain(t.gettext("What is happening?")),
    )
    back = Button(t.gettext("Home"), screen_action(t, Screen.HOME, partner=action.partner))
    return Reply(lines, t.language.code, (*rows, (back,)))


def _urgent_card(action: Action, catalogue: Catalogue, t: Translator) -> Reply:
    need = catalogue.need(action.need)
    if need is None or not need.id.startswith("urgent:"):
        return _urgent_menu(action, catalogue, t)
    lines = urgent_lines(need.id.removeprefix("urgent:"), catalogue, t)
    return Reply(lines, t.language.code, foot(t, partner=action.partner))


def _languages(action: Action, translations: Translations, t: Translator) -> Reply:
    buttons = [
        Button(row.name, Action(Screen.HOME, row.code, action.partner)) for row in translations.languages.interface
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    understood = t.listed([row.name for row in translations.languages.rows if row.understood and not row.interface])
    lines = [bold(t.gettext("Choose your language"))]
    if understood:
        lines.append(plain(t.gettext("You can also write in: {languages}.", languages=understood)))
    lines += all_reviews(translations.languages, t)
    return Reply(tuple(lines), t.language.code, rows + foot(t, partner=action.partner))
