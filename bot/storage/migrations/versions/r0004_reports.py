"""Counts of reports that a listing is wrong."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "listing_report",
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "kind", name=op.f("pk_listing_report")),
    )
