"""Payments beside the award: posted, instructed, answered, and worked to an end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeGuard

from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import RefundState
from jury.domain.money.payments import Movement, PaymentKind
from jury.services.money import ledger
from jury.services.money.answers import ANSWER_LIFE, ask_moderator, overdue_cause, tell
from jury.services.money.beside import WRITTEN_OFF
from jury.services.money.owed import set_due
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.money.payments import Payment, list_payments, list_payments_of_kind
from jury.storage.money.refunds import RefundRecord

EVENTS: Mapping[PaymentKind, str] = {
    PaymentKind.REVERSAL: "refund.reversal",
    PaymentKind.COMPENSATION: "refund.compensation",
    PaymentKind.ADVANCE: "refund.advanced",
    PaymentKind.RECOVERY: "refund.recovery",
}


def pay(
    dispute: Dispute,
    kind: PaymentKind,
    movement: Movement,
    *,
    most_minor: int,
    actor: str,
    now: datetime,
) -> Payment | None:
    """Post one payment and tell the marketplace; None when nothing would move.

    The number makes it unique: who comes second meets the row of who came first.
    """
    if movement.is_empty:
        return None
    number = len(list_payments_of_kind(dispute.id, kind)) + 1
    payment = Payment(
        key=f"{dispute.id}:{kind}:{number}",
        dispute_id=dispute.id,
        kind=kind.value,
        number=number,
        currency=dispute.currency,
        most_minor=most_minor,
        made_at=now,
        attempt=0,
        **{f"{name}_minor": minor for name, minor in movement.by_account().items()},
    )
    is_told = kind in EVENTS
    payment.state = (
        RefundState.INSTRUCTED if is_told else RefundState.ACKNOWLEDGED
    ).value
    current_session().add(payment)
    current_session().flush()
    moved = movement.by_account()
    ledger.post(dispute, kind.value, moved, now=now, attempt=number)
    if is_told:
        instruct(dispute, payment, actor=actor, now=now)
    return payment


def instruct(
    dispute: Dispute, payment: Payment, *, actor: str, now: datetime, note: str = ""
) -> None:
    """Tell the marketplace, or tell it again: the key of the payment stays."""
    payment.state = RefundState.INSTRUCTED.value
    payment.attempt += 1
    payment.delayed_at = None
    payment.instructed_at, payment.answer_due_at = now, now + ANSWER_LIFE
    set_due(dispute)
    told: dict[str, object] = {
        "refund": dispute.refund_ref,
        "attempt": payment.attempt,
        "enforcement": payment.key,
        **{
            name: {"minor": minor, "currency": payment.currency}
            for name, minor in payment.movement.by_account().items()
        },
    }
    audit.record(
        dispute.id,
        "payment.instructed",
        {**told, "kind": payment.kind},
        actor=actor,
        now=now,
        note=note,
    )
    tell(dispute, payment, EVENTS[PaymentKind(payment.kind)], told=told, now=now)


def undo(dispute: Dispute, payment: Payment, *, now: datetime) -> None:
    """It will not be paid: the books say so by entries that take it back."""
    payment.state = RefundState.WRITTEN_OFF.value
    payment.delayed_at = None
    ledger.post(
        dispute,
        f"{payment.kind}_undone",
        payment.movement.undone().by_account(),
        now=now,
        attempt=payment.number,
    )


def give_up(dispute: Dispute, payment: Payment, *, now: datetime) -> None:
    """It cannot be paid, and is still the buyer's: it is in nobody's hands."""
    payment.state = RefundState.WRITTEN_OFF.value
    payment.delayed_at = None
    minor = payment.buyer_minor
    ledger.post(
        dispute,
        f"{payment.kind}_given_up",
        {ledger.BUYER: -minor, WRITTEN_OFF: minor},
        now=now,
        attempt=payment.number,
    )


def is_undone_by_refusal(
    one: RefundRecord | Payment, dispute: Dispute
) -> TypeGuard[Payment]:
    """Whether a refusal ends it: nobody owes an advance before it is final."""
    is_advance = isinstance(one, Payment) and one.kind == PaymentKind.ADVANCE.value
    return is_advance and dispute.stage not in {Stage.FINAL.value, Stage.CLOSED.value}


def chase_late(dispute: Dispute, *, now: datetime) -> bool:
    """Put payments that nobody answered before a person; says whether there were any.

    Apart from the dispute's own due time: an advance is out while it is being heard.
    """
    late = [
        one
        for one in list_payments(dispute.id)
        if not one.is_done and one.answer_due_at and one.answer_due_at <= now
    ]
    for one in late:
        ask_moderator(dispute, one, overdue_cause(one), now=now)
        told = {"attempt": one.attempt, "enforcement": one.key}
        tell(dispute, one, "refund.overdue", told=told, now=now)
    return bool(late)


def lengthen_payments(dispute_id: str, *, by: timedelta) -> None:
    """After an outage every answer is awaited as much longer."""
    for one in list_payments(dispute_id):
        if not one.is_done and one.answer_due_at is not None:
            one.answer_due_at += by
