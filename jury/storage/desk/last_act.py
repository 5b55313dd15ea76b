"""The last act of a moderator that can be taken back, and what was before it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.audit import AuditEntry
from jury.storage.base import Base, current_session
from jury.storage.desk.tasks import Task


class LastAct(Base):
    """Which act it was, whose, when, and what it changed; the next takes its place."""

    __tablename__ = "last_act"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    staff_id: Mapped[int]
    action: Mapped[str]
    entry_seq: Mapped[int]
    stage: Mapped[str]
    round_number: Mapped[int]
    before: Mapped[dict[str, Any]]
    done_at: Mapped[datetime]


def find_last_act(dispute_id: str) -> LastAct | None:
    """What could be taken back in a dispute, if nothing has followed."""
    return current_session().get(LastAct, dispute_id)


def list_staff_actions(chain: str, *, after: int) -> list[str]:
    """What staff did after one entry of a chain."""
    query = select(AuditEntry.action).where(
        AuditEntry.chain == chain,
        AuditEntry.seq > after,
        AuditEntry.actor.like("staff:%"),
    )
    return list(current_session().scalars(query))


def list_tasks_touched(dispute_id: str, at: datetime) -> Sequence[Task]:
    """The tasks that were opened or finished at this very moment."""
    query = select(Task).where(
        Task.dispute_id == dispute_id, or_(Task.done_at == at, Task.opened_at == at)
    )
    return list(current_session().scalars(query))
