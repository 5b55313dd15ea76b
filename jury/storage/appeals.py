"""Appeals: who appealed which round, on which ground, and with which sentence."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lifecycle import Side
from jury.storage.base import Base, current_session


class Appeal(Base):
    """One side's appeal from the decision of a round; each side has one a dispute.

    `template` is its sentence as everybody but its side and staff reads it: covered.
    """

    __tablename__ = "appeal"
    __table_args__ = (
        UniqueConstraint("dispute_id", "side"),
        CheckConstraint("round_number >= 1", name="from_a_round"),
        CheckConstraint("side IN ('buyer', 'seller')", name="side"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    round_number: Mapped[int]
    side: Mapped[str]
    ground: Mapped[str]
    text: Mapped[str]
    template: Mapped[str]
    language: Mapped[str]
    filed_at: Mapped[datetime]


def list_appeals(dispute_id: str) -> list[Appeal]:
    """The appeals in a dispute, the one that opened the next round first."""
    query = select(Appeal).where(Appeal.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(Appeal.filed_at, Appeal.id)))


def find_appeal(dispute_id: str, side: Side) -> Appeal | None:
    """This side's appeal."""
    return current_session().scalar(
        select(Appeal).where(Appeal.dispute_id == dispute_id, Appeal.side == side.value)
    )


def is_appealed(dispute_id: str) -> bool:
    """Whether the one appeal of this dispute was used, by either side."""
    query = select(Appeal.id).where(Appeal.dispute_id == dispute_id).limit(1)
    return current_session().scalar(query) is not None
