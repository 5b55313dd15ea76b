"""How content the sides were, said once by each after the end."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "satisfaction",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("marks", sa.SmallInteger(), nullable=False),
        sa.Column("got_most", sa.Boolean(), nullable=False),
        sa.Column("covered", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("marks BETWEEN 1 AND 5", name=op.f("ck_satisfaction_marks")),
        sa.CheckConstraint(
            "side IN ('buyer', 'seller')", name=op.f("ck_satisfaction_side")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_satisfaction_dispute_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", "side", name=op.f("pk_satisfaction")),
    )


def downgrade() -> None:
    op.drop_table("satisfaction")
