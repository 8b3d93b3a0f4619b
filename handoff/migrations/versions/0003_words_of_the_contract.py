"""Tickets and journal: reasons and channels that are no words of the contract go; these rows have no other end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REASONS = ("asked", "not_helpful", "not_found", "case_specific", "service_failed", "other")
CHANNELS = ("web", "messenger", "rest", "")

tickets = sa.table("tickets", sa.column("reason", sa.String), sa.column("channel", sa.String))
events = sa.table("events", sa.column("kind", sa.String), sa.column("detail", sa.String))


def upgrade() -> None:
    op.execute(sa.update(tickets).where(tickets.c.reason.not_in(REASONS)).values(reason="other"))
    op.execute(sa.update(tickets).where(tickets.c.channel.not_in(CHANNELS)).values(channel=""))
    opened = (events.c.kind == "opened") & events.c.detail.not_in(REASONS)
    op.execute(sa.update(events).where(opened).values(detail="other"))


def downgrade() -> None:
    """What was taken out does not come back."""
