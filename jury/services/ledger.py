"""The ledger: double entry for each dispute and currency, corrected by adding only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from jury.domain.lifecycle import RefundState, Stage
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.money import (
    Enforcement,
    LedgerEntry,
    LedgerTransaction,
    RefundRecord,
)

HELD = "marketplace_held"
ESCROW = "escrow"
BUYER = "buyer"
SELLER = "seller"
FREIGHT = "freight"


@dataclass(frozen=True)
class LedgerReport:
    """What `check` found; `faults` is empty when the books balance."""

    transactions: int
    moved_minor: Mapping[str, int]
    faults: tuple[str, ...]


def post(
    dispute: Dispute, kind: str, movements: Mapping[str, int], *, now: datetime
) -> LedgerTransaction:
    """Write one transaction; `movements` (account to minor units) must sum to zero."""
    if sum(movements.values()) != 0:
        raise ValueError("a ledger transaction must sum to zero")
    entries = [
        LedgerEntry(account=account, minor=minor)
        for account, minor in movements.items()
        if minor
    ]
    row = LedgerTransaction(
        dispute_id=dispute.id,
        kind=kind,
        currency=dispute.currency,
        posted_at=now,
        entries=entries,
    )
    current_session().add(row)
    return row


def check() -> LedgerReport:
    """Check every rule of the ledger over the whole database."""
    session = current_session()
    faults = (*_unbalanced(), *_escrow_not_empty(), *_awards_not_met())
    moved = session.execute(
        select(LedgerTransaction.currency, func.sum(LedgerEntry.minor))
        .join(LedgerEntry)
        .where(LedgerEntry.account.in_([BUYER, SELLER, FREIGHT]))
        .group_by(LedgerTransaction.currency)
    )
    count = session.scalar(select(func.count(LedgerTransaction.id))) or 0
    return LedgerReport(count, {code: int(sum_) for code, sum_ in moved}, faults)


def _unbalanced() -> Iterator[str]:
    query = (
        select(LedgerEntry.transaction_id)
        .group_by(LedgerEntry.transaction_id)
        .having(func.sum(LedgerEntry.minor) != 0)
    )
    for transaction_id in current_session().scalars(query):
        yield f"transaction {transaction_id} does not sum to zero"


def _escrow_not_empty() -> Iterator[str]:
    query = (
        select(LedgerTransaction.dispute_id)
        .join(LedgerEntry)
        .join(Dispute, Dispute.id == LedgerTransaction.dispute_id)
        .where(LedgerEntry.account == ESCROW, Dispute.stage == Stage.CLOSED.value)
        .group_by(LedgerTransaction.dispute_id)
        .having(func.sum(LedgerEntry.minor) != 0)
    )
    for dispute_id in current_session().scalars(query):
        yield f"closed dispute {dispute_id} still holds money in escrow"


def _awards_not_met() -> Iterator[str]:
    session = current_session()
    paid = {
        (dispute_id, account): int(total)
        for dispute_id, account, total in session.execute(
            select(
                LedgerTransaction.dispute_id,
                LedgerEntry.account,
                func.sum(LedgerEntry.minor),
            )
            .join(LedgerEntry)
            .where(LedgerEntry.account.in_([BUYER, SELLER, FREIGHT]))
            .group_by(LedgerTransaction.dispute_id, LedgerEntry.account)
        )
    }
    disputes = {key for key, _account in paid}
    for row in session.scalars(select(Enforcement)):
        for account in (BUYER, SELLER, FREIGHT):
            awarded = getattr(row, f"{account}_minor")
            if paid.get((row.dispute_id, account), 0) != awarded:
                yield f"dispute {row.dispute_id}: {account} got another sum"
        disputes.discard(row.dispute_id)
    for dispute_id in disputes:
        yield f"dispute {dispute_id}: money moved without an award"
    yield from _answers_without_award()


def _answers_without_award() -> Iterator[str]:
    query = (
        select(RefundRecord.dispute_id)
        .outerjoin(Enforcement, Enforcement.dispute_id == RefundRecord.dispute_id)
        .where(
            RefundRecord.state != RefundState.HELD.value,
            Enforcement.dispute_id.is_(None),
        )
    )
    for dispute_id in current_session().scalars(query):
        yield f"dispute {dispute_id}: the refund moved without an award"
