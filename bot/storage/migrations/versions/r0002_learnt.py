"""Learnt weights with each release, and two more kinds of phrases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column and the tables."""
    op.add_column("release", sa.Column("learnt", sa.LargeBinary(), nullable=True))
    for name in ("private_phrase", "expression"):
        op.create_table(
            name,
            sa.Column("release_id", sa.Integer(), nullable=False),
            sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("language", sa.Text(), nullable=False),
            sa.Column("label", sa.Text(), nullable=False),
            sa.Column("text", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(
                ["release_id"], ["release.id"], name=op.f(f"fk_{name}_release_id"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("release_id", "position", name=op.f(f"pk_{name}")),
        )
