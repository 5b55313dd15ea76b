"""When jurors can serve, what calls come to, and who rests."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
SUMMONS = {
    "begins_at": TIME,
    "hour": sa.SmallInteger(),
    "likely": sa.SmallInteger(),
    "said": sa.String(),
    "unseated_at": TIME,
}


def upgrade() -> None:
    for name in ("is_hard", "is_learned"):
        flag = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("draw", flag)
    op.create_index(
        "ix_draw_to_learn",
        "draw",
        ["closed_at"],
        sqlite_where=sa.text("NOT is_learned"),
        postgresql_where=sa.text("NOT is_learned"),
    )
    for name, kind in SUMMONS.items():
        op.add_column("summons", sa.Column(name, kind, nullable=True))
    # Calls of which the hour was not kept teach nothing.
    op.execute("UPDATE draw SET is_learned = true WHERE closed_at IS NOT NULL")
    op.create_table(
        "answer_count",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("called", COUNT, nullable=False),
        sa.Column("willing", COUNT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('hour', 'said')", name=op.f("ck_answer_count_kind")
        ),
        sa.CheckConstraint(
            "willing BETWEEN 0 AND called",
            name=op.f("ck_answer_count_willing_of_called"),
        ),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_answer_count")),
    )
    _make_jurors_own()


def _make_jurors_own() -> None:
    op.create_table(
        "juror_hours",
        sa.Column("juror_id", COUNT, nullable=False),
        sa.Column("timezone", sa.String(), nullable=True),
        sa.Column("hours", COUNT, nullable=True),
        sa.Column("ready_since", TIME, nullable=True),
        sa.CheckConstraint(
            "hours BETWEEN 1 AND 16777215", name=op.f("ck_juror_hours_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["juror.id"], name=op.f("fk_juror_hours_juror_id")
        ),
        sa.PrimaryKeyConstraint("juror_id", name=op.f("pk_juror_hours")),
    )
    op.create_table(
        "juror_load",
        sa.Column("juror_id", COUNT, nullable=False),
        sa.Column("missed", sa.SmallInteger(), nullable=False),
        sa.Column("missed_at", TIME, nullable=True),
        sa.Column("hard_at", TIME, nullable=True),
        sa.Column("excused_at", TIME, nullable=True),
        sa.CheckConstraint(
            "missed >= 0", name=op.f("ck_juror_load_missed_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["juror.id"], name=op.f("fk_juror_load_juror_id")
        ),
        sa.PrimaryKeyConstraint("juror_id", name=op.f("pk_juror_load")),
    )
    op.create_index(op.f("ix_juror_load_missed_at"), "juror_load", ["missed_at"])
    op.create_index(op.f("ix_juror_load_hard_at"), "juror_load", ["hard_at"])


def downgrade() -> None:
    op.drop_table("juror_load")
    op.drop_table("juror_hours")
    op.drop_table("answer_count")
    for name in SUMMONS:
        op.drop_column("summons", name)
    op.drop_index("ix_draw_to_learn", "draw")
    op.drop_column("draw", "is_learned")
    op.drop_column("draw", "is_hard")
