"""The ledger: double entry for each dispute and currency, corrected by adding only."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import add

from jury.domain.lifecycle import EndedBy, Stage
from jury.domain.lives.part_states import RefundState
from jury.domain.policy import Effect
from jury.services.money.arrived import has_arrived
from jury.services.money.beside import (
    BESIDE,
    expected_beside,
    faults_beside,
    is_early_advance,
)
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.figures.books import Book, Posting, stream_books, stream_postings
from jury.storage.money.refunds import Enforcement, LedgerEntry, LedgerTransaction
from jury.storage.snapshot import snapshot

HELD = "marketplace_held"
ESCROW = "escrow"
BUYER = "buyer"
SELLER = "seller"
FREIGHT = "freight"
SHARES = (BUYER, SELLER, FREIGHT)
ACCOUNTS = (HELD, ESCROW, *SHARES, *BESIDE)
ESCROW_AT = ACCOUNTS.index(ESCROW)
OF_THE_HELD = len(ACCOUNTS) - len(BESIDE)

ADMISSION = "admission"
RETURN_FREIGHT = "return_freight"
BINDING_STAGES = frozenset({Stage.FINAL.value, Stage.CLOSED.value})


@dataclass(frozen=True)
class LedgerReport:
    """What `check` found; `faults` is empty when the books balance."""

    transactions: int
    moved_minor: Mapping[str, int]
    faults: tuple[str, ...]


def post(
    dispute: Dispute,
    kind: str,
    movements: Mapping[str, int],
    *,
    now: datetime,
    attempt: int = 1,
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
        attempt=attempt,
        currency=dispute.currency,
        posted_at=now,
        entries=entries,
    )
    current_session().add(row)
    return row


@snapshot()
def check() -> LedgerReport:
    """Check every rule of the ledger over the whole database, as of one moment."""
    faults: list[str] = []
    moved: Counter[str] = Counter()
    count = 0
    for posting in stream_postings(ACCOUNTS):
        count += 1
        faults += _faults_of_posting(posting)
        shares = dict(zip(ACCOUNTS, posting.balances, strict=True))
        moved[posting.currency] += sum(shares[side] for side in SHARES)
    for book in stream_books(ACCOUNTS):
        faults += _faults_of_book(book)
    return LedgerReport(count, dict(moved), (*faults,))


def _faults_of_posting(posting: Posting) -> Iterator[str]:
    """What is wrong with one transaction, whatever was decided."""
    name = f"dispute {posting.dispute_id}: transaction {posting.id}"
    if posting.total != 0:
        yield f"{name} does not sum to zero"
    if posting.currency != posting.dispute_currency:
        yield f"{name} is in another currency"
    if posting.kind == ADMISSION:
        if posting.balances != _standing(posting.held_minor):
            yield f"{name}: admission posted something other than the held sum"
    elif is_early_advance(posting, ACCOUNTS):
        return
    elif posting.stage not in BINDING_STAGES or (
        posting.final_at is None or posting.posted_at < posting.final_at
    ):
        yield f"{name} was posted before the decision was final"
    if posting.kind == RETURN_FREIGHT and any(posting.balances[:OF_THE_HELD]):
        yield f"{name}: the way back was paid out of the held sum"


def _faults_of_book(book: Book) -> Iterator[str]:
    """What is wrong with the money of one dispute as it stands now."""
    name = f"dispute {book.dispute_id}"
    for account, is_, ought in zip(
        ACCOUNTS, book.balances, _expected(book), strict=True
    ):
        if is_ != ought:
            yield f"{name}: {account} has {is_}, not {ought}"
    refund = book.refund
    if refund is None or (refund.held_minor, refund.currency) != (
        book.held_minor,
        book.currency,
    ):
        yield f"{name}: its refund record holds another sum"
    elif refund.state != RefundState.HELD.value and book.enforcement is None:
        yield f"{name}: the refund moved without an award"
    if book.enforcement is not None:
        yield from _faults_of_award(book, book.enforcement)
    yield from faults_beside(book)
    if not _is_as_accepted(book):
        yield f"{name}: it was not settled by the sums that were accepted"
    if book.stage == Stage.CLOSED.value and book.balances[ESCROW_AT] != 0:
        yield f"{name}: it is closed and still holds money in escrow"


def _faults_of_award(book: Book, enforcement: Enforcement) -> Iterator[str]:
    """What is wrong with letting the money of a dispute go."""
    if _paid(enforcement) != _decided(book):
        yield f"dispute {book.dispute_id}: its award is not what the verdict decided"
    if not has_arrived(book):
        yield f"dispute {book.dispute_id}: paid before the goods had arrived"


def _is_as_accepted(book: Book) -> bool:
    """Whether a settlement gives to each side what the accepted offer did."""
    verdict, offer = book.verdict, book.accepted
    is_settled = verdict and verdict.ended_by == EndedBy.SETTLEMENT.value
    if verdict is None or offer is None or not is_settled:
        return offer is None and not is_settled
    return all(
        getattr(verdict, f"{side}_minor") == getattr(offer, f"{side}_minor")
        for side in SHARES
    )


def _expected(book: Book) -> tuple[int, ...]:
    """What must stand on the accounts of a dispute."""
    if book.effect != Effect.BINDING.value:
        return (0,) * len(ACCOUNTS)
    award = (
        _standing(book.held_minor)
        if book.enforcement is None
        else (-book.held_minor, 0, *_paid(book.enforcement), *(0,) * len(BESIDE))
    )
    return tuple(map(add, award, (0, 0, *expected_beside(book))))


def _standing(held_minor: int) -> tuple[int, ...]:
    """The accounts while nothing is decided: the held sum is in escrow."""
    return (-held_minor, held_minor, *(0,) * (len(ACCOUNTS) - 2))


def _paid(enforcement: Enforcement) -> tuple[int, ...]:
    return tuple(getattr(enforcement, f"{side}_minor") for side in SHARES)


def _decided(book: Book) -> tuple[int, ...] | None:
    """What the decision in force gives to each side; nothing unless it is all held."""
    verdict, enforcement = book.verdict, book.enforcement
    if verdict is None or enforcement is None or enforcement.verdict_id != verdict.id:
        return None
    deciding = book.goods_resend or book.goods_return or verdict
    shares = tuple(getattr(deciding, f"{side}_minor") or 0 for side in SHARES)
    return shares if sum(shares) == book.held_minor == enforcement.held_minor else None
