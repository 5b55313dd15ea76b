"""Goods that are sent to the buyer again: their steps, and what was decided of them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
ENDED = "state IN ('accepted', 'refused', 'lapsed')"


def upgrade() -> None:
    op.create_table(
        "goods_resend",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("freight_bearer", sa.String(), nullable=False),
        sa.Column("freight_cost_minor", COUNT, nullable=False),
        sa.Column("courier", sa.String(), nullable=False),
        sa.Column("courier_number", sa.String(), nullable=False),
        sa.Column("contest_ground", sa.String(), nullable=True),
        sa.Column("appealed_by", sa.String(), nullable=True),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("sent_at", TIME, nullable=True),
        sa.Column("received_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("paid_at", TIME, nullable=True),
        sa.Column("step_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("reminded_at", TIME, nullable=True),
        sa.Column("buyer_minor", COUNT, nullable=True),
        sa.Column("seller_minor", COUNT, nullable=True),
        sa.Column("freight_minor", COUNT, nullable=True),
        sa.CheckConstraint(
            f"({ENDED}) = (due_at IS NULL)", name=op.f("ck_goods_resend_never_stuck")
        ),
        sa.CheckConstraint(
            f"({ENDED}) = (ended_at IS NOT NULL)",
            name=op.f("ck_goods_resend_ends_once"),
        ),
        sa.CheckConstraint(
            "state IN ('due', 'lapsed') OR courier_number <> ''",
            name=op.f("ck_goods_resend_has_a_number"),
        ),
        sa.CheckConstraint(
            f"({ENDED}) = (buyer_minor IS NOT NULL AND seller_minor IS NOT NULL "
            "AND freight_minor IS NOT NULL)",
            name=op.f("ck_goods_resend_sums_at_the_end"),
        ),
        sa.CheckConstraint(
            "freight_cost_minor >= 0", name=op.f("ck_goods_resend_cost_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_goods_resend_dispute_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_goods_resend")),
    )
    op.create_table(
        "resend_decision",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("number", COUNT, nullable=False),
        sa.Column("decided_for", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", COUNT, nullable=False),
        sa.Column("consented_by", COUNT, nullable=True),
        sa.Column("decided_at", TIME, nullable=False),
        sa.CheckConstraint(
            "number IN (1, 2)", name=op.f("ck_resend_decision_twice_at_most")
        ),
        sa.CheckConstraint(
            "decided_for IN ('buyer', 'seller')",
            name=op.f("ck_resend_decision_for_a_side"),
        ),
        sa.CheckConstraint(
            "consented_by IS NULL OR consented_by <> decided_by",
            name=op.f("ck_resend_decision_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["goods_resend.dispute_id"],
            name=op.f("fk_resend_decision_dispute_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_resend_decision_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["consented_by"],
            ["staff.id"],
            name=op.f("fk_resend_decision_consented_by"),
        ),
        sa.PrimaryKeyConstraint(
            "dispute_id", "number", name=op.f("pk_resend_decision")
        ),
    )
    op.add_column(
        "verdict",
        sa.Column("resent", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "verdict",
        sa.Column("instead_minor", COUNT, server_default="0", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("verdict", "instead_minor")
    op.drop_column("verdict", "resent")
    op.drop_table("resend_decision")
    op.drop_table("goods_resend")
