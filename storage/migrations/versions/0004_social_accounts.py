"""What reading the platforms needs and tells, and what a report's proof is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "platform_tokens",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("refresh", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refresh_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("renewed_from", sa.String(length=64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "account", name=op.f("pk_platform_tokens")),
    )
    op.create_table(
        "platform_usage",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("micro_usd", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "day", name=op.f("pk_platform_usage")),
    )
    op.create_table(
        "periodic_duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("every_year", sa.Boolean(), nullable=False),
        sa.Column("agency_class", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name=op.f("fk_periodic_duties_region_id_regions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periodic_duties")),
        sa.UniqueConstraint(
            "region_id", "title", "due_on", name=op.f("uq_periodic_duties_region_id_title_due_on")
        ),
    )
    op.create_table(
        "periodic_ticks",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_periodic_ticks_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["duty_id"],
            ["periodic_duties.id"],
            name=op.f("fk_periodic_ticks_duty_id_periodic_duties"),
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_periodic_ticks_publication_id_publications"),
        ),
        sa.PrimaryKeyConstraint("duty_id", "agency_id", "due_on", name=op.f("pk_periodic_ticks")),
    )
    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("likes", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("comments", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("views", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("information_class", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("class_asked_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("photo_digest", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("photo_type", sa.String(length=16), nullable=True))
        batch_op.create_index(batch_op.f("ix_reports_photo_digest"), ["photo_digest"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reports_photo_digest"))
        batch_op.drop_column("photo_type")
        batch_op.drop_column("photo_digest")

    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.drop_column("class_asked_at")
        batch_op.drop_column("information_class")
        batch_op.drop_column("views")
        batch_op.drop_column("comments")
        batch_op.drop_column("likes")

    op.drop_table("periodic_ticks")
    op.drop_table("periodic_duties")
    op.drop_table("platform_usage")
    op.drop_table("platform_tokens")
