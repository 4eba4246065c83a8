from __future__ import annotations

import pytest

from bot.directory.diff import ChangeKind, Diff, LineChanges, RowChange
from bot.directory.guard import Doubt
from bot.staff.changes import change_lines, doubt_lines, summary
from bot.staff.language import staff_translator

ENGLISH, SPANISH = staff_translator("en"), staff_translator("es")


def rows(**counts: int) -> Diff:
    found = [
        RowChange("services.csv", ChangeKind(kind), f"{kind}-{n}", "") for kind in counts for n in range(counts[kind])
    ]
    return Diff(tuple(found))


@pytest.mark.parametrize(
    ("diff", "english", "spanish"),
    [
        (
            rows(added=1, changed=1, removed=1),
            "Services: 1 new, 1 changed, 1 gone.",
            "Servicios: 1 nuevo, 1 con cambios, 1 quitado.",
        ),
        (
            rows(added=2, removed=3),
            "Services: 2 new, 0 changed, 3 gone.",
            "Servicios: 2 nuevos, 0 con cambios, 3 quitados.",
        ),
    ],
)
def test_services_are_counted_in_the_right_number(diff: Diff, english: str, spanish: str) -> None:
    assert (summary(diff, ENGLISH), summary(diff, SPANISH)) == (english, spanish)


@pytest.mark.parametrize(
    ("added", "removed", "english", "spanish"),
    [
        (1, 2, "1 line new, 2 lines gone.", "1 línea nueva, 2 líneas quitadas."),
        (2, 1, "2 lines new, 1 line gone.", "2 líneas nuevas, 1 línea quitada."),
    ],
)
def test_lines_are_counted_in_the_right_number(added: int, removed: int, english: str, spanish: str) -> None:
    diff = Diff(lines=(LineChanges("phrases/en.csv", added, removed),))
    assert list(change_lines(diff, {}, ENGLISH)) == [f"phrases/en.csv: {english}"]
    assert list(change_lines(diff, {}, SPANISH)) == [f"phrases/en.csv: {spanish}"]


def test_another_id_is_said_with_what_it_breaks() -> None:
    diff = Diff(
        (
            RowChange("services.csv", ChangeKind.CHANGED, "rent-2", "Casa Norte: Rent", was="rent"),
            RowChange("partners.csv", ChangeKind.CHANGED, "main", "Library", was="lib"),
        )
    )
    assert list(change_lines(diff, {}, ENGLISH)) == [
        "services.csv",
        "  changed  Casa Norte: Rent (rent-2)",
        "      id changed from rent to rent-2: links and saved cards with rent stop working.",
        "partners.csv",
        "  changed  Library (main)",
        "      id changed from lib to main.",
    ]
    assert summary(diff, ENGLISH) == "Services: 0 new, 1 changed, 0 gone."


def test_a_single_service_that_goes_is_told_in_the_right_number() -> None:
    doubt = Doubt("{gone} of {before} services would disappear.", {"gone": "1", "before": "4"})
    assert list(doubt_lines([doubt], SPANISH)) == ["Servicios que desaparecerían: 1 de 4."]
