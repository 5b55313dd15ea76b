"""Each dispute has a key under which its files lie; workers look through pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "dispute_key",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("master_version", COUNT, nullable=False),
        sa.Column("wrapped", sa.String(), nullable=False),
        sa.CheckConstraint(
            "master_version >= 1", name=op.f("ck_dispute_key_a_version")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_dispute_key_dispute_id"
        ),
        sa.PrimaryKeyConstraint("dispute_id", name="pk_dispute_key"),
    )
    op.create_table(
        "redaction",
        sa.Column("exhibit_id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", COUNT, nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("review", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "attempts BETWEEN 0 AND 3", name=op.f("ck_redaction_attempts")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_redaction_dispute_id"
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name="fk_redaction_exhibit_id"
        ),
        sa.PrimaryKeyConstraint("exhibit_id", name="pk_redaction"),
    )
    op.create_index("ix_redaction_waiting", "redaction", ["state", "queued_at"])


def downgrade() -> None:
    _refuse_sealed()
    op.drop_table("redaction")
    op.drop_table("dispute_key")


def _refuse_sealed() -> None:
    """Without the keys every file of these disputes would be lost."""
    if op.get_bind().execute(sa.text("SELECT 1 FROM dispute_key LIMIT 1")).first():
        raise RuntimeError(
            "There are sealed files, which the older version cannot open."
        )
