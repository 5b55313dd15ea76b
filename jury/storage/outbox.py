"""What must be told to the outside: events for the marketplace, notices for people.

Rows are written in the transaction of the change they tell of; a relay numbers
them after the commit and delivers them until they arrive.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.storage.base import Base, current_session


class Event(Base):
    """One event. `position` is assigned by the relay after commit, once.

    `held_for` names the draw at whose close it may be told; until then it has no
    number in its dispute's sequence either.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("position"),
        UniqueConstraint("dispute_id", "dispute_seq"),
        Index(None, "held_for"),
        Index("ix_event_undelivered", "delivered_at", "next_attempt_at"),
        Index("ix_event_unnumbered", "position", "held_for", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int | None]
    dispute_id: Mapped[str | None] = mapped_column(ForeignKey("dispute.id"))
    dispute_seq: Mapped[int | None]
    type: Mapped[str]
    payload: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime]
    held_for: Mapped[int | None] = mapped_column(ForeignKey("draw.id"))
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    last_answer: Mapped[str | None]


class Notice(Base):
    """Something a person must be told: an inbox line, a mail, a push."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "user_id", "made_at"),
        Index(None, "staff_id", "made_at"),
        Index("ix_notice_unmailed", "mailed_at", "mail_due_at"),
        UniqueConstraint("once_key"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    dispute_id: Mapped[str | None] = mapped_column(ForeignKey("dispute.id"))
    kind: Mapped[str]
    params: Mapped[dict[str, Any]]
    path: Mapped[str]
    once_key: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    mail_due_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    mail_attempts: Mapped[int] = mapped_column(default=0)
    receipt: Mapped[str | None]
    receipt_at: Mapped[datetime | None]


def list_events_after(position: int, *, limit: int) -> list[Event]:
    """Events the relay has numbered above `position`, in order."""
    query = (
        select(Event).where(Event.position > position).order_by(Event.position)
    ).limit(limit)
    return list(current_session().scalars(query))


def list_held(draw_id: int) -> list[Event]:
    """Events that wait for the close of a poll, in the order they happened."""
    query = select(Event).where(Event.held_for == draw_id).order_by(Event.id)
    return list(current_session().scalars(query))


def list_unnumbered(now: datetime, *, limit: int) -> list[Event]:
    """Committed events that may be told and have no position yet."""
    query = (
        select(Event)
        .where(
            Event.position.is_(None),
            Event.held_for.is_(None),
            or_(Event.next_attempt_at.is_(None), Event.next_attempt_at <= now),
        )
        .order_by(Event.id)
        .limit(limit)
    )
    return list(current_session().scalars(query))


def list_undelivered(now: datetime, *, limit: int) -> list[Event]:
    """Numbered events whose next delivery is due, in order."""
    query = (
        select(Event)
        .where(
            Event.delivered_at.is_(None),
            Event.position.is_not(None),
            or_(Event.next_attempt_at.is_(None), Event.next_attempt_at <= now),
        )
        .order_by(Event.position)
        .limit(limit)
    )
    return list(current_session().scalars(query))


def list_unmailed(now: datetime, *, limit: int) -> list[Notice]:
    """Notices whose mail is due."""
    query = (
        select(Notice)
        .where(Notice.mailed_at.is_(None), Notice.mail_due_at <= now)
        .order_by(Notice.mail_due_at)
        .limit(limit)
    )
    return list(current_session().scalars(query))


def last_position() -> int:
    """The highest position given so far."""
    return current_session().scalar(select(func.max(Event.position))) or 0


def get_notice(notice_id: str) -> Notice:
    """The notice; raises NotFound."""
    notice = current_session().get(Notice, notice_id)
    if notice is None:
        raise NotFound
    return notice


def list_notices_of_user(user_id: int, *, limit: int = 50) -> list[Notice]:
    """A user's inbox, newest first."""
    query = (
        select(Notice)
        .where(Notice.user_id == user_id)
        .order_by(Notice.made_at.desc())
        .limit(limit)
    )
    return list(current_session().scalars(query))


def list_notices_about(
    user_id: int, dispute_id: str, *, limit: int = 30
) -> list[Notice]:
    """What a user was told about one dispute, newest first."""
    query = (
        select(Notice)
        .where(Notice.user_id == user_id, Notice.dispute_id == dispute_id)
        .order_by(Notice.made_at.desc())
        .limit(limit)
    )
    return list(current_session().scalars(query))


def count_unread(user_id: int) -> int:
    """How many notices this user has not read."""
    query = select(func.count(Notice.id)).where(
        Notice.user_id == user_id, Notice.read_at.is_(None)
    )
    return current_session().scalar(query) or 0
