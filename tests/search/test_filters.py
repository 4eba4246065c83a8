from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.actions import FILTERS
from bot.directory.model import Location, Organization, Service, Status, StatusRule
from bot.directory.schema import EXPRESSION_KINDS
from bot.pipeline import Question, understand
from bot.search.filters import Properties, has
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease
    from bot.query.filters import Filters

BARE = Service("bare", Status.ACTIVE, ("housing.rent_help",), Organization("Casa Norte"), "Rent help", "")


@pytest.mark.parametrize(
    ("changed", "name", "value"),
    [
        (replace(BARE, cost="Free for everyone"), "free", True),
        (replace(BARE, status_rule=StatusRule.NO_ID_NEEDED), "no_id", True),
        (replace(BARE, eligibility="Uninsured people welcome"), "no_insurance", True),
        (replace(BARE, how_to_apply="Walk in any day"), "walk_in", True),
        (replace(BARE, accessibility="Wheelchair ramp"), "wheelchair", True),
        (replace(BARE, languages=("en", "vi")), "language", "vi"),
        (replace(BARE, location=Location(postal_code="87108")), "zip", "87108"),
        (replace(BARE, eligibility="Families with children"), "for_children", True),
    ],
)
def test_what_the_source_says_is_known(changed: Service, name: str, value: str | bool) -> None:
    assert has(changed, name, value) is True
    assert has(BARE, name, value) is None


def test_open_to_everyone_does_not_say_that_no_id_is_needed() -> None:
    assert has(replace(BARE, status_rule=StatusRule.OPEN_TO_ALL), "no_id", True) is None


def test_a_price_is_not_free_and_free_with_a_price_is_a_question() -> None:
    assert has(replace(BARE, cost="$20 for a visit"), "free", True) is False
    assert has(replace(BARE, cost="Books free; $10 registration"), "free", True) is None


@pytest.mark.parametrize("kind", [kind for kind in EXPRESSION_KINDS if not kind.startswith(("language_", "urgent_"))])
def test_silence_is_never_no(kind: str) -> None:
    assert has(BARE, kind, True) is None


def test_a_part_of_the_city_is_known_where_the_row_names_it(shipped: LiveRelease) -> None:
    found = understand(Question("a doctor in the south valley"), shipped, NOW)
    assert "South Valley" in found.services[0].service.name


@pytest.mark.parametrize(
    ("filters", "first"),
    [({"free": True}, "free"), ({"language": "vi"}, "vi"), ({"free": True, "language": "vi"}, "both"), ({}, "bare")],
)
def test_who_is_known_to_have_more_comes_first_and_nobody_leaves(filters: Filters, first: str) -> None:
    services = [
        BARE,
        replace(BARE, id="free", cost="Free"),
        replace(BARE, id="vi", languages=("vi",)),
        replace(BARE, id="both", cost="Free", languages=("vi",)),
    ]
    if len(filters) == 1:
        services.pop()
    best = Properties(services).best(services, filters, 9, lambda service, name: None)
    assert best[0].id == first
    assert {service.id for service in best} == {service.id for service in services}


def test_what_is_closed_goes_after_what_nobody_knows() -> None:
    known = {"closed": False, "unknown": None, "open": True}
    services = [replace(BARE, id=name) for name in known]
    best = Properties(services).best(services, {"open_now": True}, 9, lambda service, name: known[service.id])
    assert [service.id for service in best] == ["open", "unknown", "closed"]


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("dentist for my kid no insurance", {"no_insurance": True}),
        ("free english classes 87108", {"free": True, "zip": "87108"}),
        ("doctor who speaks vietnamese", {"language": "vi"}),
        ("doctor in the south valley", {"neighborhood": "south valley"}),
        ("clínica gratis sin cita", {"free": True, "walk_in": True}),
    ],
)
def test_properties_are_read_from_a_question(shipped: LiveRelease, text: str, filters: Filters) -> None:
    found = understand(Question(text), shipped, NOW).filters
    assert filters.items() <= found.items()


def test_what_is_looked_up_is_what_is_read(shipped: LiveRelease) -> None:
    asked: list[tuple[str, str | bool]] = [*((name, True) for name in FILTERS), ("language", "vi"), ("language", "fa")]
    for service in shipped.catalogue.services.values():
        for name, value in asked:
            assert shipped.index.properties.knows(service, name, value) is has(service, name, value)


def test_a_language_is_known_whatever_its_region() -> None:
    dari = replace(BARE, id="dari", languages=("fa-AF",))
    assert has(dari, "language", "fa") is True
    assert Properties([dari]).best([BARE, dari], {"language": "fa"}, 1, lambda *_: None) == [dari]
