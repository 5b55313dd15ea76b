"""The ties of one juror are found by an index, so that ties can be followed."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_juror_tie_juror_id", "juror_tie", ["juror_id"])


def downgrade() -> None:
    op.drop_index("ix_juror_tie_juror_id", table_name="juror_tie")
