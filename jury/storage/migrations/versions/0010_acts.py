"""Moderators' acts: void votes, removed seats, saved reasons, the last act."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("draw", sa.Column("void_salt", sa.String(), nullable=True))
    removed = sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("seat", removed)
    op.create_table(
        "barred",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("juror_id", COUNT, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("barred_by", COUNT, nullable=False),
        sa.Column("barred_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_barred_dispute_id"
        ),
        sa.ForeignKeyConstraint(["juror_id"], ["juror.id"], name="fk_barred_juror_id"),
        sa.PrimaryKeyConstraint("dispute_id", "juror_id", name="pk_barred"),
    )
    op.create_table(
        "saved_reason",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", COUNT, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["staff.id"], name="fk_saved_reason_made_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_reason"),
        sa.UniqueConstraint("owner", "text", name="uq_saved_reason_owner_text"),
    )
    op.create_table(
        "last_act",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("staff_id", COUNT, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("entry_seq", COUNT, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("round_number", COUNT, nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_last_act_dispute_id"
        ),
        sa.PrimaryKeyConstraint("dispute_id", name="pk_last_act"),
    )
    op.create_index("ix_dispute_closed_at", "dispute", ["closed_at"])


def downgrade() -> None:
    op.drop_index("ix_dispute_closed_at", "dispute")
    op.drop_table("last_act")
    op.drop_table("saved_reason")
    op.drop_table("barred")
    op.drop_column("seat", "removed_at")
    op.drop_column("draw", "void_salt")
