"""Whether a verdict binds stands beside its dispute: lists would read whole rules."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "dispute",
        sa.Column("effect", sa.String(), server_default="binding", nullable=False),
    )
    dispute = sa.table(
        "dispute", sa.column("policy", sa.JSON()), sa.column("effect", sa.String())
    )
    frozen = dispute.c.policy["policy"]["effect"].as_string()
    op.execute(dispute.update().values(effect=sa.func.coalesce(frozen, "binding")))


def downgrade() -> None:
    op.drop_column("dispute", "effect")
