"""Payments beside the award, and the changes of awards that some of them carry out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    SQLColumnExpression,
    Subquery,
    UniqueConstraint,
    and_,
    case,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lives.part_states import RefundState
from jury.domain.money.payments import ACCOUNTS, SHARES, Movement, PaymentKind
from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute
from jury.storage.due import SweepFailure
from jury.storage.money.refunds import Instructed


class Payment(Instructed, Base):
    """One movement beside the award that the marketplace is told; never changed.

    `key` is the same at every attempt. `most_minor` is what may move at most: the held
    sum, the deposit, or what the policy advances.
    """

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("dispute_id", "kind", "number"),
        CheckConstraint(
            "buyer_minor + seller_minor + freight_minor + platform_minor"
            " + deposit_minor = 0",
            name="sums_to_zero",
        ),
        CheckConstraint(
            "buyer_minor <= most_minor AND -buyer_minor <= most_minor"
            " AND seller_minor <= most_minor AND -seller_minor <= most_minor",
            name="within_what_may_move",
        ),
        CheckConstraint(
            "kind = 'reversal' OR (seller_minor = 0 AND freight_minor = 0)",
            name="only_a_reversal_moves_shares",
        ),
        Index("ix_payment_due", "state", "answer_due_at"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    kind: Mapped[str]
    number: Mapped[int]
    currency: Mapped[str]
    buyer_minor: Mapped[int] = mapped_column(default=0)
    seller_minor: Mapped[int] = mapped_column(default=0)
    freight_minor: Mapped[int] = mapped_column(default=0)
    platform_minor: Mapped[int] = mapped_column(default=0)
    deposit_minor: Mapped[int] = mapped_column(default=0)
    most_minor: Mapped[int]
    made_at: Mapped[datetime]

    @property
    def movement(self) -> Movement:
        """What it moves."""
        return Movement(**{name: getattr(self, f"{name}_minor") for name in ACCOUNTS})


class Reversal(Base):
    """What an award became after it was instructed, who decided that, and why.

    The verdict stays as it was pronounced. Number 1 changes it, 2 changes number 1.
    """

    __tablename__ = "reversal"
    __table_args__ = (
        CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0"
            " AND deposit_minor >= 0",
            name="award_not_negative",
        ),
        CheckConstraint(
            "buyer_minor + seller_minor + freight_minor = held_minor",
            name="splits_the_held_sum",
        ),
        CheckConstraint("consented_by <> decided_by", name="consent_of_another"),
    )

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdict.id"))
    cause: Mapped[str]
    rung: Mapped[int]
    remedy: Mapped[str]
    held_minor: Mapped[int]
    buyer_minor: Mapped[int]
    seller_minor: Mapped[int]
    freight_minor: Mapped[int]
    deposit_minor: Mapped[int] = mapped_column(default=0)
    calculation: Mapped[list[Any]]
    reason: Mapped[str]
    decided_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    consented_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


def find_payment(key: str) -> Payment | None:
    """The payment with this key."""
    return current_session().get(Payment, key)


def list_payments(dispute_id: str) -> list[Payment]:
    """All payments beside the award of a dispute, in the order they were made."""
    query = select(Payment).where(Payment.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(Payment.made_at, Payment.key)))


def payments_of(dispute_ids: Sequence[str]) -> dict[str, list[Payment]]:
    """The same of each dispute that has any."""
    query = select(Payment).where(Payment.dispute_id.in_(dispute_ids))
    found: dict[str, list[Payment]] = {}
    rows = current_session().scalars(query.order_by(Payment.made_at, Payment.key))
    for row in rows:
        found.setdefault(row.dispute_id, []).append(row)
    return found


def list_payments_of_kind(dispute_id: str, kind: PaymentKind) -> list[Payment]:
    """The payments of one kind, in order."""
    return [one for one in list_payments(dispute_id) if one.kind == kind.value]


def list_late_payments(now: datetime, *, limit: int) -> list[str]:
    """Ids of the disputes with a payment that is late, the longest first."""
    put_off = select(SweepFailure.dispute_id).where(
        SweepFailure.dispute_id == Payment.dispute_id, SweepFailure.retry_due_at > now
    )
    query = (
        select(Payment.dispute_id)
        .join(Dispute, Dispute.id == Payment.dispute_id)
        .where(
            Dispute.stands_since.is_(None),
            Payment.state.in_(Instructed.WAITING),
            Payment.answer_due_at <= now,
            ~put_off.exists(),
        )
        .order_by(Payment.answer_due_at, Payment.key)
        .limit(limit)
    )
    return list(current_session().scalars(query))


def has_late_payment(dispute_id: str, now: datetime) -> bool:
    """Whether an answer about a payment of this dispute is overdue."""
    return any(
        one.state in one.WAITING and one.answer_due_at and one.answer_due_at <= now
        for one in list_payments(dispute_id)
    )


def list_reversals(dispute_id: str) -> list[Reversal]:
    """What the award of a dispute became, in order."""
    query = select(Reversal).where(Reversal.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(Reversal.number)))


def find_last_reversal(dispute_id: str) -> Reversal | None:
    """What the award became last, if it was changed."""
    found = list_reversals(dispute_id)
    return found[-1] if found else None


def sums_by_dispute() -> Subquery:
    """For every dispute: what its payments moved, and by how much awards changed.

    A payment that was written off moved nothing; the change of an award is one all the
    same.
    """
    is_moved = Payment.state != RefundState.WRITTEN_OFF.value
    is_reversal = Payment.kind == PaymentKind.REVERSAL.value
    columns: list[Any] = []
    for account in ACCOUNTS:
        minor = getattr(Payment, f"{account}_minor")
        moved = func.sum(case((is_moved, minor), else_=0))
        columns.append(moved.label(f"moved_{account}"))
    for account in SHARES:
        minor = getattr(Payment, f"{account}_minor")
        changed = func.sum(case((is_reversal, minor), else_=0))
        columns.append(changed.label(f"changed_{account}"))
    is_compensation = Payment.kind == PaymentKind.COMPENSATION.value
    compensated = func.sum(case((is_compensation, Payment.buyer_minor), else_=0))
    columns.append(compensated.label("changed_deposit"))
    is_repaid = Payment.kind == PaymentKind.REPAYMENT.value
    repaid = func.sum(case((is_repaid, Payment.platform_minor), else_=0))
    columns.append(repaid.label("repaid"))
    is_given_up = and_(
        Payment.kind == PaymentKind.ADVANCE.value, Payment.number > 1, ~is_moved
    )
    given_up = func.sum(case((is_given_up, Payment.buyer_minor), else_=0))
    columns.append(given_up.label("given_up"))
    grouped = select(Payment.dispute_id.label("key"), *columns)
    return grouped.group_by(Payment.dispute_id).subquery()


def rung_in_force(
    dispute_id: SQLColumnExpression[str], verdict_rung: SQLColumnExpression[Any]
) -> ColumnElement[Any]:
    """The rung that binds: of the last change of the award, else of the verdict."""
    changed = (
        select(Reversal.rung)
        .where(Reversal.dispute_id == dispute_id)
        .order_by(Reversal.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(changed, verdict_rung)
