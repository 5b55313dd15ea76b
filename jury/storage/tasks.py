"""What needs a person: one queue, sorted by the deadline that each task blocks."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.storage.base import Base, current_session


class Task(Base):
    """One thing that only staff can do; `due_at` is the deadline it blocks."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("dispute_id", "kind", "target"),
        Index("ix_task_open", "done_at", "due_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str | None] = mapped_column(ForeignKey("dispute.id"))
    kind: Mapped[str]
    target: Mapped[str]
    detail: Mapped[dict[str, Any]]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    taken_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None]
    outcome: Mapped[str | None]


def get_task(task_id: str) -> Task:
    """The task; raises NotFound."""
    task = current_session().get(Task, task_id)
    if task is None:
        raise NotFound
    return task


def list_open_tasks(*, limit: int = 200) -> list[Task]:
    """The queue: the next deadline first."""
    query = select(Task).where(Task.done_at.is_(None)).order_by(Task.due_at, Task.id)
    return list(current_session().scalars(query.limit(limit)))


def list_open_tasks_of(dispute_id: str) -> list[Task]:
    """What waits for a person in one dispute."""
    query = select(Task).where(Task.dispute_id == dispute_id, Task.done_at.is_(None))
    return list(current_session().scalars(query.order_by(Task.due_at)))


def find_task(dispute_id: str, kind: str, target: str) -> Task | None:
    """The one task of this kind about this thing."""
    return current_session().scalar(
        select(Task).where(
            Task.dispute_id == dispute_id, Task.kind == kind, Task.target == target
        )
    )
