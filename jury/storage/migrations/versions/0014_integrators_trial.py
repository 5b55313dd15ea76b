"""What became of each delivery, and what robots do in a sandbox."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "event_delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_id", COUNT, nullable=False),
        sa.Column("attempt", COUNT, nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_delivery_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_delivery")),
        sa.UniqueConstraint(
            "event_id", "attempt", name=op.f("uq_event_delivery_event_id_attempt")
        ),
    )
    op.create_index(
        op.f("ix_event_delivery_tried_at_id"), "event_delivery", ["tried_at", "id"]
    )
    op.create_table(
        "robot_script",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_robot_script_dispute_id")
        ),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_robot_script")),
    )


def downgrade() -> None:
    op.drop_table("robot_script")
    op.drop_table("event_delivery")
