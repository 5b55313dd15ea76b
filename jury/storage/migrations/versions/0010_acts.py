"""Moderators' acts: void votes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("draw", sa.Column("void_salt", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("draw", "void_salt")
