"""A PDF is shown page by page, a film as stills: parts of one exhibit."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "exhibit_part",
        sa.Column("exhibit_id", sa.String(), nullable=False),
        sa.Column("part_no", COUNT, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at_ms", COUNT, nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("width", COUNT, nullable=False),
        sa.Column("height", COUNT, nullable=False),
        sa.Column("prepared_blob", sa.String(), nullable=True),
        sa.Column("shown_blob", sa.String(), nullable=True),
        sa.Column("shown_digest", sa.String(), nullable=True),
        sa.Column("checked_at", TIME, nullable=True),
        sa.CheckConstraint("part_no >= 1", name=op.f("ck_exhibit_part_part_no")),
        sa.CheckConstraint(
            "kind IN ('page', 'still', 'film', 'small', 'poster')",
            name=op.f("ck_exhibit_part_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name="fk_exhibit_part_exhibit_id"
        ),
        sa.PrimaryKeyConstraint("exhibit_id", "part_no", name="pk_exhibit_part"),
    )
    op.create_table(
        "part_delivery",
        sa.Column("summons_id", sa.String(), nullable=False),
        sa.Column("exhibit_id", sa.String(), nullable=False),
        sa.Column("part_no", COUNT, nullable=False, autoincrement=False),
        sa.Column("delivered_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["summons_id"], ["summons.id"], name="fk_part_delivery_summons_id"
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name="fk_part_delivery_exhibit_id"
        ),
        sa.PrimaryKeyConstraint(
            "summons_id", "exhibit_id", "part_no", name="pk_part_delivery"
        ),
    )
    with op.batch_alter_table("redaction") as table:
        table.add_column(
            sa.Column("percent", COUNT, nullable=False, server_default="0")
        )
        table.add_column(sa.Column("film_code", sa.String(), nullable=True))
        table.create_check_constraint(
            op.f("ck_redaction_percent"), "percent BETWEEN 0 AND 100"
        )
    with op.batch_alter_table("redaction") as table:
        table.alter_column("percent", server_default=None)


def downgrade() -> None:
    _refuse_shown()
    with op.batch_alter_table("redaction") as table:
        table.drop_constraint(op.f("ck_redaction_percent"), type_="check")
        table.drop_column("film_code")
        table.drop_column("percent")
    op.drop_table("part_delivery")
    op.drop_table("exhibit_part")


def _refuse_shown() -> None:
    """The files of these parts would be named by nobody, and removed."""
    if op.get_bind().execute(sa.text("SELECT 1 FROM exhibit_part LIMIT 1")).first():
        raise RuntimeError(
            "There are pages of PDF files or films, which the older version lacks."
        )
