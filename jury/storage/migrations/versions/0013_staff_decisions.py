"""Disputes that run beside staff, and what staff decided in them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "staff_decision",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("buyer_minor", COUNT, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before_verdict", sa.Boolean(), nullable=False),
        sa.CheckConstraint("buyer_minor >= 0", name="ck_staff_decision_not_negative"),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_staff_decision_dispute_id"
        ),
        sa.PrimaryKeyConstraint("dispute_id", name="pk_staff_decision"),
    )
    shadow = sa.Column(
        "is_shadow", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("dispute", shadow)


def downgrade() -> None:
    op.drop_column("dispute", "is_shadow")
    op.drop_table("staff_decision")
