"""Money: the refund record, its one enforcement, and the double-entry ledger."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jury.domain.errors import NotFound
from jury.domain.lives.part_states import RefundState
from jury.storage.base import Base, current_session


class Instructed:
    """How far an instruction got; `proof` is the reference of a payment by hand."""

    WAITING = (RefundState.INSTRUCTED.value, RefundState.REFUSED.value)
    DONE = (RefundState.ACKNOWLEDGED.value, RefundState.WRITTEN_OFF.value)

    state: Mapped[str] = mapped_column(default=RefundState.HELD.value)
    attempt: Mapped[int] = mapped_column(default=0)
    instructed_at: Mapped[datetime | None]
    answer_due_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer_code: Mapped[str | None]
    delayed_at: Mapped[datetime | None]
    proof: Mapped[str | None]

    @property
    def is_done(self) -> bool:
        """Whether nothing is awaited of it any more."""
        return self.state in self.DONE


class RefundRecord(Instructed, Base):
    """The held sum at the marketplace, and what it answered."""

    __tablename__ = "refund_record"
    __table_args__ = (CheckConstraint("held_minor > 0", name="held_positive"),)

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    held_minor: Mapped[int]
    currency: Mapped[str]


class Enforcement(Base):
    """That a dispute's award was instructed: the row can exist only once."""

    __tablename__ = "enforcement"
    __table_args__ = (
        CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name="not_negative",
        ),
        CheckConstraint(
            "buyer_minor + seller_minor + freight_minor = held_minor",
            name="splits_the_held_sum",
        ),
    )

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdict.id"), unique=True)
    held_minor: Mapped[int]
    buyer_minor: Mapped[int]
    seller_minor: Mapped[int]
    freight_minor: Mapped[int]
    made_at: Mapped[datetime]


class LedgerTransaction(Base):
    """Entries that together sum to zero."""

    __tablename__ = "ledger_transaction"
    __table_args__ = (UniqueConstraint("dispute_id", "kind", "attempt"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    kind: Mapped[str]
    attempt: Mapped[int] = mapped_column(default=1)
    currency: Mapped[str]
    posted_at: Mapped[datetime]
    entries: Mapped[list["LedgerEntry"]] = relationship(cascade="all")


class LedgerEntry(Base):
    """One immutable movement on one account."""

    __tablename__ = "ledger_entry"
    __table_args__ = (CheckConstraint("minor <> 0", name="moves_something"),)

    transaction_id: Mapped[int] = mapped_column(
        ForeignKey("ledger_transaction.id"), primary_key=True
    )
    account: Mapped[str] = mapped_column(primary_key=True)
    minor: Mapped[int]


def get_refund(refund_ref: str) -> RefundRecord:
    """The refund record with the marketplace's reference; raises NotFound."""
    record = current_session().scalar(
        select(RefundRecord).where(RefundRecord.ref == refund_ref)
    )
    if record is None:
        raise NotFound
    return record


def get_refund_of(dispute_id: str) -> RefundRecord:
    """The refund record of a dispute; raises NotFound."""
    record = current_session().get(RefundRecord, dispute_id)
    if record is None:
        raise NotFound
    return record


def list_ledger(dispute_id: str) -> list[LedgerTransaction]:
    """What was posted in a dispute, in that order."""
    query = select(LedgerTransaction).where(LedgerTransaction.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(LedgerTransaction.id)))


def balances(dispute_id: str) -> dict[str, int]:
    """The balance of every account that a dispute touched."""
    query = (
        select(LedgerEntry.account, func.sum(LedgerEntry.minor))
        .join(LedgerTransaction)
        .where(LedgerTransaction.dispute_id == dispute_id)
        .group_by(LedgerEntry.account)
    )
    return {account: int(total) for account, total in current_session().execute(query)}
