"""What the marketplace did not pay: paid by hand with a proof, or written off.

A payment that failed can be instructed again only so often; these two end it. To write
it off always takes two.
"""

from datetime import datetime

from jury.domain.errors import AlreadyDone, NotNow
from jury.domain.lifecycle import Who
from jury.domain.part_states import RefundState
from jury.domain.parts import REFUND
from jury.services import (
    audit,
    ledger,
    money_consent,
    payments,
    reverse,
    telling,
    texts,
)
from jury.services.answers import (
    WRITE_OFF,
    Instruction,
    award_key,
    find_instruction,
    may_end_by_hand,
    settle_tasks,
    target_of,
)
from jury.services.beside import WRITTEN_OFF
from jury.services.grounds import NOTE_LENGTH
from jury.services.money_consent import Proposal
from jury.services.owed import close_settled
from jury.services.stages import refuse_paused
from jury.services.tasks import MONEY_CONSENT, close_task
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.money import Enforcement, get_refund_of
from jury.storage.payments import Payment
from jury.storage.tasks import Task, find_open_task, list_open_tasks_of

PROOF_LENGTH = 100


def pay_by_hand(
    dispute_id: str, target: str, *, proof: str, staff_id: int, now: datetime
) -> None:
    """It was paid outside the court: keep the reference of what proves it."""
    dispute, one = _open(dispute_id, target)
    said = texts.clean(proof, field="proof", most=PROOF_LENGTH)
    one.state = REFUND.after(RefundState(one.state), "pay by hand", Who.MODERATOR).value
    one.proof, one.answered_at, one.answer_code = said, now, "by_hand"
    _end(dispute, one, "paid_by_hand", staff_id=staff_id, now=now, note=said)


def propose_write_off(
    dispute_id: str, target: str, *, reason: str, staff_id: int, now: datetime
) -> Task:
    """It can be paid in no way: ask a colleague to give it up."""
    dispute, one = _open(dispute_id, target)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    proposal = Proposal(WRITE_OFF, target_of(one), {"reason": said})
    waiting = f"{WRITE_OFF}:{target_of(one)}"
    if find_open_task(dispute.id, money_consent.KIND, waiting) is not None:
        raise AlreadyDone
    return money_consent.propose(dispute, proposal, staff_id=staff_id, now=now)


def consent_write_off(task: Task, *, staff_id: int, now: datetime) -> None:
    """A colleague agrees: nobody will pay it, and the books say so by new entries."""
    money_consent.proposer_of(task, staff_id=staff_id)
    dispute, one = _open(task.dispute_id or "", str(task.detail["upon"]))
    said = str(task.detail["change"]["reason"])
    money_consent.give(task, staff_id=staff_id, now=now)
    after = REFUND.after(RefundState(one.state), "write off", Who.MODERATOR)
    if isinstance(one, Payment):
        payments.undo(dispute, one, now=now)
    else:
        _write_off_award(dispute, now=now)
    one.state, one.answered_at = after.value, now
    _end(dispute, one, "written_off", staff_id=staff_id, now=now, note=said)


def _write_off_award(dispute: Dispute, *, now: datetime) -> None:
    paid = current_session().get_one(Enforcement, dispute.id)
    movements = {
        ledger.BUYER: -paid.buyer_minor,
        ledger.SELLER: -paid.seller_minor,
        ledger.FREIGHT: -paid.freight_minor,
        WRITTEN_OFF: paid.held_minor,
    }
    ledger.post(dispute, WRITTEN_OFF, movements, now=now)
    for task in list_open_tasks_of(dispute.id):
        if task.kind == MONEY_CONSENT and task.detail["act"] == reverse.ACT:
            # A change of what nobody gets.
            close_task(task, WRITTEN_OFF, staff_id=None, now=now)


def _open(dispute_id: str, target: str) -> tuple[Dispute, Instruction]:
    """What is not paid yet and before a person; raises NotNow."""
    dispute = get_dispute(dispute_id)
    refuse_paused(dispute)
    one = find_instruction(get_refund_of(dispute.id), target)
    if not may_end_by_hand(one):
        raise NotNow
    return dispute, one


def _end(
    dispute: Dispute,
    one: Instruction,
    outcome: str,
    *,
    staff_id: int,
    now: datetime,
    note: str,
) -> None:
    one.delayed_at = None
    # Whoever proposed to write it off may hold the task that a colleague ends.
    by = None if outcome == WRITTEN_OFF else staff_id
    settle_tasks(dispute, one, outcome, staff_id=by, now=now)
    is_payment = isinstance(one, Payment)
    key = target_of(one) if is_payment else award_key(dispute.id)
    told: dict[str, object] = {"enforcement": key, "attempt": one.attempt}
    subject = "payment" if is_payment else "refund"
    actor = f"staff:{staff_id}"
    audit.record(
        dispute.id, f"{subject}.{outcome}", told, actor=actor, now=now, note=note
    )
    telling.emit(dispute, f"refund.{outcome}", told, now=now)
    telling.notify_parties(dispute, f"refund.{outcome}", now=now, once=key)
    # That nothing is owed any more is the court's own finding, whoever paid last.
    close_settled(dispute, actor="sweep", now=now)
