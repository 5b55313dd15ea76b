"""What jurors ask for: the question of each, and the one that a poll waited for."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lives.inquiries import InquiryState
from jury.storage.base import Base, current_session
from jury.storage.disputes import EVIDENCE, Dispute
from jury.storage.draws import Seat, Summons
from jury.storage.due import is_put_off


class JurorQuestion(Base):
    """What one juror asked for, once; as secret as a ballot, and as rounded in time."""

    __tablename__ = "juror_question"

    summons_id: Mapped[str] = mapped_column(ForeignKey("summons.id"), primary_key=True)
    code: Mapped[str]
    asked_bucket_at: Mapped[datetime]
    salt: Mapped[str]


class Inquiry(Base):
    """What a jury asked one side for: once a poll, answered once.

    `due_at` is until when it may be answered, then when the poll goes on: once all is
    covered, at the latest at `covered_by_at`, with what is covered by then. Its side
    confirmed its evidence as jurors will see it, which `confirmed_digest` is a hash of.
    """

    __tablename__ = "inquiry"
    __table_args__ = (
        UniqueConstraint("draw_id"),
        UniqueConstraint("dispute_id", "number"),
        Index("ix_inquiry_due", "ended_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"))
    number: Mapped[int]
    code: Mapped[str]
    side: Mapped[str]
    state: Mapped[str] = mapped_column(default=InquiryState.ASKED.value)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    covered_by_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_digest: Mapped[str | None]
    ended_at: Mapped[datetime | None]


def find_question(summons_id: str) -> JurorQuestion | None:
    """What a juror asked for."""
    return current_session().get(JurorQuestion, summons_id)


def list_seated_questions(draw_id: int) -> list[str]:
    """What those ask for who hold a seat now, whether they voted or not."""
    query = (
        select(JurorQuestion.code)
        .join(Seat, Seat.summons_id == JurorQuestion.summons_id)
        .where(Seat.draw_id == draw_id, Seat.removed_at.is_(None))
    )
    return list(current_session().scalars(query))


def list_questions(draw_id: int) -> list[JurorQuestion]:
    """Every question that was put in a poll, in no order that tells anything."""
    query = (
        select(JurorQuestion)
        .join(Summons, Summons.id == JurorQuestion.summons_id)
        .where(Summons.draw_id == draw_id)
    )
    return list(current_session().scalars(query.order_by(JurorQuestion.salt)))


def find_inquiry(draw_id: int) -> Inquiry | None:
    """What the jury of a draw asked for, if it did."""
    query = select(Inquiry).where(Inquiry.draw_id == draw_id)
    return current_session().scalar(query)


def find_open_inquiry(dispute_id: str) -> Inquiry | None:
    """The question for whose answer the poll of a dispute waits now."""
    query = select(Inquiry).where(
        Inquiry.dispute_id == dispute_id, Inquiry.ended_at.is_(None)
    )
    return current_session().scalar(query)


def list_inquiries(dispute_id: str) -> list[Inquiry]:
    """All that juries asked for in a dispute, oldest first."""
    query = select(Inquiry).where(Inquiry.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(Inquiry.number)))


def count_inquiries(dispute_id: str) -> int:
    """How often a jury asked in a dispute."""
    query = select(func.count(Inquiry.id)).where(Inquiry.dispute_id == dispute_id)
    return current_session().scalar(query) or 0


def list_due_inquiries(now: datetime, *, limit: int) -> list[str]:
    """Disputes whose poll has waited long enough for evidence."""
    query = (
        select(Inquiry.dispute_id)
        .join(Dispute, Dispute.id == Inquiry.dispute_id)
        .where(
            Inquiry.ended_at.is_(None),
            Inquiry.due_at <= now,
            Dispute.stands_for == EVIDENCE,
            ~is_put_off(Inquiry.dispute_id, now),
        )
        .order_by(Inquiry.due_at, Inquiry.id)
    )
    return list(current_session().scalars(query.limit(limit)))


def find_next_due(now: datetime, *, dispute_id: str = "") -> datetime | None:
    """When the next poll that waits for evidence goes on, of one dispute or of all."""
    query = select(func.min(Inquiry.due_at)).where(
        Inquiry.ended_at.is_(None), Inquiry.due_at > now
    )
    if dispute_id:
        query = query.where(Inquiry.dispute_id == dispute_id)
    return current_session().scalar(query)
