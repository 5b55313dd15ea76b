"""A sandbox's simulated past, rules that were adopted, what evidence is worth."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0024"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "simulated_past",
        sa.Column("id", COUNT, autoincrement=False, nullable=False),
        sa.Column("seed", COUNT, nullable=False),
        sa.Column("disputes", COUNT, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_simulated_past_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_simulated_past")),
    )


def downgrade() -> None:
    op.drop_table("simulated_past")
