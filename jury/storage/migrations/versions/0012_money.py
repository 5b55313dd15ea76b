"""Payments beside the award: awards changed afterwards, deposits, advances."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "payment",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", COUNT, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("buyer_minor", COUNT, nullable=False),
        sa.Column("seller_minor", COUNT, nullable=False),
        sa.Column("freight_minor", COUNT, nullable=False),
        sa.Column("platform_minor", COUNT, nullable=False),
        sa.Column("deposit_minor", COUNT, nullable=False),
        sa.Column("most_minor", COUNT, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempt", COUNT, nullable=False),
        sa.Column("instructed_at", TIME, nullable=True),
        sa.Column("answer_due_at", TIME, nullable=True),
        sa.Column("answered_at", TIME, nullable=True),
        sa.Column("answer_code", sa.String(), nullable=True),
        sa.Column("delayed_at", TIME, nullable=True),
        sa.Column("proof", sa.String(), nullable=True),
        sa.CheckConstraint(
            "buyer_minor + seller_minor + freight_minor + platform_minor"
            " + deposit_minor = 0",
            name="ck_payment_sums_to_zero",
        ),
        sa.CheckConstraint(
            "buyer_minor <= most_minor AND -buyer_minor <= most_minor"
            " AND seller_minor <= most_minor AND -seller_minor <= most_minor",
            name="ck_payment_within_what_may_move",
        ),
        sa.CheckConstraint(
            "kind = 'reversal' OR (seller_minor = 0 AND freight_minor = 0)",
            name="ck_payment_only_a_reversal_moves_shares",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_payment_dispute_id"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_payment"),
        sa.UniqueConstraint(
            "dispute_id", "kind", "number", name="uq_payment_dispute_id_kind_number"
        ),
    )
    op.create_index("ix_payment_due", "payment", ["state", "answer_due_at"])
    op.create_table(
        "reversal",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("number", COUNT, nullable=False),
        sa.Column("verdict_id", COUNT, nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("rung", COUNT, nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("held_minor", COUNT, nullable=False),
        sa.Column("buyer_minor", COUNT, nullable=False),
        sa.Column("seller_minor", COUNT, nullable=False),
        sa.Column("freight_minor", COUNT, nullable=False),
        sa.Column("deposit_minor", COUNT, nullable=False),
        sa.Column("calculation", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", COUNT, nullable=False),
        sa.Column("consented_by", COUNT, nullable=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0"
            " AND deposit_minor >= 0",
            name="ck_reversal_award_not_negative",
        ),
        sa.CheckConstraint(
            "buyer_minor + seller_minor + freight_minor = held_minor",
            name="ck_reversal_splits_the_held_sum",
        ),
        sa.CheckConstraint(
            "consented_by <> decided_by", name="ck_reversal_consent_of_another"
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_reversal_dispute_id"
        ),
        sa.ForeignKeyConstraint(
            ["verdict_id"], ["verdict.id"], name="fk_reversal_verdict_id"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name="fk_reversal_decided_by"
        ),
        sa.ForeignKeyConstraint(
            ["consented_by"], ["staff.id"], name="fk_reversal_consented_by"
        ),
        sa.PrimaryKeyConstraint("dispute_id", "number", name="pk_reversal"),
    )
    op.create_table(
        "reconciliation",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("lines", COUNT, nullable=False),
        sa.Column("differences", COUNT, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reconciliation"),
    )
    op.create_index("ix_reconciliation_day", "reconciliation", ["day", "id"])
    op.create_table(
        "difference",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("refund", sa.String(), nullable=False),
        sa.Column("ours", sa.String(), nullable=False),
        sa.Column("theirs", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=True),
        sa.Column("found_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("closed_by", COUNT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_difference_dispute_id"
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["staff.id"], name="fk_difference_closed_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_difference"),
        sa.UniqueConstraint(
            "day", "kind", "reference", name="uq_difference_day_kind_reference"
        ),
    )
    op.add_column("refund_record", sa.Column("proof", sa.String(), nullable=True))
    deposit = sa.Column("deposit_minor", COUNT, server_default="0", nullable=False)
    op.add_column("verdict", deposit)
    deposit = sa.Column("deposit_minor", COUNT, server_default="0", nullable=False)
    op.add_column("verdict_version", deposit)
    for name in ("deposit_minor", "compensation_minor"):
        held = sa.Column(name, COUNT, server_default="0", nullable=False)
        op.add_column("dispute", held)
    op.add_column("party", sa.Column("credit", COUNT, nullable=True))


def downgrade() -> None:
    op.drop_column("party", "credit")
    op.drop_column("dispute", "compensation_minor")
    op.drop_column("dispute", "deposit_minor")
    op.drop_column("verdict_version", "deposit_minor")
    op.drop_column("verdict", "deposit_minor")
    op.drop_column("refund_record", "proof")
    op.drop_table("difference")
    op.drop_index("ix_reconciliation_day", "reconciliation")
    op.drop_table("reconciliation")
    op.drop_table("reversal")
    op.drop_index("ix_payment_due", "payment")
    op.drop_table("payment")
