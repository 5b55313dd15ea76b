"""Evidence in answer to a jury is looked over by its side before jurors read it."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("inquiry") as inquiry:
        inquiry.add_column(
            sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True)
        )
        inquiry.add_column(sa.Column("confirmed_digest", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("inquiry") as inquiry:
        inquiry.drop_column("confirmed_digest")
        inquiry.drop_column("confirmed_at")
