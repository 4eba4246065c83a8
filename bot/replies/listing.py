"""A need's list of services, ordered by place and by what was asked, in pages, with the buttons that narrow it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.actions import Screen
from bot.query.filters import filters_of
from bot.replies.narrowing import more_filters, narrowing_lines, narrowing_rows
from bot.replies.navigation import PAGE_SIZE, foot, page_row, screen_action, service_button
from bot.replies.near import FORGET_PLACE, distance_lines, near_lines, near_row, wider_lines
from bot.replies.opening import opening_word
from bot.replies.pack import pack_row
from bot.replies.properties import property_lines
from bot.replies.reply import Line, Reply, bold, plain
from bot.search.filters import OPEN
from bot.search.narrowing import narrow
from bot.search.nearby import arrange
from bot.search.opening import is_open

if TYPE_CHECKING:
    from datetime import datetime

    from bot.actions import Action
    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Need, Service
    from bot.i18n.translations import Translator
    from bot.search.filters import Properties
    from bot.search.nearby import Near


@dataclass(frozen=True, slots=True)
class Scene:
    """What a screen with services is drawn from: one catalogue, in one reader's language, at one moment and place."""

    catalogue: Catalogue
    properties: Properties
    t: Translator
    now: datetime
    near: Near | None = None

    def knows(self, service: Service, name: str, value: str | bool) -> bool | None:
        """What is known of a property now; None where the source is silent or its hours are not certain."""
        if name.startswith(OPEN):
            return is_open(self.catalogue.schedule(service, self.now), name, self.now)
        return self.properties.knows(service, name, value)


def results(action: Action, need: Need, scene: Scene) -> Reply:
    """The page of `need` that `action` asks for, or its further filters."""
    catalogue, t, near = scene.catalogue, scene.t, scene.near
    if action.screen is Screen.NEAR and action.page == FORGET_PLACE:
        action, near = replace(action, near="", page=0), None
    asked = filters_of(action)
    narrowed = narrow(arrange(catalogue.services_for(need.id), near, catalogue.places), asked, scene.knows)
    if action.screen is Screen.MORE_FILTERS:
        return more_filters(t.choose(need.labels), action, narrowed, t)
    action = replace(action, screen=Screen.RESULTS)
    lines: list[Line] = [bold(t.choose(need.labels)), *near_lines(near, catalogue, t)]
    lines += narrowing_lines(action, narrowed, t)
    rows = []
    if action.page * PAGE_SIZE >= len(narrowed.services):  # the list was longer when the button was made
        action = replace(action, page=0)
    first = action.page * PAGE_SIZE
    for number, service in enumerate(narrowed.services[first : first + PAGE_SIZE], first + 1):
        known = {name: scene.knows(service, name, value) for name, value in asked.items()}
        opening = opening_word(catalogue.schedule(service, scene.now), t, scene.now)
        lines += brief_lines(number, service, opening, t)
        lines += distance_lines(service, near, catalogue, t) + property_lines(known, asked, t)
        rows.append((service_button(t, service, number, need.id, action),))
    lines += wider_lines(near, catalogue, t)
    pages = page_row(t, action, len(narrowed.services))
    below = (*((pages,) if pages else ()), *narrowing_rows(action, narrowed, t), near_row(action, near, t))
    save = pack_row(need.id, t, action.partner)
    end = foot(t, _back(action, need, scene), partner=action.partner)
    return Reply(tuple(lines), t.language.code, (*rows, *below, save, *end))


def brief_lines(number: int, service: Service, opening: str, t: Translator) -> list[Line]:
    """A service in a list: its name, then whom to call, and whether it is open where that is certain."""
    phone = service.phones[0].number if service.phones else ""
    detail = " · ".join(t.isolate(part) for part in (service.organization.name, phone, opening) if part)
    return [plain(""), bold(t.aligned(f"{number}. {t.isolate(service.name)}")), plain(t.aligned(detail))]


def _back(action: Action, need: Need, scene: Scene) -> Action:
    category = need.id.split(".")[0]
    if category in scene.catalogue.directory.area.categories:
        return screen_action(scene.t, Screen.CATEGORY, need=category, partner=action.partner)
    return screen_action(scene.t, Screen.HOME, partner=action.partner)
