"""What a jury reads can be covered while it sits: its pages are kept by version."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "draw", sa.Column("file_version", COUNT, server_default="0", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("draw", "file_version")
