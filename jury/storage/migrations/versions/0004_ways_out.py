"""Sessions of users end, a key names the one it replaces, a demo's keys are known."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    version = sa.Column("session_version", COUNT, server_default="1", nullable=False)
    op.add_column("user", version)
    is_demo = sa.Column(
        "is_demo", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("api_key", is_demo)
    # In one statement: SQLite would make the whole table anew for a constraint.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE api_key ADD COLUMN follows_id {kind}"
        " CONSTRAINT fk_api_key_follows_id REFERENCES api_key (id)"
    )
    op.create_index("ix_api_key_follows_id", "api_key", ["follows_id"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_api_key_follows_id", "api_key")
    op.drop_column("api_key", "follows_id")
    op.drop_column("api_key", "is_demo")
    op.drop_column("user", "session_version")
