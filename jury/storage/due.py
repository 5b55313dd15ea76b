"""What is due, and the disputes whose sweep failed: those wait a while longer."""

from datetime import datetime

from sqlalchemy import Exists, ForeignKey, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute


class SweepFailure(Base):
    """That the sweep of a dispute failed, how often in a row, and by which defect.

    Beside the dispute, whose due time stays what it is: until `retry_due_at` it makes
    room for the others.
    """

    __tablename__ = "sweep_failure"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    defect: Mapped[str]
    retry_due_at: Mapped[datetime]


def is_put_off(dispute_id: InstrumentedAttribute[str], now: datetime) -> Exists:
    """Whether a sweep of this dispute failed, and it makes room for the others."""
    return (
        select(SweepFailure.dispute_id)
        .where(SweepFailure.dispute_id == dispute_id, SweepFailure.retry_due_at > now)
        .exists()
    )


def list_due_disputes(now: datetime, *, limit: int) -> list[str]:
    """Ids of the disputes with something due, the longest overdue first."""
    query = (
        select(Dispute.id)
        .where(
            Dispute.next_due_at <= now,
            Dispute.stands_since.is_(None),
            ~is_put_off(Dispute.id, now),
        )
        .order_by(Dispute.next_due_at, Dispute.id)
        .limit(limit)
    )
    return list(current_session().scalars(query))


def find_failure(dispute_id: str) -> SweepFailure | None:
    """That the last sweep of this dispute failed, if it did."""
    return current_session().get(SweepFailure, dispute_id)
