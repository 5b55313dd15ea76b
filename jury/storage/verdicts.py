"""Verdicts: what was decided, how, and what it awards."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session


class Verdict(Base):
    """The decision of one round, with its reasons and its award."""

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("dispute_id", "round_number"),
        CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name="award_not_negative",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    round_number: Mapped[int]
    ended_by: Mapped[str]
    rung: Mapped[int | None]
    remedy: Mapped[str]
    buyer_minor: Mapped[int]
    seller_minor: Mapped[int]
    freight_minor: Mapped[int]
    freight_bearer: Mapped[str | None]
    calculation: Mapped[list[Any]]
    split: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]]
    median_reading_seconds: Mapped[int | None]
    staff_reason: Mapped[str | None]
    pronounced_by: Mapped[str]
    pronounced_at: Mapped[datetime]


def find_verdict(dispute_id: str) -> Verdict | None:
    """The verdict of the newest round."""
    query = (
        select(Verdict)
        .where(Verdict.dispute_id == dispute_id)
        .order_by(Verdict.round_number.desc())
        .limit(1)
    )
    return current_session().scalar(query)
