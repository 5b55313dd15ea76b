"""The one appeal of a dispute may be from a later round than the first."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# The first is how 0007 came out on PostgreSQL: named twice over.
OTHERS = (
    "ck_appeal_ck_appeal_only_once",
    "ck_appeal_only_once",
    "ck_appeal_from_a_round",
    "uq_appeal_dispute_id_round_number_side",
    "uq_appeal_dispute_id_side",
)


def upgrade() -> None:
    _demand(("ck_appeal_from_a_round", "round_number >= 1"), ["dispute_id", "side"])


def downgrade() -> None:
    _demand(
        ("ck_appeal_only_once", "round_number = 1"),
        ["dispute_id", "round_number", "side"],
    )


def _demand(check: tuple[str, str], unique: list[str]) -> None:
    """Put one check of the round and one uniqueness in the place of the others."""
    if op.get_bind().dialect.name == "sqlite":
        # SQLite alters no constraint: the table is made anew, with all that is in it.
        with op.batch_alter_table(
            "appeal", copy_from=_table(check, unique), recreate="always"
        ):
            pass
        return
    for name in OTHERS:
        op.execute(f"ALTER TABLE appeal DROP CONSTRAINT IF EXISTS {name}")
    op.create_check_constraint(op.f(check[0]), "appeal", check[1])
    op.create_unique_constraint(_named(unique), "appeal", unique)


def _named(unique: list[str]) -> str:
    return op.f(f"uq_appeal_{'_'.join(unique)}")


def _table(check: tuple[str, str], unique: list[str]) -> sa.Table:
    return sa.Table(
        "appeal",
        sa.MetaData(),
        sa.Column("id", COUNT, nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("round_number", COUNT, nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(check[1], name=op.f(check[0])),
        sa.CheckConstraint("side IN ('buyer', 'seller')", name=op.f("ck_appeal_side")),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_appeal_dispute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint(*unique, name=_named(unique)),
    )
