"""ZIP codes with their middle, and which of them are the area of the city."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table and the columns."""
    op.add_column("release", sa.Column("counties", sa.JSON(), nullable=True))
    op.add_column("release", sa.Column("neighborhoods", sa.JSON(), nullable=True))
    op.create_table(
        "zip_center",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_zip_center_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_zip_center")),
    )
