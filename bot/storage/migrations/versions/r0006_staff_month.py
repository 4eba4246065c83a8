"""The month whose work lists were sent to the staff chat last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "staff_month",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_month")),
        sa.CheckConstraint("id = 1", name=op.f("ck_staff_month_single")),
    )
