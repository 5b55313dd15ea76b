"""What needs a person: one queue, sorted by the deadline that each task blocks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, or_, select
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


@dataclass(frozen=True)
class QueueFigures:
    """How the queue moved since some moment, and what presses most."""

    came_in: int
    went_out: int
    oldest_at: datetime | None
    blocking_money: int


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


def find_next_task(kind: str, *, staff_id: int, now: datetime) -> Task | None:
    """The next open task of a kind that no colleague holds."""
    query = select(Task).where(
        Task.done_at.is_(None),
        Task.kind == kind,
        or_(Task.taken_until.is_(None), Task.taken_until <= now)
        | (Task.taken_by == staff_id),
    )
    return current_session().scalar(query.order_by(Task.due_at, Task.id).limit(1))


def queue_figures(since: datetime) -> QueueFigures:
    """What came in and went out since then, the oldest, and what holds money up."""
    session = current_session()
    is_open = Task.done_at.is_(None)
    out = select(func.count()).where(Task.done_at >= since)
    new = select(func.count()).where(is_open, Task.opened_at >= since)
    new_and_out = out.where(Task.opened_at >= since)
    money = select(func.count()).where(is_open, Task.kind == "refund_answer")
    return QueueFigures(
        came_in=(session.scalar(new) or 0) + (session.scalar(new_and_out) or 0),
        went_out=session.scalar(out) or 0,
        oldest_at=session.scalar(select(func.min(Task.opened_at)).where(is_open)),
        blocking_money=session.scalar(money) or 0,
    )
