"""The newest disputes of a stage, for a page of them among very many."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_dispute_newest", "dispute", ["stage", "admitted_at"])


def downgrade() -> None:
    op.drop_index("ix_dispute_newest", "dispute")
