"""What the marketplace did not pay: paid by hand with a proof, or written off.

A payment that failed can be instructed again only so often; these two end it. To write
it off always takes two; to say that it was paid does above the policy's limit.
"""

from datetime import datetime

from jury.domain.errors import AlreadyDone, NotNow
from jury.domain.lifecycle import Who
from jury.domain.lives.part_states import RefundState
from jury.domain.lives.parts import REFUND
from jury.domain.money.payments import PaymentKind
from jury.services.law.rules import rules_of
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import MONEY_CONSENT, close_task
from jury.services.money import consent, ledger, payments, reverse
from jury.services.money.answers import (
    BY_HAND,
    ENDS,
    WRITE_OFF,
    Instruction,
    award_key,
    find_instruction,
    leave_moderator,
    may_end_by_hand,
    target_of,
)
from jury.services.money.beside import WRITTEN_OFF
from jury.services.money.beside_award import pay_kept, repaid_minor
from jury.services.money.consent import Proposal
from jury.services.money.owed import close_settled
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import refuse_paused
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task, find_open_task, list_open_tasks_of
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.money.payments import Payment, list_payments_of_kind
from jury.storage.money.refunds import Enforcement, get_refund_of

PAID = "paid_by_hand"
PROOF_LENGTH = 100
# The number of the one advance; what hands out what was kept for it is the second.
FIRST = 1


def pay_by_hand(
    dispute_id: str, target: str, *, proof: str, staff_id: int, now: datetime
) -> Task | None:
    """It was paid outside the court: keep the reference of what proves it.

    Above the policy's limit a colleague is asked first, whose task is returned.
    """
    dispute, one = _open(dispute_id, target)
    said = texts.clean(proof, field="proof", most=PROOF_LENGTH)
    if needs_consent(dispute, one):
        return _propose(dispute, _upon(one, BY_HAND, said), by=staff_id, now=now)
    leave_moderator(dispute, one, PAID, staff_id=staff_id, now=now)
    _pay(dispute, one, said, by=staff_id, now=now)
    return None


def needs_consent(dispute: Dispute, one: Instruction) -> bool:
    """Whether one moderator alone may not say of so much that it was paid."""
    policy = rules_of(dispute).policy
    return policy.needs_second_consent(_moves(one), dispute.currency)


def consent_by_hand(task: Task, *, staff_id: int, now: datetime) -> None:
    """A colleague has seen the proof too: it counts as paid."""
    consent.proposer_of(task, staff_id=staff_id)
    dispute, one = _open(task.dispute_id or "", str(task.detail["upon"]))
    said = str(task.detail["change"]["reason"])
    consent.give(task, staff_id=staff_id, now=now)
    # Whoever proposed it may hold the task that a colleague ends.
    leave_moderator(dispute, one, PAID, staff_id=None, now=now)
    _pay(dispute, one, said, by=staff_id, now=now)


def propose_write_off(
    dispute_id: str, target: str, *, reason: str, staff_id: int, now: datetime
) -> Task:
    """It can be paid in no way: ask a colleague to give it up."""
    dispute, one = _open(dispute_id, target)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    return _propose(dispute, _upon(one, WRITE_OFF, said), by=staff_id, now=now)


def consent_write_off(task: Task, *, staff_id: int, now: datetime) -> None:
    """A colleague agrees: nobody will pay it, and the books say so by new entries."""
    consent.proposer_of(task, staff_id=staff_id)
    dispute, one = _open(task.dispute_id or "", str(task.detail["upon"]))
    said = str(task.detail["change"]["reason"])
    consent.give(task, staff_id=staff_id, now=now)
    after = REFUND.after(RefundState(one.state), "write off", Who.MODERATOR)
    if isinstance(one, Payment):
        _write_off_payment(dispute, one, by=staff_id, now=now)
    else:
        _write_off_award(dispute, now=now)
    one.state, one.answered_at = after.value, now
    leave_moderator(dispute, one, WRITTEN_OFF, staff_id=None, now=now)
    _end(dispute, one, WRITTEN_OFF, by=staff_id, now=now, note=said)


