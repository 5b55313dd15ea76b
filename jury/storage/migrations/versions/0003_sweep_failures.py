"""Disputes whose sweep failed, and when they are tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sweep_failure",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("failures", COUNT, nullable=False),
        sa.Column("defect", sa.String(), nullable=False),
        sa.Column("retry_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["dispute.id"],
            name=op.f("fk_sweep_failure_dispute_id"),
        ),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_sweep_failure")),
    )


def downgrade() -> None:
    op.drop_table("sweep_failure")
