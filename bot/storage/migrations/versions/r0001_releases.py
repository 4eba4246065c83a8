"""The first tables: releases of a directory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("phone_region", sa.Text(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "hotline",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("sms", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_hotline_release_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_hotline")),
    )
    op.create_table(
        "live_release",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_live_release_single")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_live_release_release_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_release")),
    )
    op.create_table(
        "organization",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_organization_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_organization")),
    )
    op.create_table(
        "partner",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_partner_release_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_partner")),
    )
    op.create_table(
        "phrase",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_phrase_release_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_phrase")),
    )
    op.create_table(
        "taxonomy_term",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_taxonomy_term_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_taxonomy_term")),
    )
    op.create_table(
        "urgent_phrase",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_urgent_phrase_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_urgent_phrase")),
    )
    op.create_table(
        "service",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organization_position", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("interpretation_services", sa.Text(), nullable=False),
        sa.Column("eligibility_description", sa.Text(), nullable=False),
        sa.Column("fees_description", sa.Text(), nullable=False),
        sa.Column("required_document", sa.Text(), nullable=False),
        sa.Column("application_process", sa.Text(), nullable=False),
        sa.Column("status_rule", sa.Text(), nullable=False),
        sa.Column("service_area", sa.Text(), nullable=False),
        sa.Column("accessibility", sa.Text(), nullable=False),
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("alert_until", sa.Date(), nullable=True),
        sa.Column("assured_date", sa.Date(), nullable=True),
        sa.Column("assured_by", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("editor_note", sa.Text(), nullable=False),
        sa.Column("source_urls", sa.JSON(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id", "organization_position"],
            ["organization.release_id", "organization.position"],
            name=op.f("fk_service_release_id_organization_position"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_service_release_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release_id", "id", name=op.f("pk_service")),
    )
    op.create_table(
        "attribute",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("taxonomy_term_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id", "service_id"],
            ["service.release_id", "service.id"],
            name=op.f("fk_attribute_release_id_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "service_id", "position", name=op.f("pk_attribute")),
    )
    op.create_table(
        "language",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id", "service_id"],
            ["service.release_id", "service.id"],
            name=op.f("fk_language_release_id_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "service_id", "position", name=op.f("pk_language")),
    )
    op.create_table(
        "location",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("address_1", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("state_province", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id", "service_id"],
            ["service.release_id", "service.id"],
            name=op.f("fk_location_release_id_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "service_id", name=op.f("pk_location")),
    )
    op.create_table(
        "phone",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id", "service_id"],
            ["service.release_id", "service.id"],
            name=op.f("fk_phone_release_id_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "service_id", "position", name=op.f("pk_phone")),
    )
    op.create_table(
        "translation",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id", "service_id"],
            ["service.release_id", "service.id"],
            name=op.f("fk_translation_release_id_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "service_id", "language", "field", name=op.f("pk_translation")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("translation")
    op.drop_table("phone")
    op.drop_table("location")
    op.drop_table("language")
    op.drop_table("attribute")
    op.drop_table("service")
    op.drop_table("urgent_phrase")
    op.drop_table("taxonomy_term")
    op.drop_table("phrase")
    op.drop_table("partner")
    op.drop_table("organization")
    op.drop_table("live_release")
    op.drop_table("hotline")
    op.drop_table("release")
