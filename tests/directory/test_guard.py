from __future__ import annotations

from dataclasses import replace

import pytest

from bot.directory.diff import compare
from bot.directory.guard import doubts
from bot.directory.model import Area, Directory, Hotline, Organization, Service, Status

AREA = Area("Sample", "US", "NM", "America/Denver", "US", categories=("housing", "education"))


def service(number: int, need: str = "housing.rent_help", phone: str = "") -> Service:
    cells = (("id", f"s{number}"), ("phone", phone or f"505-555-01{number:02}"))
    return Service(f"s{number}", Status.ACTIVE, (need,), Organization("Casa"), f"Help {number}", "Helps.", cells=cells)


def directory(*services: Service, hotline: str = "988") -> Directory:
    line = Hotline("line", "crisis", "Line", hotline, cells=(("phone", hotline),))
    return Directory(AREA, (), services, (line,), (), (), ())


LIVE = directory(*(service(number) for number in range(10)), service(10, "education.esl"))


def sentences(new: Directory, live: Directory | None = LIVE) -> list[str]:
    return [str(doubt) for doubt in doubts(live, new, compare(live, new))]


def test_ordinary_work_raises_no_doubt() -> None:
    kept = [*LIVE.services[2:], service(11), service(12)]
    changed = [service(number, phone="505-555-0199") for number in range(2, 7)]
    assert sentences(replace(LIVE, services=(*changed, *kept[5:]))) == []


def test_a_first_release_raises_no_doubt() -> None:
    assert sentences(LIVE, None) == []


@pytest.mark.parametrize(("gone", "is_doubtful"), [(2, False), (3, True)])
def test_more_than_a_fifth_of_the_services_gone_is_doubted(gone: int, is_doubtful: bool) -> None:
    expected = ["3 of 11 services would disappear."] if is_doubtful else []
    assert sentences(replace(LIVE, services=LIVE.services[gone:])) == expected


@pytest.mark.parametrize(
    ("others", "gone", "expected"),
    [
        (2, 0, []),
        (3, 0, ["Services that would get another id, so that links to them break: 3 of 11."]),
        (
            1,
            2,
            [
                "2 of 11 services would disappear.",
                "Services that would get another id, so that links to them break: 1 of 11.",
            ],
        ),
    ],
)
def test_other_ids_count_with_the_services_that_go(others: int, gone: int, expected: list[str]) -> None:
    kept = LIVE.services[gone:]
    new = [replace(old, id=f"new-{old.id}", cells=(("id", f"new-{old.id}"), *old.cells[1:])) for old in kept[:others]]
    assert sentences(replace(LIVE, services=(*new, *kept[others:]))) == expected


def test_an_emptied_category_is_doubted_however_small() -> None:
    assert sentences(replace(LIVE, services=LIVE.services[:-1])) == ["No service would be left for “education”."]


def test_many_changed_numbers_at_once_are_doubted() -> None:
    changed = [service(number, phone="505-555-0199") for number in range(6)]
    expected = "The phone numbers of 6 services would change at once."
    assert sentences(replace(LIVE, services=(*changed, *LIVE.services[6:]))) == [expected]


def test_any_change_of_an_urgent_number_is_doubted() -> None:
    expected = ["Urgent lines whose number would change: 1."]
    assert sentences(directory(*LIVE.services, hotline="911")) == expected
    assert sentences(replace(LIVE, hotlines=())) == expected


@pytest.mark.parametrize(("moved", "is_doubtful"), [(5, False), (6, True)])
def test_one_column_sorted_by_itself_is_doubted(moved: int, is_doubtful: bool) -> None:
    def named(number: int, name: str) -> Service:
        return replace(service(number), cells=(("id", f"s{number}"), ("name", name)))

    live = directory(*(named(number, f"Help {number}") for number in range(10)))
    turned = [named(number, f"Help {(number + 1) % moved if number < moved else number}") for number in range(10)]
    told = sentences(replace(live, services=tuple(turned)), live)
    assert [line.startswith("Texts would move from one service to another, in: name.") for line in told] == (
        [True] if is_doubtful else []
    )
