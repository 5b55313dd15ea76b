"""What became of every try to deliver a webhook: when, the answer, how it began."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, and_, delete, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from jury.domain.errors import NotFound
from jury.storage.base import Base, current_session
from jury.storage.outside.outbox import Event


class EventDelivery(Base):
    """One try to deliver one event; `answer` is a status, or what broke instead."""

    __tablename__ = "event_delivery"
    __table_args__ = (
        UniqueConstraint("event_id", "attempt"),
        Index(None, "tried_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    attempt: Mapped[int]
    tried_at: Mapped[datetime]
    arrived: Mapped[bool]
    answer: Mapped[str]
    # The beginning of what the receiver said; it may say anything.
    said: Mapped[str]
    event: Mapped[Event] = relationship(lazy="raise")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which deliveries: of some disputes, only failed ones, those older than one.

    Without `notices` those of `notice.due` are left out, which have no dispute.
    """

    dispute_ids: Collection[str] | None = None
    failed: bool = False
    notices: bool = True
    after: str = ""


def get_delivery(delivery_id: str) -> EventDelivery:
    """The delivery with its event; raises NotFound."""
    query = select(EventDelivery).where(EventDelivery.id == delivery_id)
    found = current_session().scalar(query.options(joinedload(EventDelivery.event)))
    if found is None:
        raise NotFound
    return found


def list_deliveries(wanted: Wanted, *, limit: int) -> list[EventDelivery]:
    """Deliveries with their events, newest first; `after` is one that must exist."""
    query = (
        select(EventDelivery)
        .join(EventDelivery.event)
        .options(joinedload(EventDelivery.event))
        .order_by(EventDelivery.tried_at.desc(), EventDelivery.id.desc())
        .limit(limit)
    )
    if wanted.dispute_ids is not None:
        query = query.where(Event.dispute_id.in_(wanted.dispute_ids))
    elif not wanted.notices:
        query = query.where(Event.dispute_id.is_not(None))
    if wanted.failed:
        query = query.where(EventDelivery.arrived.is_(False))
    if wanted.after:
        last = get_delivery(wanted.after)
        query = query.where(
            or_(
                EventDelivery.tried_at < last.tried_at,
                and_(
                    EventDelivery.tried_at == last.tried_at, EventDelivery.id < last.id
                ),
            )
        )
    return list(current_session().scalars(query))


def forget_deliveries(before: datetime) -> None:
    """Remove what became of deliveries long ago; the events themselves stay."""
    current_session().execute(
        delete(EventDelivery).where(EventDelivery.tried_at < before)
    )
