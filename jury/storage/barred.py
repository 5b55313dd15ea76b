"""Who may not judge a dispute because a moderator said so, whoever else they are."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session


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
