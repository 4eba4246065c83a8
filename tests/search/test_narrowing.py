from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import FILTERS
from bot.search.filters import has
from bot.search.narrowing import narrow
from tests.search.test_filters import BARE

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease
    from bot.query.filters import Filters

SERVICES = (
    replace(BARE, id="costs", cost="$20 for a visit", languages=("vi",)),
    BARE,
    replace(BARE, id="vi", languages=("en", "vi")),
    replace(BARE, id="free", cost="Free", how_to_apply="Walk in"),
    replace(BARE, id="both", cost="Free", languages=("es", "vi")),
)
ASKED = st.dictionaries(st.sampled_from(FILTERS), st.just(True), max_size=3)


@pytest.mark.parametrize(
    ("asked", "order", "fitting"),
    [
        ({}, ["costs", "bare", "vi", "free", "both"], 5),
        ({"free": True}, ["free", "both", "bare", "vi", "costs"], 2),
        ({"free": True, "language": "vi"}, ["both", "vi", "free", "bare", "costs"], 1),
        ({"pets": True}, ["costs", "bare", "vi", "free", "both"], 0),
    ],
)
def test_who_fits_comes_first_then_who_is_silent_and_who_says_no_last(
    asked: Filters, order: list[str], fitting: int
) -> None:
    narrowed = narrow(SERVICES, asked, has)
    assert [service.id for service in narrowed.services] == order
    assert narrowed.fitting == fitting


def test_only_wishes_that_somebody_is_known_to_meet_are_counted() -> None:
    assert narrow(SERVICES, {}, has).counts == {
        ("free", True): 2,
        ("walk_in", True): 1,
        ("language", "es"): 1,
        ("language", "vi"): 3,
    }


def test_what_was_asked_is_counted_even_where_nobody_has_it() -> None:
    assert narrow(SERVICES, {"pets": True, "language": "en"}, has).counts[("pets", True)] == 0


@pytest.mark.parametrize(
    ("asked", "hindering"),
    [
        ({"free": True, "pets": True}, "pets"),
        ({"pets": True, "free": True}, "pets"),
        ({"pets": True, "for_men": True}, "for_men"),  # no better one: the last
        ({"free": True}, None),
        ({}, None),
    ],
)
def test_where_nobody_fits_the_wish_that_hinders_most_is_named(asked: Filters, hindering: str | None) -> None:
    assert narrow(SERVICES, asked, has).hindering == hindering


@given(asked=ASKED, spoken=st.sampled_from(["", "es", "vi", "ko"]))
def test_each_count_is_what_the_list_would_then_know_and_nobody_ever_leaves(
    shipped: LiveRelease, asked: Filters, spoken: str
) -> None:
    asked = {**asked, **({"language": spoken} if spoken else {})}
    knows = shipped.index.properties.knows
    for need in ("housing.shelter", "healthcare.mental_health", "adjacent:legal"):
        services = shipped.catalogue.services_for(need)
        narrowed = narrow(services, asked, knows)
        assert sorted(s.id for s in narrowed.services) == sorted(s.id for s in services)
        for (name, value), count in narrowed.counts.items():
            assert narrow(services, {**asked, name: value}, knows).fitting == count
