"""Who may not judge a dispute because a moderator said so, whoever else they are."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session
from jury.storage.roster import Juror


class Barred(Base):
    """One person whom no panel of this dispute may have; said once."""

    __tablename__ = "barred"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"), primary_key=True)
    code: Mapped[str]
    barred_by: Mapped[int]
    barred_at: Mapped[datetime]


def list_barred(dispute_id: str) -> frozenset[int]:
    """The ids of everybody whom no panel of this dispute may have."""
    query = select(Barred.juror_id).where(Barred.dispute_id == dispute_id)
    return frozenset(current_session().scalars(query))


def find_barred(dispute_id: str, juror_id: int) -> Barred | None:
    """That this person may not judge this dispute, if it was said."""
    return current_session().get(Barred, (dispute_id, juror_id))


def list_barred_refs(dispute_id: str) -> list[str]:
    """The references of everybody of whom that was said, as they were said."""
    query = select(Juror.ref).join(Barred, Barred.juror_id == Juror.id)
    query = query.where(Barred.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(Barred.barred_at, Juror.ref)))
