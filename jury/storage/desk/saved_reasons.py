"""Reasons that staff write again and again, kept to be chosen: one's own, or shared."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session

SHARED = "shared"


class SavedReason(Base):
    """One text; its owner is one member of staff, or everybody."""

    __tablename__ = "saved_reason"
    __table_args__ = (UniqueConstraint("owner", "text"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    text: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


def owner_of(staff_id: int) -> str:
    """The owner that stands for one member of staff."""
    return f"staff:{staff_id}"


def list_saved_reasons(staff_id: int) -> Sequence[SavedReason]:
    """What this member of staff may choose from, one's own first."""
    query = select(SavedReason).where(
        SavedReason.owner.in_([SHARED, owner_of(staff_id)])
    )
    ordered = query.order_by(SavedReason.owner.desc(), SavedReason.text)
    return list(current_session().scalars(ordered))


def find_saved_reason(reason_id: str, staff_id: int) -> SavedReason | None:
    """One of those; None for another's."""
    row = current_session().get(SavedReason, reason_id)
    is_theirs = row is not None and row.owner in {SHARED, owner_of(staff_id)}
    return row if is_theirs else None


def count_saved_reasons(owner: str) -> int:
    """How many an owner has."""
    query = select(func.count(SavedReason.id)).where(SavedReason.owner == owner)
    return current_session().scalar(query) or 0
