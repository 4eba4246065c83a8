from __future__ import annotations

from bot.storage.tables import METADATA

COUNTS = {"listing_report": {"service_id", "kind"}, "missing_need": {"need_id"}}
"""The tables of counts that go on, and what their rows are told apart by."""
WINDOWS = {
    "usage_window": {"id", "since", "until"},
    "usage_need": {"window_id", "need_id", "matched", "count"},
    "usage_language": {"window_id", "need_id", "language", "count"},
    "usage_partner": {"window_id", "partner_code", "count"},
}
"""The tables of counts by window, and all their columns: none for a pair of language and partner, none for a time."""


def test_every_row_of_a_directory_belongs_to_a_release_and_leaves_with_it() -> None:
    for table in METADATA.tables.values():
        if table.name not in ("release", "live_release", "staff_month", *COUNTS, *WINDOWS):
            assert "release_id" in table.primary_key.columns, table.name
            assert all(key.ondelete == "CASCADE" for key in table.foreign_keys), table.name


def test_no_column_is_named_after_a_person_who_asks() -> None:
    words = {"user", "chat", "person", "sender", "author", "telegram", "message", "username", "ip"}
    for table in METADATA.tables.values():
        for column in table.columns:
            assert not words & set(column.name.split("_")), f"{table.name}.{column.name}"


def test_a_table_of_counts_holds_its_key_a_count_and_the_days_of_batches_and_nothing_else() -> None:
    for name, key in COUNTS.items():
        table = METADATA.tables[name]
        assert {column.name for column in table.primary_key.columns} == key
        assert {column.name for column in table.columns} == key | {"count", "since", "latest"}


def test_what_is_counted_by_window_is_counted_no_finer() -> None:
    found = {name: {column.name for column in METADATA.tables[name].columns} for name in WINDOWS}
    assert found == WINDOWS
    assert [name for name in METADATA.tables if name.startswith("usage_") and name not in WINDOWS] == []
