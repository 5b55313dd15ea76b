"""Money beside the award: what a change of it, a deposit or an advance moves.

Every payment is one movement between accounts that sums to zero. What the award itself
divides stays buyer + seller + freight = held; a payment corrects it or comes on top.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Protocol

SHARES = ("buyer", "seller", "freight")
ACCOUNTS = (*SHARES, "platform", "deposit")
MOST_ATTEMPTS = 5


class PaymentKind(StrEnum):
    """Why money moves beside the award."""

    REVERSAL = "reversal"  # the award was changed after it was instructed
    COMPENSATION = "compensation"  # above the price, from the seller's deposit
    ADVANCE = "advance"  # from the platform, before it is final
    REPAYMENT = "repayment"  # the part of the award that the platform advanced
    RECOVERY = "recovery"  # what was advanced beyond the award, back to the platform


class Shares(Protocol):
    """How the held sum is divided, and what comes from the deposit."""

    @property
    def buyer_minor(self) -> int: ...
    @property
    def seller_minor(self) -> int: ...
    @property
    def freight_minor(self) -> int: ...
    @property
    def deposit_minor(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What each account gets; a negative sum is taken. It sums to zero."""

    buyer: int = 0
    seller: int = 0
    freight: int = 0
    platform: int = 0
    deposit: int = 0

    def __post_init__(self) -> None:
        if sum(self.by_account().values()) != 0:
            raise ValueError("a payment must sum to zero")

    def by_account(self) -> dict[str, int]:
        """The sums by the names of their accounts."""
        return asdict(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing moves."""
        return not any(self.by_account().values())

    def undone(self) -> Movement:
        """The movement that takes this one back."""
        taken = {account: -minor for account, minor in self.by_account().items()}
        return Movement(**taken)


def reversal(before: Shares, after: Shares) -> Movement:
    """What must still move between the sides of an award that was changed."""
    return Movement(
        buyer=after.buyer_minor - before.buyer_minor,
        seller=after.seller_minor - before.seller_minor,
        freight=after.freight_minor - before.freight_minor,
    )


def compensation(before_minor: int, after_minor: int) -> Movement:
    """What goes from the seller's deposit to the buyer, or back."""
    more = after_minor - before_minor
    return Movement(buyer=more, deposit=-more)


def moved_minor(before: Shares, after: Shares) -> int:
    """How much a change moves: what one side gains another loses, and counts once;
    what comes from the deposit, or goes back to it, comes on top."""
    between = reversal(before, after).by_account().values()
    gained = sum(max(one, 0) for one in between)
    return gained + abs(after.deposit_minor - before.deposit_minor)


def advance(minor: int) -> Movement:
    """What the platform pays to the buyer before the award is final."""
    return Movement(buyer=minor, platform=-minor)


def settle_advance(paid_minor: int, buyer_minor: int) -> tuple[Movement, Movement]:
    """How an advance comes back: out of the buyer's share, and from the buyer."""
    kept = min(paid_minor, buyer_minor)
    return advance(kept).undone(), advance(paid_minor - kept).undone()


def may_repeat(attempts: int) -> bool:
    """Whether the same instruction may be sent once more: never without an end."""
    return attempts < MOST_ATTEMPTS


class Advice(StrEnum):
    """What usually helps after a refusal."""

    AGAIN = "again"
    BY_HAND = "by_hand"
    FIND_OUT = "find_out"


_ADVICE = {
    "no_funds": Advice.AGAIN,
    "insufficient_funds": Advice.AGAIN,
    "temporary": Advice.AGAIN,
    "limit_exceeded": Advice.AGAIN,
    "account_closed": Advice.BY_HAND,
    "account_blocked": Advice.BY_HAND,
    "account_unknown": Advice.BY_HAND,
    "expired": Advice.BY_HAND,
}


def advice_on(code: str, attempts: int) -> Advice:
    """What to try first after this code; one that nobody knows must be looked into."""
    found = _ADVICE.get(code, Advice.FIND_OUT)
    is_spent = found is Advice.AGAIN and not may_repeat(attempts)
    return Advice.BY_HAND if is_spent else found
