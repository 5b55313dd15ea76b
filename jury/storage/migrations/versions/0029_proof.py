"""A sandbox's simulated past, rules that were adopted, what evidence is worth."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "simulated_past",
        sa.Column("id", COUNT, autoincrement=False, nullable=False),
        sa.Column("seed", COUNT, nullable=False),
        sa.Column("disputes", COUNT, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_simulated_past_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_simulated_past")),
    )
    op.create_table(
        "rules_version",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("slot", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("approvals", COUNT, nullable=False),
        sa.Column("replays", sa.JSON(), nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("told_at", TIME, nullable=False),
        sa.Column("adopted_at", TIME, nullable=True),
        sa.CheckConstraint(
            "slot IN ('force', 'open')", name=op.f("ck_rules_version_slot")
        ),
        sa.CheckConstraint(
            "slot IS NULL OR (slot = 'force') = (adopted_at IS NOT NULL)",
            name=op.f("ck_rules_version_adopted"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules_version")),
        sa.UniqueConstraint("slot", name=op.f("uq_rules_version_slot")),
    )
    op.create_table(
        "rules_approval",
        sa.Column("version_id", COUNT, nullable=False),
        sa.Column("staff_id", COUNT, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_rules_approval_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rules_version.id"],
            name=op.f("fk_rules_approval_version_id"),
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "staff_id", name=op.f("pk_rules_approval")
        ),
    )


def downgrade() -> None:
    op.drop_table("rules_approval")
    op.drop_table("rules_version")
    op.drop_table("simulated_past")
