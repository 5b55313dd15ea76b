"""What must be told to the outside: events for the marketplace, notices for people.

Rows are written in the transaction of the change they tell of; a relay numbers
them after the commit and delivers them until they arrive.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
)
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


def find_unnumbered(now: datetime) -> Event | None:
    """The first committed event that may be told and has no position yet."""
    return current_session().scalar(_unnumbered(now).limit(1))


def claim_unnumbered(now: datetime, *, limit: int) -> list[Event]:
    """Committed events that may be told and have no position yet; locked.

    Whoever else numbers them waits for the lock, and finds them numbered.
    """
    query = _unnumbered(now).limit(limit).with_for_update()
    return list(current_session().scalars(query))


def _unnumbered(now: datetime) -> Select[Event]:
    return (
        select(Event)
        .where(
            Event.position.is_(None),
            Event.held_for.is_(None),
            or_(Event.next_attempt_at.is_(None), Event.next_attempt_at <= now),
        )
        .order_by(Event.id)
    )


def claim_undelivered(now: datetime) -> Event | None:
    """The first numbered event whose delivery is due; what others hold is left out."""
    query = (
        select(Event)
        .where(
            Event.delivered_at.is_(None),
            Event.position.is_not(None),
            or_(Event.next_attempt_at.is_(None), Event.next_attempt_at <= now),
        )
        .order_by(Event.position)
        .limit(1)
    )
    return current_session().scalar(query.with_for_update(skip_locked=True))


def claim_unmailed(now: datetime) -> Notice | None:
    """The first notice whose mail is due; what others hold is left out."""
    query = (
        select(Notice)
        .where(Notice.mailed_at.is_(None), Notice.mail_due_at <= now)
        .order_by(Notice.mail_due_at, Notice.id)
        .limit(1)
    )
    return current_session().scalar(query.with_for_update(skip_locked=True))


def last_position() -> int:
    """The highest position given so far."""
    return current_session().scalar(select(func.max(Event.position))) or 0


def get_notice(notice_id: str) -> Notice:
    """The notice; raises NotFound."""
    notice = current_session().get(Notice, notice_id)
    if notice is None:
        raise NotFound
    return notice


def list_notices_about(
    user_id: int, dispute_id: str, *, limit: int = 30
) -> list[Notice]:
    """What a user was told about one dispute, newest first."""
    query = (
        select(Notice)
        .where(Notice.user_id == user_id, Notice.dispute_id == dispute_id)
        .order_by(Notice.made_at.desc(), Notice.id)
        .limit(limit)
    )
    return list(current_session().scalars(query))


def list_notices_of_kind(user_id: int, dispute_id: str, kind: str) -> list[Notice]:
    """Every notice of one kind that a user got about one dispute, oldest first."""
    query = select(Notice).where(
        Notice.user_id == user_id, Notice.dispute_id == dispute_id, Notice.kind == kind
    )
    return list(current_session().scalars(query.order_by(Notice.made_at, Notice.id)))


# Built once: every ballot asks it.
_UNREAD = select(Notice).where(
    Notice.once_key.in_(bindparam("keys", expanding=True)),
    Notice.read_at.is_(None),
    Notice.mail_attempts == 0,
)
# The event's id is made as `event_id_of` makes it.
_UNTOLD = _UNREAD.add_columns(Event.id.is_not(None)).outerjoin(
    Event, Event.public_id == literal("evt") + func.substr(Notice.id, 4)
)


def event_id_of(notice: Notice) -> str:
    """The public id of the event that asks the marketplace to carry a notice."""
    return f"evt{notice.id[3:]}"


def list_untold(once_keys: Sequence[str]) -> list[tuple[Notice, bool]]:
    """As `list_unread_by_keys`, each with whether the marketplace is asked to carry it.

    What is private is kept from it, and has no event.
    """
    found = current_session().execute(_UNTOLD, {"keys": list(once_keys)})
    return list(found)


def list_unread_by_keys(once_keys: Sequence[str]) -> list[Notice]:
    """Notices of these keys that were neither opened nor mailed yet."""
    return list(current_session().scalars(_UNREAD, {"keys": list(once_keys)}))


def list_notices_by_keys(once_keys: Sequence[str]) -> list[Notice]:
    """Notices of these keys, read or not."""
    query = select(Notice).where(Notice.once_key.in_(once_keys))
    return list(current_session().scalars(query.order_by(Notice.id)))


def drop_event(public_id: str) -> bool:
    """Remove an event that has no position yet; False when it was told already."""
    session = current_session()
    session.execute(
        delete(Event).where(Event.public_id == public_id, Event.position.is_(None))
    )
    left = select(Event.id).where(Event.public_id == public_id)
    return session.scalar(left) is None
