"""What moves beside an award by its policy: an advance, its return, a compensation."""

from datetime import datetime

from jury.domain.law.money_terms import When
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import RefundState
from jury.domain.money.payments import (
    PaymentKind,
    advance,
    compensation,
    settle_advance,
)
from jury.services.law.rules import rules_of
from jury.services.money.payments import pay
from jury.services.notices import telling
from jury.storage.desk.stops import Stopped, find_stop
from jury.storage.disputes import Dispute
from jury.storage.money.payments import Payment, list_payments_of_kind


def advance_to_buyer(
    dispute: Dispute, when: When, wanted_minor: int, *, now: datetime
) -> Payment | None:
    """Pay the buyer out of the platform's money, if the policy does it at this point.

    Once a dispute, for a buyer who filed and whose standing is good enough. None is
    paid while payments are stopped: the buyer then waits for the decision.
    """
    policy, buyer = rules_of(dispute).policy, dispute.party(Side.BUYER)
    terms = policy.advance
    is_due = (
        terms.when is when
        and policy.moves_money
        and find_stop(Stopped.ENFORCEMENT) is None
        and dispute.filed_by == Side.BUYER.value
        and terms.suits(buyer.credit, buyer.trades_as_buyer)
        and not list_payments_of_kind(dispute.id, PaymentKind.ADVANCE)
    )
    minor = terms.minor(wanted_minor, dispute.currency) if is_due else 0
    payment = pay(
        dispute,
        PaymentKind.ADVANCE,
        advance(minor),
        most_minor=minor,
        actor="sweep",
        now=now,
    )
    if payment is not None:
        telling.notify_party(buyer, "refund.advanced", now=now)
    return payment


def repay_advance(dispute: Dispute, buyer_minor: int, *, now: datetime) -> None:
    """Of the buyer's share the platform gets back what it advanced."""
    kept, _rest = settle_advance(_advanced(dispute), buyer_minor)
    pay(
        dispute,
        PaymentKind.REPAYMENT,
        kept,
        most_minor=dispute.held_minor,
        actor="sweep",
        now=now,
    )


def pay_kept(dispute: Dispute, *, now: datetime) -> None:
    """An advance that was never paid was kept from the buyer's share: pay it now.

    By an instruction of its own, since the first is given up.
    """
    kept = repaid_minor(dispute.id)
    pay(
        dispute,
        PaymentKind.ADVANCE,
        advance(kept),
        most_minor=kept,
        actor="sweep",
        now=now,
    )


def repaid_minor(dispute_id: str) -> int:
    """How much of the buyer's share goes to the platform, which advanced it."""
    repaid = list_payments_of_kind(dispute_id, PaymentKind.REPAYMENT)
    return sum(one.platform_minor for one in repaid)


def pay_beside_award(
    dispute: Dispute, buyer_minor: int, deposit_minor: int, *, now: datetime
) -> None:
    """What was advanced in vain comes back; what is above the price is paid."""
    _kept, rest = settle_advance(_advanced(dispute), buyer_minor)
    pay(
        dispute,
        PaymentKind.RECOVERY,
        rest,
        most_minor=dispute.held_minor,
        actor="sweep",
        now=now,
    )
    pay(
        dispute,
        PaymentKind.COMPENSATION,
        compensation(0, deposit_minor),
        most_minor=dispute.deposit_minor,
        actor="sweep",
        now=now,
    )


def advance_of(dispute_id: str) -> tuple[int, int]:
    """For the letter: what the buyer has had of the award, and what is taken back."""
    taken = list_payments_of_kind(dispute_id, PaymentKind.RECOVERY)
    return repaid_minor(dispute_id), sum(one.platform_minor for one in taken)


def _advanced(dispute: Dispute) -> int:
    """What the buyer has had, or has been promised, before."""
    found = list_payments_of_kind(dispute.id, PaymentKind.ADVANCE)
    written_off = RefundState.WRITTEN_OFF.value
    return sum(one.buyer_minor for one in found if one.state != written_off)
