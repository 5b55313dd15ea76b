"""What is still owed in a dispute: it closes when nothing is."""

from datetime import datetime

from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import RefundState
from jury.services.money.service_credit import close_dispute
from jury.storage.disputes import Dispute
from jury.storage.money.payments import Payment, list_payments
from jury.storage.money.refunds import RefundRecord, get_refund_of
from jury.storage.money.returns import find_open_journey


def list_owed(dispute: Dispute) -> list[RefundRecord | Payment]:
    """The instructions of a dispute that are not done yet, the award's first."""
    record = get_refund_of(dispute.id)
    found: list[RefundRecord | Payment] = [record] if not record.is_done else []
    return [*found, *(one for one in list_payments(dispute.id) if not one.is_done)]


def is_delayed(dispute: Dispute) -> bool:
    """Whether something that is owed is late."""
    return any(one.delayed_at is not None for one in list_owed(dispute))


def set_due(dispute: Dispute) -> None:
    """While it is final, what is due next is an answer, or a step of the goods."""
    if dispute.stage != Stage.FINAL.value:
        return
    due = [
        one.answer_due_at
        for one in list_owed(dispute)
        if one.state != RefundState.HELD.value and one.answer_due_at is not None
    ]
    row = find_open_journey(dispute.id)
    if row is not None and row.next_at is not None:
        due.append(row.next_at)
    if due:
        dispute.next_due_at = min(due)


def close_settled(dispute: Dispute, *, actor: str, now: datetime) -> None:
    """Close a final dispute in which nothing is owed; else see to what still is."""
    if dispute.stage != Stage.FINAL.value:
        return
    if list_owed(dispute):
        set_due(dispute)
        return
    close_dispute(dispute, actor=actor, now=now)
