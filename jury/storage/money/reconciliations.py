"""Reconciliations with the marketplace's lists, and the differences they found."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.domain.lives.part_states import RefundState
from jury.storage.base import Base, current_session
from jury.storage.money.payments import Payment
from jury.storage.money.refunds import Enforcement, RefundRecord


class Reconciliation(Base):
    """One list of a day, compared with the ledger."""

    __tablename__ = "reconciliation"
    __table_args__ = (Index("ix_reconciliation_day", "day", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str]
    actor: Mapped[str]
    lines: Mapped[int]
    differences: Mapped[int]
    made_at: Mapped[datetime]


class DifferenceRow(Base):
    """One difference of a day, once however often its list is sent."""

    __tablename__ = "difference"
    __table_args__ = (UniqueConstraint("day", "kind", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str]
    kind: Mapped[str]
    reference: Mapped[str]
    refund: Mapped[str]
    ours: Mapped[str]
    theirs: Mapped[str]
    dispute_id: Mapped[str | None] = mapped_column(ForeignKey("dispute.id"))
    found_at: Mapped[datetime]
    due_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    outcome: Mapped[str | None]
    reason: Mapped[str | None]


def get_difference(difference_id: int) -> DifferenceRow:
    """The difference; raises NotFound."""
    found = current_session().get(DifferenceRow, difference_id)
    if found is None:
        raise NotFound
    return found


def list_differences(day: str) -> list[DifferenceRow]:
    """Every difference that was found for a day."""
    query = select(DifferenceRow).where(DifferenceRow.day == day)
    return list(current_session().scalars(query.order_by(DifferenceRow.id)))


def list_reconciliations(*, limit: int) -> list[Reconciliation]:
    """The last ones, the newest first."""
    query = select(Reconciliation).order_by(Reconciliation.id.desc()).limit(limit)
    return list(current_session().scalars(query))


def has_reconciliation(day: str) -> bool:
    """Whether a list of this day came."""
    query = select(Reconciliation.id).where(Reconciliation.day == day).limit(1)
    return current_session().scalar(query) is not None


def list_awards_between(
    start: datetime, end: datetime, dispute_ids: Sequence[str]
) -> list[tuple[RefundRecord, Enforcement]]:
    """Awards that were answered in between, and those of these disputes."""
    query = select(RefundRecord, Enforcement).join(
        Enforcement, Enforcement.dispute_id == RefundRecord.dispute_id
    )
    is_wanted = _is_wanted(RefundRecord, dispute_ids, start=start, end=end)
    rows = current_session().execute(query.where(is_wanted))
    return [(record, enforcement) for record, enforcement in rows]


def list_payments_between(
    start: datetime, end: datetime, dispute_ids: Sequence[str]
) -> list[tuple[Payment, RefundRecord]]:
    """The same of payments beside awards, each with its refund record."""
    query = select(Payment, RefundRecord).join(
        RefundRecord, RefundRecord.dispute_id == Payment.dispute_id
    )
    is_wanted = _is_wanted(Payment, dispute_ids, start=start, end=end)
    rows = current_session().execute(query.where(is_wanted, Payment.attempt > 0))
    return [(payment, record) for payment, record in rows]


def list_open_differences() -> list[DifferenceRow]:
    """Every difference that nobody has explained yet, the next due first."""
    query = select(DifferenceRow).where(DifferenceRow.closed_at.is_(None))
    return list(
        current_session().scalars(
            query.order_by(DifferenceRow.due_at, DifferenceRow.id)
        )
    )


def _is_wanted(
    paid: type[RefundRecord | Payment],
    dispute_ids: Sequence[str],
    *,
    start: datetime,
    end: datetime,
) -> ColumnElement[bool]:
    """Done in between, or of one of these disputes."""
    return or_(
        paid.dispute_id.in_(dispute_ids),
        (paid.state == RefundState.ACKNOWLEDGED.value)
        & (paid.answered_at >= start)
        & (paid.answered_at < end),
    )
