from __future__ import annotations

from bot.chat.headcounts import MOST_A_PERSON, SEATS, HeadCounts


def test_a_person_counts_once_for_a_thing_however_often_they_tap() -> None:
    counts: HeadCounts[str] = HeadCounts()
    for _ in range(5):
        counts.add("a", 7)
        counts.add("b", 7)
    assert counts.close() == {"a": 1, "b": 1}


def test_people_are_counted_apart_and_never_too_high() -> None:
    counts: HeadCounts[str] = HeadCounts()
    for chat in range(-20, 20):  # groups have negative ids
        counts.add("a", chat)
    assert 30 <= counts.close()["a"] <= 40  # two may share a seat; ten pairs of forty never do


def test_one_person_cannot_fill_the_list() -> None:
    counts: HeadCounts[int] = HeadCounts()
    for cell in range(100):
        counts.add(cell, 7)
    assert len(counts.close()) == MOST_A_PERSON


def test_memory_is_bounded_by_the_seats() -> None:
    counts: HeadCounts[str] = HeadCounts()
    for chat in range(3 * SEATS):
        counts.add("a", chat)
    assert counts.close()["a"] <= SEATS


def test_a_window_ends_with_everything_known_in_it() -> None:
    counts: HeadCounts[str] = HeadCounts()
    counts.add("a", 7)
    before = dict(vars(counts))
    counts.close()
    after = vars(counts)
    assert counts.close() == {}
    assert all(before[name] != after[name] for name in ("_salt", "_taken", "_cells_of"))


def test_no_id_is_kept() -> None:
    counts: HeadCounts[str] = HeadCounts()
    counts.add("a", 123456789)
    assert "123456789" not in str(vars(counts))
