"""Outbox: since when the door keeps a reply for the client, and why it is not delivered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("taken_at", sa.DateTime(), nullable=True))
    op.add_column("outbox", sa.Column("reason", sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outbox") as table:
        table.drop_column("reason")
        table.drop_column("taken_at")
