"""How jurors' votes stood beside what became final, now and when they were called."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTS = ("kept_nothing", "gave_wrongly", "gave_rightly", "gave_nothing", "gave_other")


def upgrade() -> None:
    op.create_table(
        "juror_reliability",
        sa.Column("juror_id", COUNT, nullable=False),
        *(sa.Column(name, COUNT, nullable=False) for name in COUNTS),
        sa.CheckConstraint(
            " AND ".join(f"{name} >= 0" for name in COUNTS),
            name="ck_juror_reliability_counts_not_negative",
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["juror.id"], name="fk_juror_reliability_juror_id"
        ),
        sa.PrimaryKeyConstraint("juror_id", name="pk_juror_reliability"),
    )
    op.create_table(
        "summons_standing",
        sa.Column("summons_id", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summons_id"], ["summons.id"], name="fk_summons_standing_summons_id"
        ),
        sa.PrimaryKeyConstraint("summons_id", name="pk_summons_standing"),
    )


def downgrade() -> None:
    op.drop_table("summons_standing")
    op.drop_table("juror_reliability")
