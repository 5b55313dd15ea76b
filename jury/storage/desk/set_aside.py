"""Decisions by default that were set aside: what they said, kept for the record."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session


class SetAside(Base):
    """What was decided by default before the dispute was reopened; once, in round 1."""

    __tablename__ = "set_aside"
    __table_args__ = (
        CheckConstraint("ended_by = 'default'", name="by_default"),
        CheckConstraint("round_number = 1", name="first_round"),
    )

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    round_number: Mapped[int]
    ended_by: Mapped[str]
    remedy: Mapped[str]
    buyer_minor: Mapped[int]
    seller_minor: Mapped[int]
    freight_minor: Mapped[int]
    pronounced_at: Mapped[datetime]
    set_aside_at: Mapped[datetime]


def find_set_aside(dispute_id: str) -> SetAside | None:
    """What was decided by default and no longer is, if the dispute was reopened."""
    return current_session().get(SetAside, dispute_id)
