"""What administrators stopped, and disputes whose time stands still."""

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
    since = sa.Column("stands_since", sa.DateTime(timezone=True), nullable=True)
    op.add_column("dispute", since)
    op.add_column("dispute", sa.Column("stands_for", sa.String(), nullable=True))
    op.create_index("ix_dispute_stands_for", "dispute", ["stands_for", "id"])


def downgrade() -> None:
    op.drop_index("ix_dispute_stands_for", "dispute")
    op.drop_column("dispute", "stands_for")
    op.drop_column("dispute", "stands_since")
    op.drop_index("uq_stop_open", "stop")
    op.drop_table("stop")
