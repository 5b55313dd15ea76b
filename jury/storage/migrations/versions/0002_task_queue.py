"""The desk's queue by kind and by who holds a task."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_task_kind": ["kind", "done_at", "due_at"],
    "ix_task_taken": ["taken_by", "done_at", "due_at"],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "task", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "task")
