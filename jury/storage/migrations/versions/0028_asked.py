"""What jurors ask for while they sit, and the poll that waits for it."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
NEW = ("asked_at", "went_on_at", "confirm_until")


def upgrade() -> None:
    for name in NEW:
        op.add_column("draw", sa.Column(name, TIME, nullable=True))
    op.create_table(
        "juror_question",
        sa.Column("summons_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("asked_bucket_at", TIME, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summons_id"], ["summons.id"], name=op.f("fk_juror_question_summons_id")
        ),
        sa.PrimaryKeyConstraint("summons_id", name=op.f("pk_juror_question")),
    )
    op.create_table(
        "inquiry",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("draw_id", COUNT, nullable=False),
        sa.Column("number", COUNT, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("covered_by_at", TIME, nullable=False),
        sa.Column("answered_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_inquiry_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["draw.id"], name=op.f("fk_inquiry_draw_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("draw_id", name=op.f("uq_inquiry_draw_id")),
        sa.UniqueConstraint(
            "dispute_id", "number", name=op.f("uq_inquiry_dispute_id_number")
        ),
    )
    op.create_index("ix_inquiry_due", "inquiry", ["ended_at", "due_at"])


def downgrade() -> None:
    op.drop_table("inquiry")
    op.drop_table("juror_question")
    for name in reversed(NEW):
        op.drop_column("draw", name)
