"""What exactly is wrong with a channel, and its last reading for the next check to begin with"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "last_readings",
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name=op.f("fk_last_readings_channel_id_channels")
        ),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_last_readings")),
    )
    with op.batch_alter_table("channel_states", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trouble", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("channel_states", schema=None) as batch_op:
        batch_op.drop_column("trouble")

    op.drop_table("last_readings")
