"""Mock disputes made from closed ones, and what both sides said to it."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "practice_consent",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_practice_consent_dispute_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", "side", name=op.f("pk_practice_consent")),
    )
    op.create_table(
        "closed_mock",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("defensible", sa.JSON(), nullable=False),
        sa.Column("made_by", COUNT, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("decided_by", COUNT, nullable=True),
        sa.Column("decided_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state <> 'serving' OR (decided_by IS NOT NULL AND decided_by <> made_by)",
            name=op.f("ck_closed_mock_by_two"),
        ),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_at IS NOT NULL)",
            name=op.f("ck_closed_mock_end_timed"),
        ),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_by IS NOT NULL)",
            name=op.f("ck_closed_mock_end_named"),
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_closed_mock_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["staff.id"], name=op.f("fk_closed_mock_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_closed_mock_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_mock")),
    )
    op.create_index(
        "uq_closed_mock_open",
        "closed_mock",
        ["dispute_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'ended'"),
        postgresql_where=sa.text("state <> 'ended'"),
    )
    op.create_index("ix_closed_mock_state", "closed_mock", ["state", "language"])


def downgrade() -> None:
    op.drop_table("closed_mock")
    op.drop_table("practice_consent")
