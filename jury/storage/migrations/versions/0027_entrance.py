"""The entrance exam, where jurors live, and what the pool is made of.

Volunteers of whom the marketplace had told before serve on without an exam.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("juror", sa.Column("passed_at", TIME, nullable=True))
    op.add_column("juror_record", sa.Column("region", sa.String(), nullable=True))
    op.execute(
        "UPDATE juror SET passed_at = volunteered_at WHERE volunteered_at IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM juror_record"
        " WHERE juror_record.juror_id = juror.id)"
    )
    _make_exams()
    op.create_table(
        "pool_reading",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_reading")),
        sa.UniqueConstraint("day", name=op.f("uq_pool_reading_day")),
    )
    op.create_table(
        "user_figures",
        sa.Column("id", COUNT, autoincrement=False, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("told_at", TIME, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_user_figures_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_figures")),
    )


def _make_exams() -> None:
    op.create_table(
        "exam_sitting",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("juror_id", COUNT, nullable=False),
        sa.Column("sitting_no", COUNT, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("needed", COUNT, nullable=False),
        sa.Column("begun_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (passed IS NULL)",
            name=op.f("ck_exam_sitting_ended_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["juror.id"], name=op.f("fk_exam_sitting_juror_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_sitting")),
        sa.UniqueConstraint(
            "juror_id", "sitting_no", name=op.f("uq_exam_sitting_juror_id_sitting_no")
        ),
    )
    op.create_index(
        "uq_exam_sitting_open",
        "exam_sitting",
        ["juror_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "exam_file",
        sa.Column("sitting_id", COUNT, nullable=False),
        sa.Column("place", COUNT, autoincrement=False, nullable=False),
        sa.Column("mock", sa.String(), nullable=False),
        sa.Column("first_side", sa.String(), nullable=False),
        sa.Column("opened_at", TIME, nullable=True),
        sa.Column("opened", sa.JSON(), nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("answered_at", TIME, nullable=True),
        sa.Column("is_right", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (choice IS NULL)",
            name=op.f("ck_exam_file_answered_whole"),
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (is_right IS NULL)",
            name=op.f("ck_exam_file_judged"),
        ),
        sa.CheckConstraint(
            "answered_at >= opened_at", name=op.f("ck_exam_file_read_first")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["exam_sitting.id"], name=op.f("fk_exam_file_sitting_id")
        ),
        sa.PrimaryKeyConstraint("sitting_id", "place", name=op.f("pk_exam_file")),
        sa.UniqueConstraint(
            "sitting_id", "mock", name=op.f("uq_exam_file_sitting_id_mock")
        ),
    )


def downgrade() -> None:
    for table in ("exam_file", "exam_sitting", "user_figures", "pool_reading"):
        op.drop_table(table)
    with op.batch_alter_table("juror_record") as batch:
        batch.drop_column("region")
    with op.batch_alter_table("juror") as batch:
        batch.drop_column("passed_at")
