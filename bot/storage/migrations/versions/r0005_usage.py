"""Counts of what people ask for, by window: needs matched or not, needs by language, partners."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "usage_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_window")),
    )
    keys: dict[str, tuple[sa.Column[str] | sa.Column[bool], ...]] = {
        "usage_need": (
            sa.Column("need_id", sa.Text(), nullable=False),
            sa.Column("matched", sa.Boolean(), nullable=False),
        ),
        "usage_language": (
            sa.Column("need_id", sa.Text(), nullable=False),
            sa.Column("language", sa.Text(), nullable=False),
        ),
        "usage_partner": (sa.Column("partner_code", sa.Text(), nullable=False),),
    }
    for name, columns in keys.items():
        op.create_table(
            name,
            sa.Column("window_id", sa.Integer(), nullable=False),
            *columns,
            sa.Column("count", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ["window_id"], ["usage_window.id"], name=op.f(f"fk_{name}_window_id"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("window_id", *(column.name for column in columns), name=op.f(f"pk_{name}")),
        )
