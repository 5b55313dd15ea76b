"""Offers to settle, and polls whose ballots are never opened because of one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MINOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state = 'open'")
ACCEPTED = sa.text("state = 'accepted'")


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("round_number", MINOR, nullable=False),
        sa.Column("number", MINOR, nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=True),
        sa.Column("held_minor", MINOR, nullable=False),
        sa.Column("buyer_minor", MINOR, nullable=False),
        sa.Column("seller_minor", MINOR, nullable=False),
        sa.Column("freight_minor", MINOR, nullable=False),
        sa.Column("freight_bearer", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name=op.f("ck_offer_not_negative"),
        ),
        sa.CheckConstraint(
            "buyer_minor + seller_minor + freight_minor = held_minor",
            name=op.f("ck_offer_splits_the_held_sum"),
        ),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_offer_side")),
        sa.CheckConstraint(
            "(state = 'open') = (answered_at IS NULL)",
            name=op.f("ck_offer_open_until_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_offer_dispute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint(
            "dispute_id", "number", name=op.f("uq_offer_dispute_id_number")
        ),
    )
    for name, where in (("uq_offer_open", OPEN), ("uq_offer_accepted", ACCEPTED)):
        op.create_index(
            name,
            "offer",
            ["dispute_id"],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_index("ix_offer_expiry", "offer", ["state", "expires_at"])
    op.add_column(
        "draw",
        sa.Column(
            "never_opened", sa.Boolean(), server_default=sa.false(), nullable=False
        ),
    )


def downgrade() -> None:
    op.drop_column("draw", "never_opened")
    op.drop_table("offer")
