"""Pauses of single disputes, and the times that disputes were given back.

A dispute that stands still keeps its times where they are; `stands_since` on its row
says since when, and its windows are moved once it goes on.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lifecycle import Stage
from jury.domain.respites import Period
from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute
from jury.storage.due import is_put_off


class Pause(Base):
    """A moderator's pause of one dispute; of each dispute one at a time.

    `covers` is the administrators' stop for which it stood still already. Whoever is
    told why reads the code; the moderator's own words stand in the log alone.
    """

    __tablename__ = "pause"
    __table_args__ = (
        Index(
            "uq_pause_open",
            "dispute_id",
            unique=True,
            sqlite_where=text("resumed_at IS NULL"),
            postgresql_where=text("resumed_at IS NULL"),
        ),
        Index("ix_pause_review", "resumed_at", "review_due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    code: Mapped[str]
    covers: Mapped[str | None]
    paused_at: Mapped[datetime]
    paused_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    review_due_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    resumed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Respite(Base):
    """A period for which one dispute got its time back, whole or in part."""

    __tablename__ = "respite"
    __table_args__ = (Index(None, "dispute_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    cause: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime]


def find_pause(dispute_id: str) -> Pause | None:
    """The pause that stands, if this dispute is paused."""
    query = select(Pause).where(
        Pause.dispute_id == dispute_id, Pause.resumed_at.is_(None)
    )
    return current_session().scalar(query)


def list_unreviewed(now: datetime, *, limit: int) -> list[str]:
    """Disputes whose pause somebody should have looked at by now."""
    query = (
        select(Pause.dispute_id)
        .where(
            Pause.resumed_at.is_(None),
            Pause.review_due_at <= now,
            ~is_put_off(Pause.dispute_id, now),
        )
        .order_by(Pause.review_due_at, Pause.id)
    )
    return list(current_session().scalars(query.limit(limit)))


def list_given(dispute_id: str, *, besides: str = "") -> list[Period]:
    """For which periods a dispute got its time back, those of one cause left out."""
    query = select(Respite).where(
        Respite.dispute_id == dispute_id, Respite.cause != besides
    )
    return [Period(row.since, row.until) for row in current_session().scalars(query)]


def count_open_by_stage() -> dict[Stage, int]:
    """How many disputes that are not over stand in each stage."""
    query = (
        select(Dispute.stage, func.count())
        .where(Dispute.stage != Stage.CLOSED.value)
        .group_by(Dispute.stage)
    )
    rows = current_session().execute(query)
    return {Stage(stage): count for stage, count in rows}


def count_waiting(cause: str) -> int:
    """How many disputes stand still for this at the moment."""
    query = select(func.count()).where(Dispute.stands_for == cause)
    return current_session().scalar(query) or 0


def list_heard(now: datetime, *, limit: int) -> list[str]:
    """Disputes in a hearing whose time still runs."""
    query = select(Dispute.id).where(
        Dispute.stage == Stage.HEARING.value,
        Dispute.stands_since.is_(None),
        ~is_put_off(Dispute.id, now),
    )
    return list(current_session().scalars(query.order_by(Dispute.id).limit(limit)))


def list_waiting(cause: str, now: datetime, *, limit: int) -> list[str]:
    """Disputes whose time stands still because of this."""
    query = select(Dispute.id).where(
        Dispute.stands_for == cause, ~is_put_off(Dispute.id, now)
    )
    return list(current_session().scalars(query.order_by(Dispute.id).limit(limit)))
