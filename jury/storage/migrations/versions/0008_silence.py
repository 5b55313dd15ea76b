"""Decisions by default and by rule: what they rest on, more time, and set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "set_aside",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("round_number", COUNT, nullable=False),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("buyer_minor", COUNT, nullable=False),
        sa.Column("seller_minor", COUNT, nullable=False),
        sa.Column("freight_minor", COUNT, nullable=False),
        sa.Column("pronounced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ended_by = 'default'", name="ck_set_aside_by_default"),
        sa.CheckConstraint("round_number = 1", name="ck_set_aside_first_round"),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_set_aside_dispute_id"
        ),
        sa.PrimaryKeyConstraint("dispute_id", name="pk_set_aside"),
    )
    op.add_column("verdict", sa.Column("basis", sa.String(), nullable=True))
    extended = sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("party", extended)


def downgrade() -> None:
    op.drop_column("party", "extended_at")
    op.drop_column("verdict", "basis")
    op.drop_table("set_aside")
