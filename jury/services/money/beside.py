"""What must stand in the books of a dispute beside its award, for `ledger check`.

An advance is the one payment before a decision is final; a change of an award adds up
to what the award became; what was written off is in nobody's hands.
"""

from collections.abc import Iterator

from jury.domain.lives.part_states import RefundState
from jury.domain.lives.returns import ReturnState
from jury.domain.money.payments import ACCOUNTS, SHARES, PaymentKind
from jury.storage.figures.books import Book, Posting
from jury.storage.money.payments import Reversal
from jury.storage.verdicts import Verdict

PLATFORM = "platform"
DEPOSIT = "deposit"
WRITTEN_OFF = "written_off"
INSURER = "insurer"
# Who is paid for the way back of the goods.
CARRIER = "carrier"
# After the five of the held sum, in this order.
BESIDE = (PLATFORM, DEPOSIT, WRITTEN_OFF, INSURER, CARRIER)
EARLY = frozenset(
    [PaymentKind.ADVANCE.value, f"{PaymentKind.ADVANCE.value}_undone"],
)


def expected_beside(book: Book) -> tuple[int, ...]:
    """What payments beside the award add: to each share, then to each of `BESIDE`."""
    moved = dict(zip(ACCOUNTS, book.moved, strict=True))
    shares = [moved[side] for side in SHARES]
    written_off = 0
    refund, enforcement = book.refund, book.enforcement
    if enforcement is not None and refund is not None and _is_lost(refund.state):
        paid = [getattr(enforcement, f"{side}_minor") for side in SHARES]
        # What the platform kept of it for an advance, it has.
        paid[0] -= book.repaid
        shares = [all_ - lost for all_, lost in zip(shares, paid, strict=True)]
        written_off = sum(paid)
    by_platform, by_insurer = _freight_of_return(book)
    return (
        *shares,
        moved[PLATFORM] - by_platform - book.given_up,
        moved[DEPOSIT],
        written_off + book.given_up,
        -by_insurer,
        by_platform + by_insurer,
    )


def faults_beside(book: Book) -> Iterator[str]:
    """What is wrong with the change of an award: it must be all that was decided."""
    name = f"dispute {book.dispute_id}"
    if book.enforcement is None:
        if any(book.changed):
            yield f"{name}: an award was changed that was never instructed"
        return
    first = [getattr(book.enforcement, f"{side}_minor") for side in SHARES]
    *changed, compensated = book.changed
    now = [one + more for one, more in zip(first, changed, strict=True)]
    last = book.reversal or book.enforcement
    if now != [getattr(last, f"{side}_minor") for side in SHARES]:
        yield f"{name}: what it moved is not what its award became"
    decided = book.reversal or book.verdict
    if decided is not None and compensated != _deposit(book, decided):
        yield f"{name}: its deposit paid another sum than was decided"


def _deposit(book: Book, decided: Reversal | Verdict) -> int:
    """What the deposit pays: nothing when the goods do not count as arrived."""
    journeys = (book.goods_return, book.goods_resend)
    is_lost = any(row is not None and row.is_lost for row in journeys)
    return 0 if is_lost else decided.deposit_minor


def _freight_of_return(book: Book) -> tuple[int, int]:
    """What platform and insurance pay for the way back of accepted goods."""
    row = book.goods_return
    if row is None or row.state != ReturnState.ACCEPTED.value:
        return 0, 0
    cost = row.freight_cost_minor
    is_platforms = row.freight_bearer == PLATFORM
    return (
        cost if is_platforms else 0,
        cost if row.freight_bearer == INSURER else 0,
    )


def is_early_advance(posting: Posting, accounts: tuple[str, ...]) -> bool:
    """Whether it is platform money to the buyer, which may come before the end."""
    moved = dict(zip(accounts, posting.balances, strict=True))
    touched = {account for account, minor in moved.items() if minor}
    return posting.kind in EARLY and touched <= {"buyer", PLATFORM}


def _is_lost(state: str) -> bool:
    return state == RefundState.WRITTEN_OFF.value
