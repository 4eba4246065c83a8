from __future__ import annotations

from bot.storage.tables import METADATA


def test_every_row_of_a_directory_belongs_to_a_release_and_leaves_with_it() -> None:
    for table in METADATA.tables.values():
        if table.name not in ("release", "live_release"):
            assert "release_id" in table.primary_key.columns, table.name
            assert all(key.ondelete == "CASCADE" for key in table.foreign_keys), table.name


def test_no_column_is_named_after_a_person_who_asks() -> None:
    words = {"user", "chat", "person", "sender", "author", "telegram", "message", "username", "ip"}
    for table in METADATA.tables.values():
        for column in table.columns:
            assert not words & set(column.name.split("_")), f"{table.name}.{column.name}"
