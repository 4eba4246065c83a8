"""Counts of what people report: listings that are wrong, needs without an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""
    for name, keys in (("listing_report", ("service_id", "kind")), ("missing_need", ("need_id",))):
        op.create_table(
            name,
            *(sa.Column(key, sa.Text(), nullable=False) for key in keys),
            sa.Column("count", sa.Integer(), nullable=False),
            sa.Column("since", sa.Date(), nullable=False),
            sa.Column("latest", sa.Date(), nullable=False),
            sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")),
        )