def waits_for_consent(dispute_id: str, target: str) -> str:
    """What a colleague is asked to consent to upon a payment; empty: nothing."""
    for act in ENDS:
        waiting = f"{act}:{target}"
        if find_open_task(dispute_id, consent.KIND, waiting) is not None:
            return act
    return ""


def _upon(one: Instruction, act: str, said: str) -> Proposal:
    return Proposal(act, target_of(one), {"reason": said})


def _propose(dispute: Dispute, proposal: Proposal, *, by: int, now: datetime) -> Task:
    if waits_for_consent(dispute.id, proposal.upon):
        raise AlreadyDone
    return consent.propose(dispute, proposal, staff_id=by, now=now)


def _moves(one: Instruction) -> int:
    """How much goes to somebody by it; the whole held sum by an award."""
    if isinstance(one, Payment):
        return sum(most for most in one.movement.by_account().values() if most > 0)
    return one.held_minor


def _pay(
    dispute: Dispute,
    one: Instruction,
    proof: str,
    *,
    by: int,
    now: datetime,
) -> None:
    one.state = REFUND.after(RefundState(one.state), "pay by hand", Who.MODERATOR).value
    one.proof, one.answered_at, one.answer_code = proof, now, BY_HAND
    _end(dispute, one, PAID, by=by, now=now, note=proof)


def _write_off_payment(
    dispute: Dispute, one: Payment, *, by: int, now: datetime
) -> None:
    is_advance = one.kind == PaymentKind.ADVANCE.value
    if is_advance and one.number > FIRST:
        # It handed out what is the buyer's: it does not become the platform's again.
        payments.give_up(dispute, one, now=now)
        return
    payments.undo(dispute, one, now=now)
    if is_advance:
        _settle_without_advance(dispute, by=by, now=now)


def _settle_without_advance(dispute: Dispute, *, by: int, now: datetime) -> None:
    """Nobody had it: nothing is asked back, and what was kept for it is paid."""
    for recovery in list_payments_of_kind(dispute.id, PaymentKind.RECOVERY):
        if not recovery.is_done:
            payments.undo(dispute, recovery, now=now)
            recovery.answered_at = now
            leave_moderator(dispute, recovery, WRITTEN_OFF, staff_id=None, now=now)
            _record(dispute, recovery, WRITTEN_OFF, by=by, now=now)
    pay_kept(dispute, now=now)


def _write_off_award(dispute: Dispute, *, now: datetime) -> None:
    """Nobody pays it; what the platform kept of it for an advance it has."""
    paid, kept = (
        current_session().get_one(Enforcement, dispute.id),
        repaid_minor(dispute.id),
    )
    movements = {
        ledger.BUYER: kept - paid.buyer_minor,
        ledger.SELLER: -paid.seller_minor,
        ledger.FREIGHT: -paid.freight_minor,
        WRITTEN_OFF: paid.held_minor - kept,
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
    by: int,
    now: datetime,
    note: str,
) -> None:
    one.delayed_at = None
    key = _record(dispute, one, outcome, by=by, now=now, note=note)
    telling.notify_parties(dispute, f"refund.{outcome}", now=now, once=key)
    # That nothing is owed any more is the court's own finding, whoever paid last.
    close_settled(dispute, actor="sweep", now=now)


def _record(
    dispute: Dispute,
    one: Instruction,
    outcome: str,
    *,
    by: int,
    now: datetime,
    note: str = "",
) -> str:
    """The log and the marketplace know how it ended; gives the key of the payment."""
    is_payment = isinstance(one, Payment)
    key = target_of(one) if is_payment else award_key(dispute.id)
    told: dict[str, object] = {"enforcement": key, "attempt": one.attempt}
    subject = "payment" if is_payment else "refund"
    actor = f"staff:{by}"
    audit.record(
        dispute.id, f"{subject}.{outcome}", told, actor=actor, now=now, note=note
    )
    telling.emit(dispute, f"refund.{outcome}", told, now=now)
    return key
