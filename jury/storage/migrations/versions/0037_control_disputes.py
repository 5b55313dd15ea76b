"""Control disputes that are in use, and the calls to read one."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "control_item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("mock", sa.String(), nullable=False),
        sa.Column("marked_by", COUNT, nullable=False),
        sa.Column("marked_at", TIME, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("withdrawn_by", COUNT, nullable=True),
        sa.Column("withdrawn_at", TIME, nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_control_item_withdrawn_by_one"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name=op.f("ck_control_item_withdrawn_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["marked_by"], ["staff.id"], name=op.f("fk_control_item_marked_by")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["staff.id"], name=op.f("fk_control_item_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control_item")),
    )
    op.create_index(
        "uq_control_item_in_use",
        "control_item",
        ["mock"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "control_call",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("mock", sa.String(), nullable=False),
        sa.Column("juror_id", COUNT, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_at", TIME, nullable=False),
        sa.Column("begins_at", TIME, nullable=False),
        sa.Column("reply_due_at", TIME, nullable=False),
        sa.Column("window_ends_at", TIME, nullable=False),
        sa.Column("reading_seconds", COUNT, nullable=False),
        sa.Column("first_side", sa.String(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("answered_at", TIME, nullable=True),
        sa.Column("recusal_reason", sa.String(), nullable=True),
        sa.Column("vote_due_at", TIME, nullable=True),
        sa.Column("opened_at", TIME, nullable=True),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("choice", COUNT, nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("vote_language", sa.String(), nullable=True),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("asked_bucket_at", TIME, nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("counted", sa.String(), nullable=True),
        sa.Column("cast_bucket_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("told_at", TIME, nullable=True),
        sa.Column("contested_at", TIME, nullable=True),
        sa.Column("contest", sa.String(), nullable=True),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("replied_at", TIME, nullable=True),
        sa.CheckConstraint(
            "(state = 'voted') = (cast_bucket_at IS NOT NULL)",
            name=op.f("ck_control_call_cast_whole"),
        ),
        sa.CheckConstraint(
            "(state = 'voted') = (salt IS NOT NULL)",
            name=op.f("ck_control_call_receipted"),
        ),
        sa.CheckConstraint(
            "cast_bucket_at IS NOT NULL OR choice IS NULL",
            name=op.f("ck_control_call_cast"),
        ),
        sa.CheckConstraint(
            "(asked IS NULL) = (asked_bucket_at IS NULL)",
            name=op.f("ck_control_call_asked_at_a_time"),
        ),
        sa.CheckConstraint(
            "told_at IS NULL OR closed_at IS NOT NULL",
            name=op.f("ck_control_call_told_late"),
        ),
        sa.CheckConstraint(
            "(contested_at IS NULL) = (contest IS NULL)",
            name=op.f("ck_control_call_contested_in_words"),
        ),
        sa.CheckConstraint(
            "contested_at IS NULL OR told_at IS NOT NULL",
            name=op.f("ck_control_call_contested_once_told"),
        ),
        sa.CheckConstraint(
            "(reply IS NULL) = (replied_at IS NULL)",
            name=op.f("ck_control_call_replied_in_words"),
        ),
        sa.CheckConstraint(
            "replied_at IS NULL OR contested_at IS NOT NULL",
            name=op.f("ck_control_call_replied_if_contested"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["control_item.id"], name=op.f("fk_control_call_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["juror.id"], name=op.f("fk_control_call_juror_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control_call")),
        sa.UniqueConstraint(
            "juror_id", "mock", name=op.f("uq_control_call_juror_id_mock")
        ),
    )
    op.create_index(
        "uq_control_call_open",
        "control_call",
        ["juror_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('sent', 'accepted')"),
        postgresql_where=sa.text("state IN ('sent', 'accepted')"),
    )
    op.create_index(
        "ix_control_call_due", "control_call", ["closed_at", "window_ends_at"]
    )


def downgrade() -> None:
    op.drop_table("control_call")
    op.drop_table("control_item")
