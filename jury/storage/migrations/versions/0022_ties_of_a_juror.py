"""The ties of a juror stand beside the juror too, so that ties can be followed.

What was imported before has none there until the next import: until then it bars
directly, and nobody is followed along it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("juror_record", sa.Column("ties", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("juror_record") as batch:
        batch.drop_column("ties")
