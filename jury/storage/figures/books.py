"""What the check of the ledger reads: every dispute's money beside what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select

from jury.domain.money.payments import ACCOUNTS as MOVED_ON
from jury.domain.settlement import OfferState
from jury.storage.audit import AuditEntry
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.money.payments import Reversal, sums_by_dispute
from jury.storage.money.refunds import (
    Enforcement,
    LedgerEntry,
    LedgerTransaction,
    RefundRecord,
)
from jury.storage.money.returns import GoodsResend, GoodsReturn
from jury.storage.offers import Offer
from jury.storage.verdicts import Verdict

AT_ONCE = 1000


@dataclass(frozen=True)
class Book:
    """One dispute: what was held, what stands on its accounts, and what was decided."""

    dispute_id: str
    stage: str
    effect: str
    currency: str
    held_minor: int
    refund: RefundRecord | None
    enforcement: Enforcement | None
    verdict: Verdict | None
    accepted: Offer | None
    goods_return: GoodsReturn | None
    goods_resend: GoodsResend | None
    reversal: Reversal | None
    balances: tuple[int, ...]
    # What payments beside the award moved, and by how much they changed the award.
    moved: tuple[int, ...]
    changed: tuple[int, ...]
    # Kept of the award for an advance; and what handed that out, but could not be paid.
    repaid: int
    given_up: int


@dataclass(frozen=True)
class Posting:
    """One transaction, how much it has on each account, and its dispute."""

    id: int
    kind: str
    currency: str
    posted_at: datetime
    total: int
    balances: tuple[int, ...]
    dispute_id: str
    dispute_currency: str
    held_minor: int
    stage: str
    final_at: datetime | None


def stream_books(accounts: tuple[str, ...]) -> Iterator[Book]:
    """Every dispute with its balances in the order of `accounts`."""
    rows = current_session().execute(_query_of_books(accounts))
    for (
        key,
        stage,
        effect,
        currency,
        held,
        refund,
        enforcement,
        verdict,
        accepted,
        goods_return,
        goods_resend,
        reversal,
        *minor,
    ) in rows:
        figures = tuple(map(int, minor))
        own, after = len(accounts), len(accounts) + len(MOVED_ON)
        *changed, repaid, given_up = figures[after:]
        yield Book(
            dispute_id=key,
            stage=stage,
            effect=effect,
            currency=currency,
            held_minor=held,
            refund=refund,
            enforcement=enforcement,
            verdict=verdict,
            accepted=accepted,
            goods_return=goods_return,
            goods_resend=goods_resend,
            reversal=reversal,
            balances=figures[:own],
            moved=figures[own:after],
            changed=(*changed,),
            repaid=repaid,
            given_up=given_up,
        )


def _query_of_books(accounts: tuple[str, ...]) -> Select[Any]:
    sums = _sums(LedgerTransaction.dispute_id, accounts).subquery()
    beside = sums_by_dispute()
    return (
        select(
            Dispute.id,
            Dispute.stage,
            Dispute.policy["policy"]["effect"].as_string(),
            Dispute.currency,
            Dispute.held_minor,
            RefundRecord,
            Enforcement,
            Verdict,
            Offer,
            GoodsReturn,
            GoodsResend,
            Reversal,
            *(func.coalesce(sums.c[account], 0) for account in accounts),
            *(func.coalesce(one, 0) for one in beside.c if one.name != "key"),
        )
        .outerjoin(RefundRecord, RefundRecord.dispute_id == Dispute.id)
        .outerjoin(Enforcement, Enforcement.dispute_id == Dispute.id)
        .outerjoin(Verdict, _is_newest_verdict())
        .outerjoin(Offer, _is_accepted())
        .outerjoin(GoodsReturn, GoodsReturn.dispute_id == Dispute.id)
        .outerjoin(GoodsResend, GoodsResend.dispute_id == Dispute.id)
        .outerjoin(Reversal, _is_newest_reversal())
        .outerjoin(sums, sums.c.key == Dispute.id)
        .outerjoin(beside, beside.c.key == Dispute.id)
        .order_by(Dispute.id)
        .execution_options(yield_per=AT_ONCE)
    )


def stream_postings(accounts: tuple[str, ...]) -> Iterator[Posting]:
    """Every transaction with its sums in the order of `accounts`."""
    sums = _sums(LedgerTransaction.id, accounts).subquery()
    # The first time that it was final: a change of the award makes it final again.
    final_at = (
        select(func.min(AuditEntry.at))
        .where(
            AuditEntry.chain == literal("dispute:") + LedgerTransaction.dispute_id,
            AuditEntry.action == "dispute.final",
        )
        .correlate(LedgerTransaction)
        .scalar_subquery()
    )
    query = (
        select(
            LedgerTransaction,
            Dispute.currency,
            Dispute.held_minor,
            Dispute.stage,
            final_at,
            func.coalesce(sums.c.total, 0),
            *(func.coalesce(sums.c[account], 0) for account in accounts),
        )
        .join(Dispute, Dispute.id == LedgerTransaction.dispute_id)
        .outerjoin(sums, sums.c.key == LedgerTransaction.id)
        .order_by(LedgerTransaction.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for (
        posted,
        currency,
        held,
        stage,
        became_final_at,
        total,
        *minor,
    ) in current_session().execute(query):
        yield Posting(
            id=posted.id,
            kind=posted.kind,
            currency=posted.currency,
            posted_at=posted.posted_at,
            total=int(total),
            balances=tuple(map(int, minor)),
            dispute_id=posted.dispute_id,
            dispute_currency=currency,
            held_minor=held,
            stage=stage,
            final_at=became_final_at,
        )


def _sums(key: Any, accounts: tuple[str, ...]) -> Select[Any]:
    """How much stands on each account, and on all together, for every `key`."""
    columns = [
        func.sum(case((LedgerEntry.account == account, LedgerEntry.minor), else_=0))
        for account in accounts
    ]
    named = [one.label(name) for one, name in zip(columns, accounts, strict=True)]
    total = func.sum(LedgerEntry.minor).label("total")
    query = select(key.label("key"), total, *named).select_from(LedgerTransaction)
    return query.join(LedgerEntry).group_by(key)


def _is_newest_verdict() -> ColumnElement[bool]:
    newest = (
        select(func.max(Verdict.round_number))
        .where(Verdict.dispute_id == Dispute.id)
        .correlate(Dispute)
        .scalar_subquery()
    )
    return and_(Verdict.dispute_id == Dispute.id, Verdict.round_number == newest)


def _is_newest_reversal() -> ColumnElement[bool]:
    newest = (
        select(func.max(Reversal.number))
        .where(Reversal.dispute_id == Dispute.id)
        .correlate(Dispute)
        .scalar_subquery()
    )
    return and_(Reversal.dispute_id == Dispute.id, Reversal.number == newest)


def _is_accepted() -> ColumnElement[bool]:
    accepted = OfferState.ACCEPTED.value
    return and_(Offer.dispute_id == Dispute.id, Offer.state == accepted)
