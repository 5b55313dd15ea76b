"""Until when a slip can be corrected stands beside its verdict, whatever holds that."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
SLIPS = timedelta(hours=48)
USUAL = {"default_pronounced_hours": 72, "pronounced_hours": 48}


def upgrade() -> None:
    op.add_column("verdict", sa.Column("correction_closes_at", TIME, nullable=True))
    verdict = sa.table(
        "verdict",
        sa.column("id", sa.Integer()),
        sa.column("dispute_id", sa.String()),
        sa.column("round_number", sa.Integer()),
        sa.column("ended_by", sa.String()),
        sa.column("correction_closes_at", TIME),
    )
    dispute = sa.table(
        "dispute",
        sa.column("id", sa.String()),
        sa.column("round_number", sa.Integer()),
        sa.column("stage", sa.String()),
        sa.column("stage_closes_at", TIME),
        sa.column("policy", sa.JSON()),
    )
    is_its = (verdict.c.dispute_id == dispute.c.id) & (
        verdict.c.round_number == dispute.c.round_number
    )
    pronounced = (
        sa.select(
            verdict.c.id,
            verdict.c.ended_by,
            dispute.c.stage_closes_at,
            dispute.c.policy,
        )
        .join(dispute, is_its)
        .where(dispute.c.stage == "pronounced")
        .where(dispute.c.stage_closes_at.is_not(None))
    )
    for row in op.get_bind().execute(pronounced).all():
        longer = max(_lasts(row.ended_by, row.policy) - SLIPS, timedelta())
        op.execute(
            verdict.update()
            .where(verdict.c.id == row.id)
            .values(correction_closes_at=row.stage_closes_at - longer)
        )


def downgrade() -> None:
    op.drop_column("verdict", "correction_closes_at")


def _lasts(ended_by: str, frozen: dict[str, dict[str, dict[str, int]]]) -> timedelta:
    name = "default_pronounced_hours" if ended_by == "default" else "pronounced_hours"
    return timedelta(hours=frozen["policy"]["windows"].get(name, USUAL[name]))
