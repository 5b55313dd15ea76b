"""What is stopped, paused or announced, and the time that disputes get back for it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "stop",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_by", COUNT, nullable=True),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", COUNT, nullable=True),
        sa.ForeignKeyConstraint(
            ["stopped_by"], ["staff.id"], name="fk_stop_stopped_by"
        ),
        sa.ForeignKeyConstraint(["lifted_by"], ["staff.id"], name="fk_stop_lifted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_stop"),
    )
    op.create_index(
        "uq_stop_open",
        "stop",
        ["what"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "pause",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("covers", sa.String(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_by", COUNT, nullable=False),
        sa.Column("review_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resumed_by", COUNT, nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_pause_dispute_id"
        ),
        sa.ForeignKeyConstraint(["paused_by"], ["staff.id"], name="fk_pause_paused_by"),
        sa.ForeignKeyConstraint(
            ["resumed_by"], ["staff.id"], name="fk_pause_resumed_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pause"),
    )
    op.create_index(
        "uq_pause_open",
        "pause",
        ["dispute_id"],
        unique=True,
        sqlite_where=sa.text("resumed_at IS NULL"),
        postgresql_where=sa.text("resumed_at IS NULL"),
    )
    op.create_index("ix_pause_review", "pause", ["resumed_at", "review_due_at"])
    op.create_table(
        "respite",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_respite_dispute_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_respite"),
    )
    op.create_index("ix_respite_dispute_id", "respite", ["dispute_id"])
    op.create_table(
        "planned_outage",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_by", COUNT, nullable=True),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", COUNT, nullable=True),
        sa.CheckConstraint(
            "ends_at > begins_at", name=op.f("ck_planned_outage_has_length")
        ),
        sa.ForeignKeyConstraint(
            ["announced_by"], ["staff.id"], name="fk_planned_outage_announced_by"
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by"], ["staff.id"], name="fk_planned_outage_cancelled_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_planned_outage"),
    )
    begins = sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("outage", begins)
    since = sa.Column("stands_since", sa.DateTime(timezone=True), nullable=True)
    op.add_column("dispute", since)
    op.add_column("dispute", sa.Column("stands_for", sa.String(), nullable=True))
    op.create_index("ix_dispute_stands_for", "dispute", ["stands_for", "id"])


def downgrade() -> None:
    op.drop_index("ix_dispute_stands_for", "dispute")
    op.drop_column("dispute", "stands_for")
    op.drop_column("dispute", "stands_since")
    op.drop_column("outage", "begins_at")
    for table in ("planned_outage", "respite", "pause"):
        op.drop_table(table)
    op.drop_index("uq_stop_open", "stop")
    op.drop_table("stop")
