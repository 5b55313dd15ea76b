"""Appeals, what verdicts said before a correction, and evidence filed on appeal."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("round_number", COUNT, nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("round_number = 1", name="ck_appeal_only_once"),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name="ck_appeal_side"),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_appeal_dispute_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_appeal"),
        sa.UniqueConstraint(
            "dispute_id",
            "round_number",
            "side",
            name="uq_appeal_dispute_id_round_number_side",
        ),
    )
    op.create_table(
        "verdict_version",
        sa.Column("verdict_id", COUNT, nullable=False),
        sa.Column("version", COUNT, nullable=False),
        sa.Column("buyer_minor", COUNT, nullable=False),
        sa.Column("seller_minor", COUNT, nullable=False),
        sa.Column("freight_minor", COUNT, nullable=False),
        sa.Column("calculation", sa.JSON(), nullable=False),
        sa.Column("staff_reason", sa.String(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name="ck_verdict_version_award_not_negative",
        ),
        sa.ForeignKeyConstraint(
            ["verdict_id"], ["verdict.id"], name="fk_verdict_version_verdict_id"
        ),
        sa.PrimaryKeyConstraint("verdict_id", "version", name="pk_verdict_version"),
    )
    op.add_column("verdict", sa.Column("consented_by", COUNT, nullable=True))
    version = sa.Column("version", COUNT, server_default="1", nullable=False)
    op.add_column("verdict", version)
    corrected = sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("verdict", corrected)
    asked = sa.Column("juries_served", COUNT, server_default="0", nullable=False)
    op.add_column("draw", asked)
    filed_in = sa.Column("round_number", COUNT, server_default="1", nullable=False)
    op.add_column("exhibit", filed_in)
    op.add_column("exhibit", sa.Column("late_reason", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("exhibit", "late_reason")
    op.drop_column("exhibit", "round_number")
    op.drop_column("draw", "juries_served")
    op.drop_column("verdict", "corrected_at")
    op.drop_column("verdict", "version")
    op.drop_column("verdict", "consented_by")
    op.drop_table("verdict_version")
    op.drop_table("appeal")
