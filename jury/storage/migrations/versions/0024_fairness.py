"""Figures of how far the court leans, and verdicts that are read again."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "fairness_reading",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fairness_reading")),
        sa.UniqueConstraint("day", name=op.f("uq_fairness_reading_day")),
    )
    op.create_table(
        "audit_sample",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("population", COUNT, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_sample")),
        sa.UniqueConstraint("week", name=op.f("uq_audit_sample_week")),
    )
    _make_picks()
    op.create_table(
        "audit_reading",
        sa.Column("pick_id", COUNT, nullable=False),
        sa.Column("staff_id", COUNT, nullable=False),
        sa.Column("reading_no", COUNT, nullable=False),
        sa.Column("rung", COUNT, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("read_at", TIME, nullable=False),
        sa.CheckConstraint(
            "reading_no BETWEEN 1 AND 3", name=op.f("ck_audit_reading_reading_no")
        ),
        sa.ForeignKeyConstraint(
            ["pick_id"], ["audit_pick.id"], name=op.f("fk_audit_reading_pick_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_audit_reading_staff_id")
        ),
        sa.PrimaryKeyConstraint("pick_id", "staff_id", name=op.f("pk_audit_reading")),
        sa.UniqueConstraint(
            "pick_id", "reading_no", name=op.f("uq_audit_reading_pick_id_reading_no")
        ),
    )


def _make_picks() -> None:
    op.create_table(
        "audit_pick",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("sample_id", COUNT, nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("rung", COUNT, nullable=False),
        sa.Column("rungs", COUNT, nullable=False),
        sa.Column("audited_rung", COUNT, nullable=True),
        sa.Column("is_wrong", sa.Boolean(), nullable=True),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("decided_at", TIME, nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (audited_rung IS NULL)",
            name=op.f("ck_audit_pick_decided_whole"),
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (is_wrong IS NULL)",
            name=op.f("ck_audit_pick_judged"),
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_audit_pick_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["audit_sample.id"], name=op.f("fk_audit_pick_sample_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_pick")),
        sa.UniqueConstraint("dispute_id", name=op.f("uq_audit_pick_dispute_id")),
    )
    op.create_index(op.f("ix_audit_pick_sample_id"), "audit_pick", ["sample_id"])
    op.create_index(op.f("ix_audit_pick_decided_at"), "audit_pick", ["decided_at"])


def downgrade() -> None:
    op.drop_table("audit_reading")
    op.drop_table("audit_pick")
    op.drop_table("audit_sample")
    op.drop_table("fairness_reading")
