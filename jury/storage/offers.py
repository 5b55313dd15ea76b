"""Offers to settle a dispute: every one that was made, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lifecycle import Side
from jury.domain.settlement import OfferState
from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute
from jury.storage.due import SweepFailure

_OPEN = text("state = 'open'")
_ACCEPTED = text("state = 'accepted'")


class Offer(Base):
    """What one side offered: a rung of the ladder, or a sum of its own (no rung).

    It holds no words: what two people say to each other in anger needs no new place.
    """

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("dispute_id", "number"),
        CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name="not_negative",
        ),
        CheckConstraint(
            "buyer_minor + seller_minor + freight_minor = held_minor",
            name="splits_the_held_sum",
        ),
        CheckConstraint("side IN ('buyer', 'seller')", name="side"),
        CheckConstraint(
            "(state = 'open') = (answered_at IS NULL)", name="open_until_answered"
        ),
        Index(
            "uq_offer_open",
            "dispute_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "uq_offer_accepted",
            "dispute_id",
            unique=True,
            sqlite_where=_ACCEPTED,
            postgresql_where=_ACCEPTED,
        ),
        Index("ix_offer_expiry", "state", "expires_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    round_number: Mapped[int]
    number: Mapped[int]
    side: Mapped[str]
    rung: Mapped[str | None]
    held_minor: Mapped[int]
    buyer_minor: Mapped[int]
    seller_minor: Mapped[int]
    freight_minor: Mapped[int]
    freight_bearer: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=OfferState.OPEN.value)
    answered_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.state == OfferState.OPEN.value


def list_offers(dispute_id: str) -> list[Offer]:
    """Every offer in a dispute, in the order they were made."""
    query = select(Offer).where(Offer.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(Offer.number)))


def find_open_offer(dispute_id: str) -> Offer | None:
    """The one offer that stands in a dispute, expired or not."""
    return current_session().scalar(
        select(Offer).where(
            Offer.dispute_id == dispute_id, Offer.state == OfferState.OPEN.value
        )
    )


def count_offers(dispute_id: str, round_number: int, side: Side) -> int:
    """How many offers a side has made in one round."""
    query = select(func.count(Offer.id)).where(
        Offer.dispute_id == dispute_id,
        Offer.round_number == round_number,
        Offer.side == side.value,
    )
    return current_session().scalar(query) or 0


def last_number(dispute_id: str) -> int:
    """The number of the newest offer in a dispute, or 0."""
    query = select(func.max(Offer.number)).where(Offer.dispute_id == dispute_id)
    return current_session().scalar(query) or 0


def newest_offers_of(dispute_ids: Sequence[str]) -> dict[str, Offer]:
    """The newest offer of each dispute that has one."""
    query = select(Offer).where(Offer.dispute_id.in_(dispute_ids))
    rows = current_session().scalars(query.order_by(Offer.number))
    return {row.dispute_id: row for row in rows}


def list_expired_offers(now: datetime, *, limit: int) -> list[str]:
    """Ids of the disputes whose open offer has expired, the longest first."""
    put_off = select(SweepFailure.dispute_id).where(
        SweepFailure.dispute_id == Offer.dispute_id, SweepFailure.retry_due_at > now
    )
    query = (
        select(Offer.dispute_id)
        .join(Dispute, Dispute.id == Offer.dispute_id)
        .where(
            Offer.state == OfferState.OPEN.value,
            Offer.expires_at <= now,
            Dispute.stands_since.is_(None),
            ~put_off.exists(),
        )
        .order_by(Offer.expires_at, Offer.dispute_id)
        .limit(limit)
    )
    return list(current_session().scalars(query))
