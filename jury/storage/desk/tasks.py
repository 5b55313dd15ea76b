"""What needs a person: one queue, sorted by the deadline that each task blocks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import N_, Invalid, NotFound
from jury.storage.base import Base, current_session

PAGE = 100


class Task(Base):
    """One thing that only staff can do; `due_at` is the deadline it blocks."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("dispute_id", "kind", "target"),
        Index("ix_task_open", "done_at", "due_at"),
        Index("ix_task_kind", "kind", "done_at", "due_at"),
        Index("ix_task_taken", "taken_by", "done_at", "due_at"),
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


class Holder(StrEnum):
    """Who works on a task."""

    ANYBODY = ""
    ME = "mine"
    NOBODY = "free"


@dataclass(frozen=True)
class Wanted:
    """Which part of the queue somebody looks at; an empty kind is all of them."""

    kind: str
    holder: Holder
    staff_id: int
    now: datetime


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue; `after` is the cursor of the next, empty at the end."""

    rows: Sequence[Task]
    after: str


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


def list_open_tasks(wanted: Wanted, *, after: str = "", limit: int = PAGE) -> QueuePage:
    """A page of the queue: the next deadline first."""
    query = select(Task).where(Task.done_at.is_(None), *_conditions(wanted))
    if after:
        query = query.where(tuple_(Task.due_at, Task.id) > tuple_(*_place(after)))
    query = query.order_by(Task.due_at, Task.id).limit(limit + 1)
    rows = list(current_session().scalars(query))
    if len(rows) <= limit:
        return QueuePage(rows, "")
    last = rows[limit - 1]
    return QueuePage(rows[:limit], f"{last.due_at.isoformat()}~{last.id}")


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind:
        found.append(Task.kind == wanted.kind)
    if wanted.holder is Holder.ME:
        found.append(
            and_(Task.taken_by == wanted.staff_id, Task.taken_until > wanted.now)
        )
    elif wanted.holder is Holder.NOBODY:
        found.append(_is_free(wanted.now))
    return found


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(Task.taken_until.is_(None), Task.taken_until <= now)


def _place(cursor: str) -> tuple[Any, Any]:
    at, _, last_id = cursor.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Invalid({"after": N_("This page does not exist any more.")})
    return moment, last_id


def list_open_tasks_of(dispute_id: str) -> list[Task]:
    """What waits for a person in one dispute."""
    query = select(Task).where(Task.dispute_id == dispute_id, Task.done_at.is_(None))
    return list(current_session().scalars(query.order_by(Task.due_at, Task.id)))


def list_tasks_of(dispute_id: str, kind: str) -> list[Task]:
    """All tasks of a kind in one dispute, done or not, in the order they came."""
    query = select(Task).where(Task.dispute_id == dispute_id, Task.kind == kind)
    return list(current_session().scalars(query.order_by(Task.opened_at, Task.id)))


def find_task(dispute_id: str | None, kind: str, target: str) -> Task | None:
    """The one task of this kind about this thing."""
    return current_session().scalar(
        select(Task).where(
            Task.dispute_id == dispute_id, Task.kind == kind, Task.target == target
        )
    )


def find_open_task(dispute_id: str, kind: str, target: str) -> Task | None:
    """The same, while it waits for somebody."""
    task = find_task(dispute_id, kind, target)
    return task if task is not None and task.done_at is None else None


def get_open_task(dispute_id: str, kind: str, target: str) -> Task:
    """The same; raises NotFound when nothing waits."""
    task = find_open_task(dispute_id, kind, target)
    if task is None:
        raise NotFound
    return task


def list_open_tasks_to(kind: str, targets: Collection[str]) -> list[Task]:
    """The open tasks of a kind about any of these things, by what they are about."""
    query = select(Task).where(
        Task.done_at.is_(None), Task.kind == kind, Task.target.in_(targets)
    )
    return list(current_session().scalars(query.order_by(Task.target)))


def list_open_tasks_of_kind(kind: str) -> list[Task]:
    """The open tasks of a kind, the most urgent first."""
    query = select(Task).where(Task.done_at.is_(None), Task.kind == kind)
    ordered = query.order_by(Task.due_at, Task.id).limit(PAGE)
    return list(current_session().scalars(ordered))


def find_next_task(
    kind: str, *, staff_id: int, now: datetime, besides: Collection[str] = ()
) -> Task | None:
    """The next open task of a kind that no colleague holds, but for these targets."""
    query = select(Task).where(
        Task.done_at.is_(None),
        Task.kind == kind,
        *([Task.target.not_in(besides)] if besides else []),
        or_(_is_free(now), Task.taken_by == staff_id),
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
