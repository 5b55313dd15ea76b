"""How far a draw has come stands by list: a balanced panel is drawn from several."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOVED = ("next_lane", "exhausted", "list_root", "list_rows")
AT_ONCE = 500


def upgrade() -> None:
    op.create_table(
        "stratum",
        sa.Column("draw_id", COUNT, nullable=False),
        sa.Column("stratum_no", COUNT, nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("seats", COUNT, nullable=False),
        sa.Column("next_lane", COUNT, nullable=False),
        sa.Column("exhausted", sa.Boolean(), nullable=False),
        sa.Column("list_root", sa.String(), nullable=True),
        sa.Column("list_rows", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "seats >= 0 AND next_lane >= 0", name=op.f("ck_stratum_counts_not_negative")
        ),
        sa.CheckConstraint(
            "(list_root IS NULL) = (list_rows IS NULL)",
            name=op.f("ck_stratum_list_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["draw.id"], name=op.f("fk_stratum_draw_id")
        ),
        sa.PrimaryKeyConstraint("draw_id", "stratum_no", name=op.f("pk_stratum")),
        sa.UniqueConstraint(
            "draw_id", "segment", name=op.f("uq_stratum_draw_id_segment")
        ),
    )
    _move_to_strata()
    for name in MOVED:
        op.drop_column("draw", name)


def downgrade() -> None:
    op.add_column(
        "draw", sa.Column("next_lane", COUNT, server_default="0", nullable=False)
    )
    op.add_column(
        "draw",
        sa.Column("exhausted", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("draw", sa.Column("list_root", sa.String(), nullable=True))
    op.add_column("draw", sa.Column("list_rows", sa.LargeBinary(), nullable=True))
    for name in MOVED:
        op.execute(
            f"UPDATE draw SET {name} = (SELECT {name} FROM stratum "  # noqa: S608 - names of ours
            "WHERE stratum.draw_id = draw.id AND stratum.stratum_no = 1)"
        )
    op.drop_table("stratum")


def _move_to_strata() -> None:
    """Every draw before went along one list, which its promise names."""
    draw = sa.table(
        "draw",
        sa.column("id", COUNT),
        sa.column("seats_wanted", COUNT),
        sa.column("commitment", sa.JSON()),
        sa.column("next_lane", COUNT),
        sa.column("exhausted", sa.Boolean()),
        sa.column("list_root", sa.String()),
        sa.column("list_rows", sa.LargeBinary()),
    )
    stratum = sa.table(
        "stratum",
        sa.column("draw_id", COUNT),
        sa.column("stratum_no", COUNT),
        sa.column("segment", sa.String()),
        sa.column("seats", COUNT),
        sa.column("next_lane", COUNT),
        sa.column("exhausted", sa.Boolean()),
        sa.column("list_root", sa.String()),
        sa.column("list_rows", sa.LargeBinary()),
    )
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(draw).where(draw.c.id > last).order_by(draw.c.id)
        rows = connection.execute(query.limit(AT_ONCE)).mappings().all()
        if not rows:
            return
        connection.execute(sa.insert(stratum), [_stratum_of(row) for row in rows])
        last = rows[-1]["id"]


def _stratum_of(row: sa.RowMapping) -> dict[str, object]:
    return {
        "draw_id": row["id"],
        "stratum_no": 1,
        "segment": row["commitment"]["segments"][0]["key"],
        "seats": row["seats_wanted"],
        **{name: row[name] for name in MOVED},
    }
