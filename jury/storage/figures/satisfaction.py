"""How content the sides were, said once by each after the end."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, and_, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lifecycle import Side
from jury.storage.base import Base, current_session
from jury.storage.disputes import Party


class Satisfaction(Base):
    """One answer: one to five, and a sentence of which only the covered form is kept.

    *got_most* tells whether this side got more than half of what was held.
    """

    __tablename__ = "satisfaction"
    __table_args__ = (
        CheckConstraint("marks BETWEEN 1 AND 5", name="marks"),
        CheckConstraint("side IN ('buyer', 'seller')", name="side"),
    )

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    marks: Mapped[int] = mapped_column(SmallInteger)
    got_most: Mapped[bool]
    covered: Mapped[str]
    language: Mapped[str]
    answered_at: Mapped[datetime]


class Answered(NamedTuple):
    """One answer; whose it is tells people apart, and is kept in no figure."""

    answered_at: datetime
    got_most: bool
    marks: int
    covered: str
    language: str
    user_id: int


def has_answered(dispute_id: str, side: Side) -> bool:
    """Whether this side said how content it was."""
    query = select(Satisfaction.side).where(
        Satisfaction.dispute_id == dispute_id, Satisfaction.side == side.value
    )
    return current_session().scalar(query) is not None


def list_satisfaction() -> list[Answered]:
    """Every answer, in the order in which they were given."""
    query = (
        select(
            Satisfaction.answered_at,
            Satisfaction.got_most,
            Satisfaction.marks,
            Satisfaction.covered,
            Satisfaction.language,
            Party.user_id,
        )
        .join(
            Party,
            and_(
                Party.dispute_id == Satisfaction.dispute_id,
                Party.side == Satisfaction.side,
            ),
        )
        .order_by(Satisfaction.answered_at, Satisfaction.dispute_id, Satisfaction.side)
    )
    return [Answered(*row) for row in current_session().execute(query)]
