"""Large files come in pieces; a film may be played with its sound."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("round_number", COUNT, nullable=False),
        sa.Column("of_return", sa.Boolean(), nullable=False),
        sa.Column("size", COUNT, nullable=False),
        sa.Column("received", COUNT, nullable=False),
        sa.Column("begun_at", TIME, nullable=False),
        sa.CheckConstraint("size BETWEEN 1 AND 200000000", name=op.f("ck_upload_size")),
        sa.CheckConstraint(
            "received BETWEEN 0 AND size", name=op.f("ck_upload_received")
        ),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_upload_side")),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_upload_dispute_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
    )
    op.create_index("ix_upload_dispute_id", "upload", ["dispute_id"])
    op.create_index("ix_upload_begun_at", "upload", ["begun_at"])
    op.create_table(
        "upload_piece",
        sa.Column("upload_id", sa.String(), nullable=False),
        sa.Column("first_byte", COUNT, nullable=False, autoincrement=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.CheckConstraint("first_byte >= 0", name=op.f("ck_upload_piece_first_byte")),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name="fk_upload_piece_upload_id"
        ),
        sa.PrimaryKeyConstraint("upload_id", "first_byte", name="pk_upload_piece"),
        sa.UniqueConstraint("blob", name="uq_upload_piece_blob"),
    )
    op.add_column("exhibit", sa.Column("sound_reason", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("exhibit", "sound_reason")
    op.drop_table("upload_piece")
    op.drop_table("upload")
