"""What the marketplace's own staff decided in a dispute that runs beside them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session


class StaffDecision(Base):
    """One decision a dispute, as reported; it changes nothing that the court does.

    `before_verdict` tells whether the verdict can have been known to whoever decided.
    """

    __tablename__ = "staff_decision"
    __table_args__ = (CheckConstraint("buyer_minor >= 0", name="not_negative"),)

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    buyer_minor: Mapped[int]
    code: Mapped[str]
    decided_at: Mapped[datetime]
    reported_at: Mapped[datetime]
    before_verdict: Mapped[bool]


def find_staff_decision(dispute_id: str) -> StaffDecision | None:
    """What staff decided, once it was reported."""
    return current_session().get(StaffDecision, dispute_id)


def staff_decisions_of(dispute_ids: list[str]) -> dict[str, StaffDecision]:
    """The reported decisions of several disputes, by dispute."""
    query = select(StaffDecision).where(StaffDecision.dispute_id.in_(dispute_ids))
    return {one.dispute_id: one for one in current_session().scalars(query)}


def list_staff_decisions() -> list[StaffDecision]:
    """Every reported decision, by dispute."""
    query = select(StaffDecision).order_by(StaffDecision.dispute_id)
    return list(current_session().scalars(query))
